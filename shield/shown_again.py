"""Find words in a safe text that another text hides: runs of four words, however they are wrapped.

In scripts without spaces, runs of pairs of letters that say about as much.

Two of the four must be content words that are no names, as names are no
evidence; or a hidden sentence of four or more words is repeated whole. Knows
nothing of documents.
"""

from collections.abc import Iterable, Iterator, Sequence

from shield.leaks import MAX_SPOILERS_PER_WORD, MAX_WHOLE_WORDS, Leak, Names, Sentence
from shield.words import FUNCTION_WORDS, Stems, fold_all, length_of, tokens

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
                words = [word for word, _item in stream[index : index + len(run)]]
                if run not in shown_runs and self._has_content(words):
                    self._runs.setdefault(run, stream[index][1])
            for item in text:
                self._add_whole(item, shown_runs)

    def _has_content(self, words: Sequence[str]) -> bool:
        return sum(bool(self._stems.of(word)) for word in self._names.without(words)) >= MIN_CONTENT_WORDS

    def _add_whole(self, item: Sentence, shown_runs: set[Run]) -> None:
        """A sentence of names (“Vader is Luke’s father”) gives away as a whole what none of its runs does."""
        words = tuple(fold_all(tokens(item.text)))[:MAX_WHOLE_WORDS]
        content = sum(word not in FUNCTION_WORDS and bool(self._stems.of(word)) for word in words)
        runs = list(_runs_of(words))
        is_hidden = any(run not in shown_runs for run, _start in runs)
        if runs and runs[0][1] == 0 and content >= MIN_CONTENT_WORDS and is_hidden:
            same = self._whole.setdefault(runs[0][0], [])
            same += [(words, item)] if len(same) < MAX_SPOILERS_PER_WORD else []

    def shown_in(self, text: Text) -> list[Leak]:
        """A leak for each sentence of a safe text that contains something hidden."""
        stream = _stream(text)
        folded = fold_all([word for word, _item in stream])
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
    return [(word, item) for item in text for word in tokens(item.text)]


def _runs(stream: Sequence[tuple[str, Sentence]]) -> Iterable[tuple[Run, int]]:
    return _runs_of(fold_all([word for word, _item in stream]))


def _runs_of(folded: Sequence[str]) -> Iterator[tuple[Run, int]]:
    """Every four consecutive words (or as many pairs of letters as say that much), with the first's index."""
    for start, word in enumerate(folded):
        length = RUN_LENGTH if word.isascii() else length_of(RUN_LENGTH, word)
        if start + length <= len(folded):
            yield tuple(folded[start : start + length]), start
