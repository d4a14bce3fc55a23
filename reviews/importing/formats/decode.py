"""Decode the bytes of a file to text, or raise FormatError."""

import codecs
import re
import unicodedata
from itertools import groupby

from reviews.importing.formats.result import FormatError, Note

UNICODE_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SIGNATURES = (b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"\xd0\xcf\x11\xe0")
_ASCII_LETTER = re.compile("[A-Za-z]")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
MOST_FOREIGN = 1 / 3  # of the letters of a Western text: German and French have a twentieth
# Normalising the combining marks of one letter takes quadratic time; no script needs a hundredth of this.
MAX_ACCENTS = 1000

EMPTY = "The file is empty."
BINARY = "This is not a text file. Save the review as plain text or Markdown (.txt or .md)."
UNDECODABLE = "The letters of this file cannot be read. Save it as UTF-8 and try again."
ACCENTS = "One letter of this file carries more than a thousand accents; that is no text."
WINDOWS = Note(
    "info",
    "The file is not UTF-8; it was read as Windows-1252. Please check accents, quotes and dashes.",
)


def decode(data: bytes, max_bytes: int) -> tuple[str, tuple[Note, ...]]:
    """(text with LF line ends and no byte-order mark, notes)."""
    _refuse_binary(data, max_bytes)
    text, notes = _text(data)
    _refuse_non_text(text)
    return text.replace("\r\n", "\n").replace("\r", "\n"), notes


def _refuse_binary(data: bytes, max_bytes: int) -> None:
    if len(data) > max_bytes:
        raise FormatError(f"The file is too long: {len(data):,} bytes, where {max_bytes:,} are allowed.")
    if not data.strip():
        raise FormatError(EMPTY)
    if data.startswith(SIGNATURES):
        raise FormatError(BINARY)


def _text(data: bytes) -> tuple[str, tuple[Note, ...]]:
    for mark, encoding in UNICODE_BOMS:
        if data.startswith(mark):
            return _decode(data[len(mark) :], encoding), ()
    if b"\0" in data:
        raise FormatError(BINARY)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _western(data), (WINDOWS,)


def _western(data: bytes) -> str:
    """Read as Windows-1252. Refused for Cyrillic, Japanese and the like, in which no sign would be known."""
    text = _decode(data, "cp1252")
    foreign, plain = sum(not letter.isascii() for letter in text), len(_ASCII_LETTER.findall(text))
    if foreign > (foreign + plain) * MOST_FOREIGN:
        raise FormatError(UNDECODABLE)
    return text


def _decode(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise FormatError(UNDECODABLE) from error


def _refuse_non_text(text: str) -> None:
    if not text.strip():
        raise FormatError(EMPTY)
    if "\0" in text or len(CONTROL.findall(text)) * 10 > len(text):
        raise FormatError(BINARY)
    if not text.isascii() and _longest_accent_run(text) > MAX_ACCENTS:
        raise FormatError(ACCENTS)


def _longest_accent_run(text: str) -> int:
    runs = groupby(text, key=lambda character: unicodedata.combining(character) > 0)
    return max((sum(1 for _ in run) for combining, run in runs if combining), default=0)
