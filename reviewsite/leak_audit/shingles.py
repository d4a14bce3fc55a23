"""Runs of four words: what two texts must share before one can be said to quote the other.

Names and titles are masked, and two of the four words must say something, so
that neither a title nor “at the end of the” is taken for a leak.
"""

from collections.abc import Iterable

from shield.leaks import Names
from shield.words import Stems, raw_words

LENGTH = 4  # words
TELLING = 2  # of them, at least

Shingle = tuple[str, ...]


class Shingles:
    """Cuts texts into shingles, in a house with these names."""

    def __init__(self, names: Iterable[str]):
        self._names = Names(names)
        self._stems = Stems("en")

    def of(self, text: str) -> set[Shingle]:
        words = self._names.without(raw_words(text))
        runs = zip(*(words[start:] for start in range(LENGTH)), strict=False)
        return {run for run in runs if sum(map(self._stems.is_content, run)) >= TELLING}

    def telling_words(self, text: str) -> list[str]:
        """The words of a text that say something, in their order, each once, folded."""
        words = self._names.without(raw_words(text))
        return list(dict.fromkeys(word for word in words if self._stems.is_content(word)))
