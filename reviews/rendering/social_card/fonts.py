"""Load the fonts of the social card, and convert text to the characters that they have.

The fonts hold Latin-1 and punctuation. Other Latin letters are written
without their accents. A text with letters of another script is not written at
all: half a title is a wrong title. Other symbols are left out.
"""

import re
import unicodedata
from functools import lru_cache

from django.conf import settings
from PIL import ImageFont

_FILES = {"roman": "newsreader-roman.woff2", "italic": "newsreader-italic.woff2"}
# Letters that Unicode does not decompose.
_PLAIN = str.maketrans(
    {"Ł": "L", "ł": "l", "Đ": "D", "đ": "d", "Ħ": "H", "ħ": "h", "Ŧ": "T", "ŧ": "t", "ı": "i", "ſ": "s"}
    | {"ẞ": "SS", "Ŋ": "N", "ŋ": "n", "Œ": "OE", "œ": "oe", "⁄": "/"}
)
_MISSING = "\uffff"  # in no font: drawn as the glyph for missing characters


@lru_cache(maxsize=64)
def font(style: str, size: int, layout: ImageFont.Layout | None = None) -> ImageFont.FreeTypeFont:
    path = settings.BASE_DIR / "static" / "fonts" / _FILES[style]
    return ImageFont.truetype(str(path), size, layout_engine=layout)


def writable(text: str) -> str:
    """The text as the fonts can write it, on one line; "" if they cannot."""
    letters = [_writable_letter(letter) for letter in unicodedata.normalize("NFC", text)]
    return "" if None in letters else re.sub(r"\s+", " ", "".join(map(str, letters))).strip()


@lru_cache(maxsize=4096)
def _writable_letter(letter: str) -> str | None:
    """One character: itself, plain Latin, or "" to leave it out; None if it must not be left out."""
    if letter.isspace():
        return " "
    if _has(letter):
        return letter
    parts = unicodedata.normalize("NFKD", letter).translate(_PLAIN)
    plain = "".join(part for part in parts if not unicodedata.combining(part))
    if plain and all(map(_has, plain)):
        return plain
    return None if unicodedata.category(letter)[0] in "LN" else ""


def _has(letter: str) -> bool:
    face = font("roman", 40, ImageFont.Layout.BASIC)  # Raqm fails on unknown characters
    return letter.isprintable() and bytes(face.getmask(letter)) != bytes(face.getmask(_MISSING))
