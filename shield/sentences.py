"""Split text into sentences, in linear time for any input."""

import re

_END = re.compile(r"(?:[.!?…]+[\"'”’»)\]]*(?=\s)|[。！？]+[”’」』]*|\n[ \t]*\n)")
_ENDED = re.compile(r"[.?!…‽。！？]['\"”’»)\]」』]{0,3}\Z")
# Abbreviations, whose full stop does not end a sentence.
_ABBREVIATION_LIST = """
al approx b.c ca capt cf col dr e.g etc fig gen hon i.e inc jr lt ltd messrs mr mrs ms mt nr p.s ph.d prof rev
sgt sr st u.k u.s vol vs
"""
_ABBREVIATIONS = frozenset(_ABBREVIATION_LIST.split())
_LAST_WORD = re.compile(r"[^\s(\[“\"'‘]{1,12}\Z")
_LOOK_BEHIND = 16  # characters before a full stop that are searched for an abbreviation


def sentences(text: str) -> list[str]:
    """The sentences of a plain text. A blank line always ends one."""
    parts, start = [], 0
    for end in _END.finditer(text):
        if not _continues(text, start, end):
            parts.append(text[start : end.end()])
            start = end.end()
    parts.append(text[start:])
    return [sentence for sentence in (" ".join(part.split()) for part in parts) if sentence]


def full_stop_after(text: str) -> str:
    """The full stop that makes a text a sentence; "" if it ends like one (“Which Way Is Up?”)."""
    return "" if _ENDED.search(text) else "."


def with_full_stop(text: str) -> str:
    return text + full_stop_after(text)


def _continues(text: str, start: int, end: re.Match) -> bool:
    """Whether the sentence continues after `end`: an abbreviation, an initial, or lower case follows."""
    if end[0][0] == "\n":
        return False
    following = text[end.end() : end.end() + 40].lstrip(" \t\"'“”‘’«»(")[:1]
    if following.islower():
        return True
    if end[0] != ".":
        return False
    match = _LAST_WORD.search(text[max(start, end.start() - _LOOK_BEHIND) : end.start()])
    word = match[0] if match else ""
    return word.lower() in _ABBREVIATIONS or (len(word) == 1 and word.isupper() and word != "I")
