"""Tokenise text for search: words without accents and case, stemmed. No Django in here."""

import re
import unicodedata
from functools import lru_cache

from snowballstemmer.english_stemmer import EnglishStemmer

from search.unspaced import LETTERS, is_unspaced, pairs

MAX_WORD_LENGTH = 64  # letters; the rest of a word is ignored
# Letters that Unicode does not decompose.
_UNDECOMPOSED = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}
)
_POSSESSIVE = re.compile(r"(?<=\w)['’]s\b")
# `\w` does not match Indic vowel signs, which are part of a word; the dandas in that range are full stops.
PLAIN = r"[^\W_]"  # a letter of a plain text
_LETTER = rf"{PLAIN}|[\u0900-\u0963\u0966-\u0dff{LETTERS}]"
RUN = re.compile(rf"(?:{_LETTER})+")
WORD = re.compile(rf"[{LETTERS}]+|(?:(?![{LETTERS}])(?:{_LETTER}))+")
# Outside of these stand scripts with other words, and letters that `fold` makes several words of: ½ is 1⁄2.
_NOT_PLAIN = re.compile(r"[^\x00-\xbb\xbf-\u013e\u0141-\u0379\u037b-\u08ff\u1e00-\u214f\uac00-\ud7a3]")


def is_plain(text: str) -> bool:
    """Whether a text's words are its runs of PLAIN letters, and begin as they do when they are folded."""
    return text.isascii() or not _NOT_PLAIN.search(text)


def fold(text: str) -> str:
    """`text` without case, accents and compatibility variants: “Élan” and “ｅｌａｎ” become “elan”."""
    text = text.casefold()
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text)
    base = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return unicodedata.normalize("NFC", base.casefold()).translate(_UNDECOMPOSED)


def runs(text: str) -> list[tuple[str, ...]]:
    """The folded words of a text, grouped by runs of letters (a single word, in scripts with spaces).

    In a script without spaces, each letter is followed by its neighbour, and the last stands alone: so any
    letters that stand together in a text are found as a phrase of pairs, and a letter as the start of one.
    """
    groups = RUN.findall(_POSSESSIVE.sub("", fold(text)))
    return [tuple(word for found in WORD.findall(group) for word in _divided(found)) for group in groups]


def _divided(word: str) -> list[str]:
    return [*pairs(word), word[-1]] if is_unspaced(word) else [word[:MAX_WORD_LENGTH]]


def words(text: str) -> list[str]:
    """The folded words of a text, in order, not stemmed."""
    return [word for run in runs(text) for word in run]


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The English stem of a folded word: “harbours” is “harbour”."""
    # A new stemmer for each call: it stores the current word in itself, and threads share this module.
    return EnglishStemmer().stemWord(word)


def stems(text: str) -> list[str]:
    """The stems of a text's words, in order."""
    return [stem(word) for word in words(text)]
