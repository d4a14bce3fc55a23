"""How names are read in running text: with their capitals, without accents."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from reviews.checks.subject import Subject, Text
from shield.sentences import sentences
from shield.words import FUNCTION_WORDS, fold

# A word with a capital, and a row of them. An “’s” at the end is no part of it.
CAPITAL = r"[A-Z](?:[\w-]|\.(?=\w)|'(?=\w)(?!s\b))*"
AROUND = 100  # letters before and after a hit that are looked at: hostile text stays cheap
SMALL = r"(?:of|the|de|del|der|di|da|du|la|le|van|von)"
CAPITALS = rf"(?:[Tt]he )?{CAPITAL}(?: (?:{SMALL} ){{0,2}}{CAPITAL}){{0,4}}"
PERSON = rf"{CAPITAL}(?: (?:{SMALL} ){{0,2}}{CAPITAL}){{1,3}}"


def bare(text: str) -> str:
    """Without accents and with straight quotes; capitals stay."""
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFKD", text.translate(_QUOTES))
    return "".join(letter for letter in apart if unicodedata.category(letter) not in ("Mn", "Cf"))


_QUOTES = str.maketrans("’‘ʼ“”", "'''\"\"")


def any_of(names: Iterable[str]) -> str:
    """A pattern for one of these names, the longest first, in any case. None matches nothing."""
    found = sorted({bare(name) for name in names if name}, key=len, reverse=True)
    each = (r"\s+".join(map(re.escape, name.split())) for name in found)
    return rf"(?i:{'|'.join(each)})" if found else r"(?!)"


def running(subject: Subject, *, lines: bool = False) -> Iterator[tuple[Text, str]]:
    """Every sentence of the running text with its place, without accents; of `lines` as well if asked."""
    for text in subject.texts:
        if text.is_name or not (lines or text.is_running):
            continue
        for block in text.anatomy.blocks:
            if lines or not block.is_heading:
                yield from ((text, bare(sentence)) for sentence in sentences(block.text))


def without_opening(name: str) -> str:
    """“When Daryl” is Daryl: small words at the beginning are the sentence's own."""
    words = name.split()
    while len(words) > 1 and fold(words[0]) in FUNCTION_WORDS and words[0].lower() != "the":
        words = words[1:]
    return " ".join(words)
