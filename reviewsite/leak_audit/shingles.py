"""Shingles (runs of four words, or of as many pairs of letters), by which the audit recognises hidden text.

Names and titles are masked, and two of the four words must be content words,
so that neither a title nor “at the end of the” counts as a leak.
"""

from collections.abc import Iterable

from shield.leaks import Names
from shield.words import Stems, length_of, tokens

LENGTH = 4  # words
MIN_CONTENT_WORDS = 2

Shingle = tuple[str, ...]


class Shingles:
    """Splits texts into shingles, with these names masked."""

    def __init__(self, names: Iterable[str]):
        self._names = Names(names)
        self._stems = Stems("en")

    def of(self, text: str) -> set[Shingle]:
        words = self._names.without(tokens(text))
        ends = [(at, at + length_of(LENGTH, word)) for at, word in enumerate(words)]
        runs = (tuple(words[start:end]) for start, end in ends if end <= len(words))
        return {run for run in runs if sum(map(self._stems.is_content, run)) >= MIN_CONTENT_WORDS}

    def content_words(self, text: str) -> list[str]:
        """The unique content words of a text, folded, in order."""
        words = self._names.without(tokens(text))
        return list(dict.fromkeys(word for word in words if self._stems.is_content(word)))
