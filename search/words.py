"""Tokenise text for search: words without accents and case, stemmed. No Django in here."""

import re
import unicodedata
from functools import lru_cache

from snowballstemmer.english_stemmer import EnglishStemmer

MAX_WORD_LENGTH = 64  # letters; the rest of a word is ignored
# Letters that Unicode does not decompose.
_UNDECOMPOSED = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}
)
_POSSESSIVE = re.compile(r"(?<=\w)['’]s\b")
# Scripts written without spaces: each letter counts as a word, and consecutive letters as a phrase.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_UNSPACED += "\U00020000-\U0003ffff"
# `\w` does not match Indic vowel signs, which are part of a word; the dandas in that range are full stops.
_LETTER = rf"[^\W_]|[\u0900-\u0963\u0966-\u0dff{_UNSPACED}]"
RUN = re.compile(rf"(?:{_LETTER})+")
WORD = re.compile(rf"[{_UNSPACED}]|(?:(?![{_UNSPACED}])(?:{_LETTER}))+")


def fold(text: str) -> str:
    """`text` without case, accents and compatibility variants: “Élan” and “ｅｌａｎ” become “elan”."""
    text = text.casefold()
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text)
    base = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return unicodedata.normalize("NFC", base.casefold()).translate(_UNDECOMPOSED)


def runs(text: str) -> list[tuple[str, ...]]:
    """The folded words of a text, grouped by runs of letters (a single word, in scripts with spaces)."""
    groups = RUN.findall(_POSSESSIVE.sub("", fold(text)))
    return [tuple(word[:MAX_WORD_LENGTH] for word in WORD.findall(group)) for group in groups]


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
