"""Regular expressions and helpers that find names in running text: capitals kept, accents removed."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from reviews.checks.subject import Subject, Text
from shield.sentences import sentences
from shield.words import FUNCTION_WORDS, fold

# A capitalised word, without a possessive “’s”.
CAPITAL = r"[A-Z](?:[\w-]|\.(?=\w)|'(?=\w)(?!s\b))*"
CONTEXT = 100  # characters before and after a match that are examined: bounded, as text may be hostile
PARTICLE = r"(?:of|the|de|del|der|di|da|du|la|le|van|von)"
CAPITALS = rf"(?:[Tt]he )?{CAPITAL}(?: (?:{PARTICLE} ){{0,2}}{CAPITAL}){{0,4}}"  # consecutive such words
PERSON = rf"{CAPITAL}(?: (?:{PARTICLE} ){{0,2}}{CAPITAL}){{1,3}}"


def without_accents(text: str) -> str:
    """Without accents, and with straight quotes; case is kept."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text.translate(_QUOTES))
    return "".join(letter for letter in decomposed if unicodedata.category(letter) not in ("Mn", "Cf"))


_QUOTES = str.maketrans("’‘ʼ“”", "'''\"\"")


def any_name_pattern(names: Iterable[str]) -> str:
    """A regex for any of these names, longest first, ignoring case. Without names it never matches."""
    by_length = sorted({without_accents(name) for name in names if name}, key=len, reverse=True)
    alternatives = (r"\s+".join(map(re.escape, name.split())) for name in by_length)
    return rf"(?i:{'|'.join(alternatives)})" if by_length else r"(?!)"


def running_sentences(subject: Subject, *, lines: bool = False) -> Iterator[tuple[Text, str]]:
    """Every sentence of the running text, without accents; with `lines`, also of headlines and labels."""
    for text in subject.texts:
        if text.is_name or not (lines or text.is_running):
            continue
        for block in text.structure.blocks:
            if lines or not block.is_heading:
                yield from ((text, without_accents(sentence)) for sentence in sentences(block.text))


def without_opening_words(name: str) -> str:
    """“When Daryl” is Daryl: function words at its beginning are part of the sentence, not of the name."""
    words = name.split()
    while len(words) > 1 and fold(words[0]) in FUNCTION_WORDS and words[0].lower() != "the":
        words = words[1:]
    return " ".join(words)
