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
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from search.unspaced import is_unspaced
from shield.function_words import EVERYDAY_WORDS
from shield.words import Stems, clauses, fold, length_of, raw_words, tokens, weight

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
    """A safe sentence, the spoiler sentence that it shares most with, and the stems they share."""

    safe: Sentence
    spoiler: Sentence
    shared: tuple[str, ...]


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
        folded = list(map(fold, words))
        masked = self.among(words, folded)
        return [word for index, word in enumerate(folded) if index not in masked]

    def among(self, words: Sequence[str], folded: Sequence[str]) -> set[int]:
        """The indexes of words that belong to a name."""
        masked = {
            index
            for index, word in enumerate(words)
            if folded[index] in self._words and not word[:1].islower()
        }
        for index, word in enumerate(folded):
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
    safe_stems = [_stems(item.text, stems, None if item.is_name else masked) for item in safe]
    index = _SharedWords(spoilers, safe_stems, stems, masked)
    whole = _WholeSentences(spoilers, stems, masked)
    leaks = (
        index.leak(item, words) or whole.leak(item) for item, words in zip(safe, safe_stems, strict=True)
    )
    return [leak for leak in leaks if leak]


def _phrases(text: str) -> set[tuple[str, ...]]:
    words = list(map(fold, raw_words(text)))
    return {tuple(words[start : start + PHRASE]) for start in range(len(words) - PHRASE + 1)}


def _stems(text: str, stems: Stems, names: Names | None) -> frozenset[str]:
    """The stems of the content words of a text, without names."""
    words = tokens(text)
    folded = names.without(words) if names else map(fold, words)
    return frozenset(stems.of(word) for word in folded if stems.is_content(word))


class _SharedWords:
    """Spoiler sentences indexed by their content words, with the weight of each word."""

    def __init__(self, spoilers: Sequence[Sentence], safe_stems, stems: Stems, names: Names):
        self._spoilers, self._stems = spoilers, stems
        self._counts = Counter(word for words in safe_stems for word in words)
        self._common = max(MIN_COMMON, len(safe_stems) / COMMON_SHARE)
        self._hidden = [_stems(item.text, stems, names) for item in spoilers]
        own = [sum(map(weight, hidden)) for hidden in self._hidden]
        self._needed = [min(MIN_WEIGHT, words + ONE_OF_AROUND) if words <= 1 else MIN_WEIGHT for words in own]
        self._with_context = [
            hidden | _stems(item.around, stems, names) if words <= 1 else hidden
            for item, hidden, words in zip(spoilers, self._hidden, own, strict=True)
        ]
        self._common_hidden = max(MIN_COMMON_HIDDEN, len(spoilers) / COMMON_SHARE_HIDDEN)
        self._everyday = {stems.of(word) for word in EVERYDAY_WORDS}
        self._by_word: dict[str, list[int]] = defaultdict(list)
        for index, hidden in enumerate(self._hidden):
            for word in filter(weight, hidden):
                if len(self._by_word[word]) < MAX_SPOILERS_PER_WORD:
                    self._by_word[word].append(index)

    def leak(self, item: Sentence, words: frozenset[str]) -> Leak | None:
        """A leak of the spoiler sentence with the most shared weight; None below what it needs."""
        candidates = {index for word in words & self._by_word.keys() for index in self._by_word[word]}
        weights = {index: self._weight_of(words & self._with_context[index]) for index in candidates}
        leaking = [
            index
            for index in candidates
            if weights[index] >= self._needed[index]
            or (weights[index] > 1 and self._repeats_a_phrase(item, self._spoilers[index]))
        ]
        best = min(leaking, key=lambda index: (-weights[index], index), default=None)
        if best is None:
            return None
        return Leak(item, self._spoilers[best], tuple(sorted(words & self._with_context[best])))

    def _repeats_a_phrase(self, safe: Sentence, spoiler: Sentence) -> bool:
        """Whether both have the same words in a row, two of them content words: “a bounty on her head”."""
        return any(
            sum(self._stems.is_content(word) for word in phrase) > 1
            for phrase in _phrases(safe.text) & _phrases(spoiler.text)
        )

    def _weight_of(self, shared: frozenset[str]) -> float:
        """Pairs of letters that overlap are of one word, and count half."""
        ends = {word[-1] for word in shared if is_unspaced(word)}
        halved = (word for word in shared if word[0] in ends)
        return sum(map(self._weight, shared)) - sum(map(self._weight, halved)) / 2

    def _weight(self, word: str) -> float:
        """From 1 for a rare word to ½ for one that many safe sentences contain, or many hidden ones."""
        rarity = min(self._common / self._counts[word], self._common_hidden / len(self._by_word[word] or [0]))
        everyday = EVERYDAY if word in self._everyday else 1
        return weight(word) * min(everyday, max(0.5, rarity))


class _WholeSentences:
    """Spoiler sentences indexed by their first words. Names count as words here, but not alone."""

    def __init__(self, spoilers: Sequence[Sentence], stems: Stems, names: Names):
        self._stems = stems
        self._by_start: dict[tuple[str, ...], list[tuple[tuple[str, ...], Sentence]]] = defaultdict(list)
        for item in spoilers:
            for clause in clauses(item.text):
                self._add(item, tuple(map(fold, tokens(clause)))[:MAX_WHOLE_WORDS], names)

    def _add(self, item: Sentence, words: tuple[str, ...], names: Names) -> None:
        same = self._by_start[words[: _whole_length(words, 0)]]
        has_content = self._has_content(words) and _stems(item.text, self._stems, names)
        if has_content and len(same) < MAX_SPOILERS_PER_WORD:
            same.append((words, item))

    def _has_content(self, words: Sequence[str]) -> bool:
        is_long = bool(words) and len(words) >= _whole_length(words, 0)
        return is_long and sum(bool(self._stems.of(word)) for word in words) > 1

    def leak(self, item: Sentence) -> Leak | None:
        words = tuple(map(fold, tokens(item.text)))
        for start in range(len(words)):
            for hidden, spoiler in self._by_start.get(words[start : start + _whole_length(words, start)], ()):
                if words[start : start + len(hidden)] == hidden:
                    shared = {self._stems.of(word) for word in hidden} - {""}
                    return Leak(item, spoiler, tuple(sorted(shared)))
        return None


def _whole_length(words: Sequence[str], start: int) -> int:
    """How many tokens a spoiler sentence needs to leak by being repeated whole."""
    return length_of(MIN_WHOLE_WORDS, words[start]) if words else 0
