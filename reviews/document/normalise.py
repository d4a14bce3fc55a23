"""Normalise the text of documents: Unicode NFC, LF, no control characters. No Django in here."""

import re
import unicodedata

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_MAX_COMBINING_MARKS = 30  # in a row; UAX #15, Stream-Safe Text Format: no language needs as many
_JOINER = "\u034f"  # COMBINING GRAPHEME JOINER


def normal_text(text: str) -> str:
    """Text in normal form: NFC, LF, no control characters, stripped.

    A lone surrogate, which UTF-8 cannot encode, becomes U+FFFD. Very long runs
    of combining marks are split: normalising them would take minutes.
    """
    text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", _stream_safe(_SURROGATE.sub("\ufffd", text))).strip()


def _stream_safe(text: str) -> str:
    """The text with a joiner after every 30 combining marks in a row."""
    pieces, marks = [], 0
    for character in text:
        before, after = _combining(character)
        if marks + before > _MAX_COMBINING_MARKS:
            pieces.append(_JOINER)
            marks = 0
        marks = after if not before else marks + before
        pieces.append(character)
    return "".join(pieces)


def _combining(character: str) -> tuple[int, int]:
    """The numbers of combining marks at the beginning and at the end of a character's decomposition."""
    if character.isascii():
        return 0, 0
    classes = [unicodedata.combining(item) > 0 for item in unicodedata.normalize("NFD", character)]
    if all(classes):
        return len(classes), len(classes)
    return classes.index(False), classes[::-1].index(False)
