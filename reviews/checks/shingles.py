"""Runs of eight words of a document, each with its hash and its place. Quotations are left out."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b

from reviews import document as d
from reviews.checks.document_sentences import Place
from reviews.checks.subject import texts_of
from shield.structure import Structure
from shield.words import fold, visible

# Raised when shingles come out otherwise than before: `refresh_derived` then makes the older ones anew.
VERSION = 1
LENGTH = 8  # words
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Stretch:
    """Words that follow one another, as written in `text`, and what each is compared as."""

    place: Place
    text: str
    spans: tuple[tuple[int, int], ...]
    words: tuple[str, ...]  # folded

    def hashes(self) -> Iterator[int]:
        """Of each run, by the place of its first word."""
        return (_hash(self.words[at : at + LENGTH]) for at in range(len(self.words) - LENGTH + 1))

    def passage(self, first: int, last: int) -> str:
        """What stands there, from a word to a word."""
        return self.text[self.spans[first][0] : self.spans[last][1]]


def hashes_of(document: d.Document) -> set[int]:
    """Of every run of a document."""
    texts = (text for text in texts_of(document) if not text.is_name)
    found = (item for text in texts for item in stretches(text.place, text.anatomy))
    return {hash for item in found for hash in item.hashes()}


def stretches(place: Place, anatomy: Structure) -> Iterator[Stretch]:
    """A text, parted where it quotes. What is shorter than a run is none."""
    said: list[str] = []
    for block in (*anatomy.blocks, None):
        if block and not block.is_quoted:
            said.append(block.text)
        elif said:
            yield from _stretch(place, said)
            said = []


def _stretch(place: Place, said: Iterable[str]) -> Iterator[Stretch]:
    text = visible("\n".join(said))
    spans = tuple(found.span() for found in _WORD.finditer(text))
    if len(spans) >= LENGTH:
        yield Stretch(place, text, spans, tuple(fold(text[start:end]) for start, end in spans))


def _hash(words: Iterable[str]) -> int:
    """64 bits with a sign, as both databases keep them."""
    return int.from_bytes(blake2b(" ".join(words).encode(), digest_size=8).digest(), "big", signed=True)
