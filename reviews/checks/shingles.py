"""Shingles of a document: hashes of every eight consecutive words outside quotations, with their places."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

from reviews import document as d
from reviews.checks.document_sentences import Place
from reviews.checks.subject import texts_of
from shield.structure import CACHE_SIZE, Structure
from shield.words import fold_all, visible

# Raised when shingles come out otherwise than before: `refresh_derived` then makes the older ones anew.
VERSION = 1
LENGTH = 8  # words
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Stretch:
    """Consecutive words outside quotations: the text, each word's span in it, and its folded form."""

    place: Place
    text: str
    spans: tuple[tuple[int, int], ...]
    words: tuple[str, ...]  # folded

    def hashes(self) -> tuple[int, ...]:
        """The hashes of its shingles, in the order of their first words."""
        return _hashes(self.words)

    def passage(self, first: int, last: int) -> str:
        """The text from word `first` to word `last`, both included."""
        return self.text[self.spans[first][0] : self.spans[last][1]]


def hashes_of(document: d.Document) -> set[int]:
    """The hashes of all shingles of a document."""
    texts = (text for text in texts_of(document) if not text.is_name)
    stretches = (stretch for text in texts for stretch in stretches_of(text.place, text.structure))
    return {hash for stretch in stretches for hash in stretch.hashes()}


def stretches_of(place: Place, structure: Structure) -> Iterator[Stretch]:
    """A text split at its quotations, without stretches shorter than a shingle."""
    blocks: list[str] = []
    for block in (*structure.blocks, None):
        if block and not block.is_quoted:
            blocks.append(block.text)
        elif blocks:
            yield from _stretch(place, blocks)
            blocks = []


def _stretch(place: Place, blocks: Iterable[str]) -> Iterator[Stretch]:
    """One stretch, or none if it is too short."""
    text = visible("\n".join(blocks))
    spans, words = _words(text)
    if len(spans) >= LENGTH:
        yield Stretch(place, text, spans, words)


@lru_cache(maxsize=CACHE_SIZE)
def _words(text: str) -> tuple[tuple[tuple[int, int], ...], tuple[str, ...]]:
    """The span of each word, and its folded form."""
    spans = tuple(match.span() for match in _WORD.finditer(text))
    return spans, tuple(fold_all([text[start:end] for start, end in spans]))


@lru_cache(maxsize=CACHE_SIZE)
def _hashes(words: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(_hash(words[start : start + LENGTH]) for start in range(len(words) - LENGTH + 1))


def _hash(words: Iterable[str]) -> int:
    """Signed 64-bit integer, which fits a BigIntegerField on both databases."""
    return int.from_bytes(blake2b(" ".join(words).encode(), digest_size=8).digest(), "big", signed=True)
