"""The leak check: the author's own spoiler passages are the dictionary.

Names are masked, words folded and stemmed, and what says nothing is dropped.
A safe sentence leaks that shares two telling words or more with one spoiler
sentence, or says one whole: “Vader is Luke’s father” has one word that is no
name. A word tells the less the more safe sentences hold it (it is what
the review is about, not what it hides), and the talk of every review tells
nothing. Knows no Django and no document.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from shield.words import Stems, fold, raw_words

ENOUGH = 1.5  # one telling word and a common one
FEW = (
    4  # safe sentences that may hold a word before it is common: a leak told in dek, text and verdict is one
)
WHOLE = 3  # words of a spoiler sentence that is told by being said whole, two of which say something
COMMON = 20  # in a long text, one in so many may
SPOILERS_A_WORD = 50  # no word is followed into more spoiler sentences than this: hostile text stays cheap


@dataclass(frozen=True)
class Sentence:
    """A sentence and where it stands. A name is not masked in the field that prints it.

    Of an inline spoiler with only one telling word, `around` is the sentence
    it stands in: that word and one of those around it are enough.
    """

    text: str
    place: object = None
    is_name: bool = False
    around: str = ""


@dataclass(frozen=True)
class Leak:
    """A safe sentence beside the spoiler sentence that it shares most with, and the words they share."""

    safe: Sentence
    spoiler: Sentence
    shared: tuple[str, ...]


class Names:
    """What is no evidence: a name as a whole, and each of its words where it is written with a capital."""

    def __init__(self, names: Iterable[str]):
        folded = [tuple(map(fold, raw_words(name))) for name in names]
        self._words = {word for name in folded for word in name}
        self._whole = defaultdict(set)
        for name in filter(None, folded):
            self._whole[name[0]].add(name)

    def without(self, words: Sequence[str]) -> list[str]:
        """The words, as they are written, without the names among them; folded."""
        folded = list(map(fold, words))
        masked = self.among(words, folded)
        return [word for at, word in enumerate(folded) if at not in masked]

    def among(self, words: Sequence[str], folded: Sequence[str]) -> set[int]:
        """The places at which a name stands."""
        masked = {at for at, word in enumerate(words) if folded[at] in self._words and not word[:1].islower()}
        for at, word in enumerate(folded):
            for name in self._whole.get(word, ()):
                if tuple(folded[at : at + len(name)]) == name:
                    masked.update(range(at, at + len(name)))
        return masked


def find(
    safe: Sequence[Sentence], spoilers: Sequence[Sentence], *, names: Iterable[str] = (), language: str = "en"
) -> list[Leak]:
    """Every safe sentence that gives a spoiler sentence away, in the order of the text, each once."""
    if not spoilers:
        return []
    known, stems = Names(names), Stems(language)
    shown = [_stems(item.text, stems, None if item.is_name else known) for item in safe]
    dictionary, whole = _Dictionary(spoilers, shown, stems, known), _Whole(spoilers, stems, known)
    found = (
        dictionary.leak(item, words) or whole.leak(item) for item, words in zip(safe, shown, strict=True)
    )
    return [leak for leak in found if leak]


def _stems(text: str, stems: Stems, names: Names | None) -> frozenset[str]:
    words = raw_words(text)
    plain = names.without(words) if names else map(fold, words)
    return frozenset(stems.of(word) for word in plain if stems.tells(word))


class _Dictionary:
    """The spoiler sentences by their words, and how much each word tells."""

    def __init__(self, spoilers: Sequence[Sentence], shown, stems: Stems, names: Names):
        self._spoilers = spoilers
        self._in = Counter(word for words in shown for word in words)
        self._usual = max(FEW, len(shown) / COMMON)
        self._hidden = [_stems(item.text, stems, names) for item in spoilers]
        self._said = [
            hidden | _stems(item.around, stems, names) if len(hidden) == 1 else hidden
            for item, hidden in zip(spoilers, self._hidden, strict=True)
        ]
        self._by_word: dict[str, list[int]] = defaultdict(list)
        for index, hidden in enumerate(self._hidden):
            for word in hidden:
                if len(self._by_word[word]) < SPOILERS_A_WORD:
                    self._by_word[word].append(index)

    def leak(self, item: Sentence, words: frozenset[str]) -> Leak | None:
        """The sentence beside the spoiler sentence that it tells most of; None if it tells too little."""
        near = {index for word in words & self._by_word.keys() for index in self._by_word[word]}
        told = {index: sum(map(self._telling, words & self._said[index])) for index in near}
        best = min(near, key=lambda index: (-told[index], index), default=None)
        if best is None or told[best] < ENOUGH:
            return None
        return Leak(item, self._spoilers[best], tuple(sorted(words & self._said[best])))

    def _telling(self, word: str) -> float:
        """From 1 for a rare word to ½ for one that many safe sentences hold."""
        return min(1.0, max(0.5, self._usual / self._in[word]))


class _Whole:
    """The spoiler sentences by their first words. Names count here as words do, but not alone."""

    def __init__(self, spoilers: Sequence[Sentence], stems: Stems, names: Names):
        self._stems = stems
        self._by_beginning: dict[tuple[str, ...], list[tuple[tuple[str, ...], Sentence]]] = defaultdict(list)
        for item in spoilers:
            words = tuple(map(fold, raw_words(item.text)))
            same = self._by_beginning[words[:WHOLE]]
            if self._tells(words) and _stems(item.text, stems, names) and len(same) < SPOILERS_A_WORD:
                same.append((words, item))

    def _tells(self, words: Sequence[str]) -> bool:
        return len(words) >= WHOLE and sum(bool(self._stems.of(word)) for word in words) > 1

    def leak(self, item: Sentence) -> Leak | None:
        words = tuple(map(fold, raw_words(item.text)))
        for at in range(len(words) - WHOLE + 1):
            for hidden, spoiler in self._by_beginning.get(words[at : at + WHOLE], ()):
                if words[at : at + len(hidden)] == hidden:
                    said = {self._stems.of(word) for word in hidden} - {""}
                    return Leak(item, spoiler, tuple(sorted(said)))
        return None
