"""Leak check: find safe sentences that give spoiler sentences of the same text away.

Names are masked, words folded and stemmed, function words dropped. A safe
sentence leaks if it shares two or more content words with one spoiler
sentence, or repeats one whole (“Vader is Luke’s father” has only one word that
is no name). A word weighs less the more safe sentences contain it, as the
review is then about it and does not hide it, or the more hidden ones; a word
of every day (“man”, “sits”) counts only beside two others, or in a phrase that
both have; words common to all reviews weigh nothing. Pairs of letters, in
scripts without spaces, weigh less than words. Knows neither Django nor documents.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import fsum

from search.unspaced import is_unspaced
from shield.function_words import EVERYDAY_WORDS
from shield.words import Stems, clauses, fold, fold_all, length_of, raw_words, tokens, weight

EVERYDAY = 0.4  # weight of a word that any sentence may have: with one other word, no leak
PHRASE = 4  # words in a row that two sentences share
MIN_WEIGHT = 1.5  # of the shared words of a leak: one rare word (1) and a common one (½)
ONE_OF_AROUND = 0.5  # and that words around a spoiler of one word must add to it
# Safe sentences that may contain a word before it counts as common. Not fewer: a leak may be repeated in
# dek, text and verdict.
MIN_COMMON = 4
COMMON_SHARE = 20  # in a long text, one in this many safe sentences
# As for safe sentences, of the hidden ones that are compared.
MIN_COMMON_HIDDEN = 3
COMMON_SHARE_HIDDEN = 50
MIN_WHOLE_WORDS = 3  # of a spoiler sentence that leaks by being repeated whole; two must be content words
MAX_WHOLE_WORDS = 400  # of it that are compared, for the same reason as below
MAX_SPOILERS_PER_WORD = 50  # spoiler sentences looked up for a word: bounds the cost of hostile text


@dataclass(frozen=True)
class Sentence:
    """A sentence and its place. `is_name`: of a field that prints a name, in which names are not masked.

    `around`: the sentence around a short inline spoiler. If the spoiler has
    only one content word, that word and one of those around it are a leak.
    """

    text: str
    place: object = None
    is_name: bool = False
    around: str = ""


@dataclass(frozen=True)
class Leak:
    """A safe sentence, the spoiler sentence that it shares most with, and the stems they share.

    `weight`: of the shared stems together, 1 for each rare word.
    """

    safe: Sentence
    spoiler: Sentence
    shared: tuple[str, ...]
    weight: float = 0


class Names:
    """Names to mask, as they are no evidence: whole names, and their single words if capitalised."""

    def __init__(self, names: Iterable[str]):
        folded = {tuple(map(fold, divide(name))): None for name in names for divide in (raw_words, tokens)}
        self._words = {word for name in folded for word in name}
        self._whole = defaultdict(set)
        for name in filter(None, folded):
            self._whole[name[0]].add(name)

    def without(self, words: Sequence[str]) -> list[str]:
        """The words (as written), folded, without names."""
        folded = fold_all(words)
        masked = self.among(words, folded)
        return [word for index, word in enumerate(folded) if index not in masked]

    def among(self, words: Sequence[str], folded: Sequence[str]) -> set[int]:
        """The indexes of words that belong to a name."""
        masked = set()
        for index, word in enumerate(folded):
            if word not in self._words:
                continue
            if not words[index][:1].islower():
                masked.add(index)
            for name in self._whole.get(word, ()):
                if tuple(folded[index : index + len(name)]) == name:
                    masked.update(range(index, index + len(name)))
        return masked


def find(
    safe: Sequence[Sentence], spoilers: Sequence[Sentence], *, names: Iterable[str] = (), language: str = "en"
) -> list[Leak]:
    """The leaks: each safe sentence that gives a spoiler sentence away, in the order of the text."""
    if not spoilers:
        return []
    masked, stems = Names(names), Stems(language)
    shown = [_Divided(item, stems, None if item.is_name else masked) for item in safe]
    hidden = [_Divided(item, stems, masked) for item in spoilers]
    index = _SharedWords(hidden, shown, stems, masked)
    whole = _WholeSentences(hidden, shown, stems)
    leaks = (index.leak(sentence) or whole.leak(sentence) for sentence in shown)
    return [leak for leak in leaks if leak]


class _Divided:
    """A sentence as `words` (folded) and the `stems` of its content words without names."""

    def __init__(self, item: Sentence, stems: Stems, names: Names | None):
        words = tokens(item.text)
        self.item, self.words = item, tuple(fold_all(words))
        masked = names.among(words, self.words) if names else set()
        content = (stems.of_content(word) for index, word in enumerate(self.words) if index not in masked)
        self.stems = frozenset(content) - {""}

    @cached_property
    def phrases(self) -> set[tuple[str, ...]]:
        words = tuple(fold_all(raw_words(self.item.text)))
        return {words[start : start + PHRASE] for start in range(len(words) - PHRASE + 1)}


class _SharedWords:
    """Spoiler sentences indexed by the content words that any safe sentence has, with each word's weight."""

    def __init__(self, spoilers: Sequence[_Divided], safe: Sequence[_Divided], stems: Stems, names: Names):
        self._spoilers, self._all_stems = spoilers, stems
        self._counts = Counter(word for sentence in safe for word in sentence.stems)
        self._common = max(MIN_COMMON, len(safe) / COMMON_SHARE)
        self._common_hidden = max(MIN_COMMON_HIDDEN, len(spoilers) / COMMON_SHARE_HIDDEN)
        self._everyday = {stems.of(word) for word in EVERYDAY_WORDS}
        self._by_word: dict[str, list[int]] = defaultdict(list)
        # Spoilers of one content word: their stems with those around them, and the weight that a leak needs.
        self._short: dict[int, tuple[frozenset[str], float]] = {}
        for index, spoiler in enumerate(spoilers):
            for word in spoiler.stems & self._counts.keys():
                if weight(word) and len(self._by_word[word]) < MAX_SPOILERS_PER_WORD:
                    self._by_word[word].append(index)
            if (own := sum(map(weight, spoiler.stems))) <= 1:
                around = _Divided(Sentence(spoiler.item.around), stems, names)
                self._short[index] = spoiler.stems | around.stems, min(MIN_WEIGHT, own + ONE_OF_AROUND)
        self._crowded = {word for word, found in self._by_word.items() if len(found) == MAX_SPOILERS_PER_WORD}
        self._weights = {word: self._weight(word) for word in self._counts}

    def leak(self, safe: _Divided) -> Leak | None:
        """A leak of the spoiler sentence with the most shared weight; None below what it needs."""
        best, most = None, 0.0
        for index in self._candidates(safe.stems):
            spoiler = self._spoilers[index]
            stems, needed = self._short.get(index) or (spoiler.stems, MIN_WEIGHT)
            shared = safe.stems & stems
            found = self._weight_of(shared)
            if found > most and (found >= needed or (found > 1 and self._repeat_a_phrase(safe, spoiler))):
                best, most = Leak(safe.item, spoiler.item, tuple(sorted(shared)), found), found
        return best

    def _candidates(self, words: frozenset[str]) -> list[int]:
        """The indexes of spoilers that may share two words with these, in order; of short ones, one."""
        shared = words & self._by_word.keys()
        numbers = Counter(index for word in shared for index in self._by_word[word])
        needed = 2 - len(shared & self._crowded)  # spoilers with these words are not all known
        return sorted(index for index in numbers if numbers[index] >= needed or index in self._short)

    def _repeat_a_phrase(self, safe: _Divided, spoiler: _Divided) -> bool:
        """Whether both have the same words in a row, two of them content words: “a bounty on her head”."""
        return any(
            sum(map(self._all_stems.is_content, phrase)) > 1 for phrase in safe.phrases & spoiler.phrases
        )

    def _weight_of(self, shared: frozenset[str]) -> float:
        """Pairs of letters that overlap are of one word, and count half."""
        ends = {word[-1] for word in shared if is_unspaced(word)}
        # In whatever order a set has its words, the sum is the same.
        return fsum(self._weights[word] * (0.5 if word[0] in ends else 1) for word in shared)

    def _weight(self, word: str) -> float:
        """From 1 for a rare word to ½ for one that many safe sentences contain, or many hidden ones."""
        hidden = max(1, len(self._by_word.get(word, ())))
        rarity = min(self._common / self._counts[word], self._common_hidden / hidden)
        everyday = EVERYDAY if word in self._everyday else 1
        return weight(word) * min(everyday, max(0.5, rarity))


