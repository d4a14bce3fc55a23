"""Words as both engines compare them: accents and letter case gone, endings taken off. No Django in here."""

import re
import unicodedata
from functools import lru_cache

from snowballstemmer.english_stemmer import EnglishStemmer

LONGEST = 64  # letters of a word that are looked at
# Letters with a stroke or joined in two: Unicode takes no accent off these.
_JOINED = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}
)
_OWNER = re.compile(r"(?<=\w)['’]s\b")
# Scripts written without spaces: each letter counts as a word, and a run of them as a phrase.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_UNSPACED += "\U00020000-\U0003ffff"
# Indic vowel signs are no letters to `\w`, but part of the word; the dandas between are full stops.
_LETTER = rf"[^\W_]|[\u0900-\u0963\u0966-\u0dff{_UNSPACED}]"
RUN = re.compile(rf"(?:{_LETTER})+")
WORD = re.compile(rf"[{_UNSPACED}]|(?:(?![{_UNSPACED}])(?:{_LETTER}))+")


def fold(text: str) -> str:
    """`text` without letter case, accents and variants of a letter: “Élan” and “ｅｌａｎ” are “elan”."""
    text = text.casefold()
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFKD", text)
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return unicodedata.normalize("NFC", bare.casefold()).translate(_JOINED)


def runs(text: str) -> list[tuple[str, ...]]:
    """The folded words of a text, those together that nothing divides (one, where words have spaces)."""
    found = RUN.findall(_OWNER.sub("", fold(text)))
    return [tuple(word[:LONGEST] for word in WORD.findall(run)) for run in found]


def words(text: str) -> list[str]:
    """The folded words of a text, in order, endings and all."""
    return [word for run in runs(text) for word in run]


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A folded word without its English ending: “harbours” is “harbour”."""
    # A stemmer keeps the word it works on in itself: one for each call, since threads share this module.
    return EnglishStemmer().stemWord(word)


def stems(text: str) -> list[str]:
    """The stems of a text's words, in order."""
    return [stem(word) for word in words(text)]
