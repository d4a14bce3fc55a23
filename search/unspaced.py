"""Scripts written without spaces between words: Japanese, Chinese, Thai, Lao, Burmese and Khmer.

Their texts are divided into overlapping pairs of letters (bigrams), as most words
have about two letters and no dictionary is needed. Korean has spaces.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

# Ranges inside a character class. Without their punctuation: “・” stands between words.
ALPHABETS = "\u0e01-\u0e3a\u0e40-\u0e4e\u0e50-\u0e59\u0e81-\u0ede"  # Thai, Lao
ALPHABETS += "\u1000-\u1049\u1050-\u109f\u1780-\u17d3\u17d7\u17dc-\u17e9"  # Burmese, Khmer
KANA = "\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\uff66-\uff9f"
HAN = "\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
LETTERS = ALPHABETS + KANA + HAN

_FIRST = "\u0e00"  # no letter of these stands before it: most words need no search
_UNSPACED = re.compile(rf"[{LETTERS}]")
_ALPHABETIC = re.compile(rf"[{ALPHABETS}]")


def is_unspaced(text: str) -> bool:
    """Whether a text begins with a letter of these scripts."""
    return text[:1] > _FIRST and bool(_UNSPACED.match(text))


def is_alphabetic(text: str) -> bool:
    """Whether a text begins with a letter of those that have an alphabet, whose words are longer."""
    return text[:1] > _FIRST and bool(_ALPHABETIC.match(text))


def has_unspaced(text: str) -> bool:
    """Whether any letter of a text is of these scripts."""
    return not text.isascii() and bool(_UNSPACED.search(text))


def pairs(letters: Sequence[str]) -> list[str]:
    """Each letter together with the next one."""
    return [first + second for first, second in pairwise(letters)]


def letters(text: str, ranges: str) -> int:
    """How many letters of a text are within these ranges."""
    return len(re.findall(rf"[{ranges}]", text))


def without_unspaced(text: str) -> str:
    """A text without the letters of these scripts, and a space in the place of each."""
    return _UNSPACED.sub(" ", text)