class _WholeSentences:
    """Spoiler sentences indexed by their first words. Names count as words here, but not alone."""

    def __init__(self, spoilers: Sequence[_Divided], safe: Sequence[_Divided], stems: Stems):
        self._stems = stems
        self._starts = {words for sentence in safe for words, _start in _starts(sentence.words)}
        self._by_start: dict[tuple[str, ...], list[tuple[tuple[str, ...], Sentence]]] = defaultdict(list)
        for spoiler in spoilers:
            for clause in clauses(spoiler.item.text) if spoiler.stems else ():
                is_whole = clause == spoiler.item.text
                self._add(spoiler.item, spoiler.words if is_whole else tuple(fold_all(tokens(clause))))

    def _add(self, item: Sentence, words: tuple[str, ...]) -> None:
        start = words[: _whole_length(words, 0)]
        words = words[:MAX_WHOLE_WORDS]
        is_found = start in self._starts and len(self._by_start[start]) < MAX_SPOILERS_PER_WORD
        if is_found and sum(bool(self._stems.of(word)) for word in words) > 1:
            self._by_start[start].append((words, item))

    def leak(self, safe: _Divided) -> Leak | None:
        for start, index in _starts(safe.words):
            for hidden, spoiler in self._by_start.get(start, ()):
                if safe.words[index : index + len(hidden)] == hidden:
                    shared = {self._stems.of(word) for word in hidden} - {""}
                    return Leak(safe.item, spoiler, tuple(sorted(shared)), len(shared))
        return None


def _starts(words: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], int]]:
    """Each run of so many words that a sentence could begin with it, with the first's index."""
    for index in range(len(words)):
        length = _whole_length(words, index)
        if index + length <= len(words):
            yield words[index : index + length], index


def _whole_length(words: Sequence[str], start: int) -> int:
    """How many tokens a spoiler sentence needs to leak by being repeated whole."""
    return length_of(MIN_WHOLE_WORDS, words[start]) if words else 0
