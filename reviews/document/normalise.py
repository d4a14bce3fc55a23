"""The one form in which the words of a document are kept. No Django in here."""

import re
import unicodedata

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_MARKS_IN_A_ROW = 30  # UAX #15, Stream-Safe Text Format: no word of any language has as many
_JOINER = "\u034f"


def normal_text(text: str) -> str:
    """The one form in which text is kept: NFC, LF, no control characters, no blank ends.

    A lone surrogate (which no file can hold) becomes U+FFFD. Endless runs of
    accents are divided, or normalising them would take minutes.
    """
    text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", _divided(_SURROGATE.sub("\ufffd", text))).strip()


def _divided(text: str) -> str:
    """The text with a joiner after every thirty combining marks in a row."""
    pieces, marks = [], 0
    for character in text:
        before, after = _combining(character)
        if marks + before > _MARKS_IN_A_ROW:
            pieces.append(_JOINER)
            marks = 0
        marks = after if not before else marks + before
        pieces.append(character)
    return "".join(pieces)


def _combining(character: str) -> tuple[int, int]:
    """How many combining marks a character begins with, and ends with, when it is taken apart."""
    if character.isascii():
        return 0, 0
    classes = [unicodedata.combining(item) > 0 for item in unicodedata.normalize("NFD", character)]
    if all(classes):
        return len(classes), len(classes)
    return classes.index(False), classes[::-1].index(False)
