"""The house's letters at any size, and which of a text they can write.

The font holds Latin-1 and punctuation. Latin letters beyond that are written
with their plain ones; a text with letters of another script is not written at
all, for half a title is a wrong title; a sign between words is left out.
"""

import re
import unicodedata
from functools import lru_cache

from django.conf import settings
from PIL import ImageFont

_FILES = {"roman": "newsreader-roman.woff2", "italic": "newsreader-italic.woff2"}
# What Unicode takes apart for nobody.
_PLAIN = str.maketrans(
    {"Ł": "L", "ł": "l", "Đ": "D", "đ": "d", "Ħ": "H", "ħ": "h", "Ŧ": "T", "ŧ": "t", "ı": "i", "ſ": "s"}
    | {"ẞ": "SS", "Ŋ": "N", "ŋ": "n", "Œ": "OE", "œ": "oe", "⁄": "/"}
)
_NOWHERE = "\uffff"  # no font has it: what is drawn for it is drawn for whatever is missing


@lru_cache(maxsize=64)
def font(style: str, size: int, layout: int | None = None) -> ImageFont.FreeTypeFont:
    path = settings.BASE_DIR / "static" / "fonts" / _FILES[style]
    return ImageFont.truetype(str(path), size, layout_engine=layout)


def writable(text: str) -> str:
    """What the house's letters make of a text, on one line; empty if they cannot write it."""
    letters = [_written(letter) for letter in unicodedata.normalize("NFC", text)]
    return "" if None in letters else re.sub(r"\s+", " ", "".join(map(str, letters))).strip()


@lru_cache(maxsize=4096)
def _written(letter: str) -> str | None:
    """One letter: as it is, as plain Latin, as nothing; None for a letter that must not be left out."""
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
    face = font("roman", 40, ImageFont.Layout.BASIC)  # the other one breaks on letters it does not know
    return letter.isprintable() and bytes(face.getmask(letter)) != bytes(face.getmask(_NOWHERE))
