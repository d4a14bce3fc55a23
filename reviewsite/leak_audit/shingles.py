"""Shingles (runs of four words), by which the audit recognises hidden text on a page.

Names and titles are masked, and two of the four words must be content words,
so that neither a title nor “at the end of the” counts as a leak.
"""

from collections.abc import Iterable

from shield.leaks import Names
from shield.words import Stems, raw_words

LENGTH = 4  # words
MIN_CONTENT_WORDS = 2

Shingle = tuple[str, ...]


class Shingles:
    """Splits texts into shingles, with these names masked."""

    def __init__(self, names: Iterable[str]):
        self._names = Names(names)
        self._stems = Stems("en")

    def of(self, text: str) -> set[Shingle]:
        words = self._names.without(raw_words(text))
        runs = zip(*(words[start:] for start in range(LENGTH)), strict=False)
        return {run for run in runs if sum(map(self._stems.is_content, run)) >= MIN_CONTENT_WORDS}

    def content_words(self, text: str) -> list[str]:
        """The unique content words of a text, folded, in order."""
        words = self._names.without(raw_words(text))
        return list(dict.fromkeys(word for word in words if self._stems.is_content(word)))
