"""Dividing a text into sentences, in one pass whatever the text."""

import re

_END = re.compile(r"(?:[.!?…]+[\"'”’»)\]]*(?=\s)|[。！？]+[”’」』]*|\n[ \t]*\n)")
# What ends with a full stop and no sentence with it.
_ABBREVIATED = """
al approx b.c ca capt cf col dr e.g etc fig gen hon i.e inc jr lt ltd messrs mr mrs ms mt nr p.s ph.d prof rev
sgt sr st u.k u.s vol vs
"""
_ABBREVIATIONS = frozenset(_ABBREVIATED.split())
_LAST_WORD = re.compile(r"[^\s(\[“\"'‘]{1,12}\Z")
_REACH = 16  # letters before a full stop in which an abbreviation would stand


def sentences(text: str) -> list[str]:
    """The sentences of a plain text. An empty line always ends one."""
    found, start = [], 0
    for end in _END.finditer(text):
        if not _goes_on(text, start, end):
            found.append(text[start : end.end()])
            start = end.end()
    found.append(text[start:])
    return [sentence for sentence in (" ".join(item.split()) for item in found) if sentence]


def _goes_on(text: str, start: int, end: re.Match) -> bool:
    """Whether what looks like an end is none: an abbreviation, an initial, a small letter behind it."""
    if end[0][0] == "\n":
        return False
    following = text[end.end() : end.end() + 40].lstrip(" \t\"'“”‘’«»(")[:1]
    if following.islower():
        return True
    if end[0] != ".":
        return False
    word = _LAST_WORD.search(text[max(start, end.start() - _REACH) : end.start()])
    said = word[0] if word else ""
    return said.lower() in _ABBREVIATIONS or (len(said) == 1 and said.isupper() and said != "I")
