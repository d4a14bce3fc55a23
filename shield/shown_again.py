"""Find words in a safe text that another text hides: runs of four words, however they are wrapped.

Two of the four must be content words that are no names, as names are no
evidence; or a hidden sentence of four or more words is repeated whole. Knows
nothing of documents.
"""

from collections.abc import Iterable, Sequence

from shield.leaks import Leak, Names, Sentence
from shield.words import FUNCTION_WORDS, Stems, fold, raw_words

RUN_LENGTH = 4  # words
MIN_CONTENT_WORDS = 2

Run = tuple[str, ...]
Text = Sequence[Sentence]  # of one field, in order: a run may reach over the end of a sentence


class HiddenRuns:
    """The runs of words in the texts `full` that are in none of the texts `shown`."""

    def __init__(
        self, full: Iterable[Text], shown: Iterable[Text], *, names: Iterable[str] = (), language: str = "en"
    ):
        self._names, self._stems = Names(names), Stems(language)
        shown_runs = {run for text in shown for run, _index in _runs(_stream(text))}
        self._runs: dict[Run, Sentence] = {}
        self._whole: dict[Run, list[tuple[Run, Sentence]]] = {}
        for text in full:
            stream = _stream(text)
            for run, index in _runs(stream):
                words = [word for word, _item in stream[index : index + RUN_LENGTH]]
                if run not in shown_runs and self._has_content(words):
                    self._runs.setdefault(run, stream[index][1])
            for item in text:
                self._add_whole(item, shown_runs)

    def _has_content(self, words: Sequence[str]) -> bool:
        return sum(bool(self._stems.of(word)) for word in self._names.without(words)) >= MIN_CONTENT_WORDS

    def _add_whole(self, item: Sentence, shown_runs: set[Run]) -> None:
        """A sentence of names (“Vader is Luke’s father”) gives away as a whole what none of its runs does."""
        words = tuple(map(fold, raw_words(item.text)))
        content = sum(word not in FUNCTION_WORDS and bool(self._stems.of(word)) for word in words)
        starts = range(len(words) - RUN_LENGTH + 1)
        is_hidden = any(words[start : start + RUN_LENGTH] not in shown_runs for start in starts)
        if len(words) >= RUN_LENGTH and content >= MIN_CONTENT_WORDS and is_hidden:
            self._whole.setdefault(words[:RUN_LENGTH], []).append((words, item))

    def shown_in(self, text: Text) -> list[Leak]:
        """A leak for each sentence of a safe text that contains something hidden."""
        stream = _stream(text)
        folded = [fold(word) for word, _item in stream]
        leaks: dict[int, Leak] = {}
        for run, index in _runs(stream):
            hidden = self._runs.get(run) or self._whole_at(run, folded, index)
            if hidden:
                shared = tuple(dict.fromkeys(word for word in run if self._stems.of(word)))
                leaks.setdefault(id(stream[index][1]), Leak(stream[index][1], hidden, shared))
        return list(leaks.values())

    def _whole_at(self, run: Run, folded: list[str], index: int) -> Sentence | None:
        candidates = self._whole.get(run, ())
        return next(
            (item for words, item in candidates if tuple(folded[index : index + len(words)]) == words), None
        )


def _stream(text: Text) -> list[tuple[str, Sentence]]:
    return [(word, item) for item in text for word in raw_words(item.text)]


def _runs(stream: Sequence[tuple[str, Sentence]]) -> Iterable[tuple[Run, int]]:
    """Every four consecutive words, folded, with the index of the first."""
    folded = [fold(word) for word, _item in stream]
    starts = range(len(folded) - RUN_LENGTH + 1)
    return ((tuple(folded[start : start + RUN_LENGTH]), start) for start in starts)
