"""Whether a text shows words that another text hid: four in a row, however they are wrapped.

Names are no evidence, so two of the four must be telling words that are none;
or a hidden sentence, of four words or more, stands there whole. Knows no
document.
"""

from collections.abc import Iterable, Sequence

from shield.leaks import Leak, Names, Sentence
from shield.words import FUNCTION_WORDS, Stems, fold, raw_words

RUN = 4  # words
TELLING = 2

Run = tuple[str, ...]
Text = Sequence[Sentence]  # of one field, in order: a run may reach over the end of a sentence


class HiddenRuns:
    """What texts hide: the runs of words in `full` that none of `shown` holds."""

    def __init__(
        self, full: Iterable[Text], shown: Iterable[Text], *, names: Iterable[str] = (), language: str = "en"
    ):
        self._names, self._stems = Names(names), Stems(language)
        seen = {run for text in shown for run, _at in _runs(_stream(text))}
        self._runs: dict[Run, Sentence] = {}
        self._whole: dict[Run, list[tuple[Run, Sentence]]] = {}
        for text in full:
            stream = _stream(text)
            for run, at in _runs(stream):
                if run not in seen and self._tells([word for word, _item in stream[at : at + RUN]]):
                    self._runs.setdefault(run, stream[at][1])
            for item in text:
                self._add_whole(item, seen)

    def _tells(self, words: Sequence[str]) -> bool:
        return sum(bool(self._stems.of(word)) for word in self._names.without(words)) >= TELLING

    def _add_whole(self, item: Sentence, seen: set[Run]) -> None:
        """A sentence of names (“Vader is Luke’s father”) gives away as a whole what no part of it does."""
        words = tuple(map(fold, raw_words(item.text)))
        telling = sum(word not in FUNCTION_WORDS and bool(self._stems.of(word)) for word in words)
        is_new = any(words[at : at + RUN] not in seen for at in range(len(words) - RUN + 1))
        if len(words) >= RUN and telling >= TELLING and is_new:
            self._whole.setdefault(words[:RUN], []).append((words, item))

    def shown_in(self, text: Text) -> list[Leak]:
        """The sentences of a safe text in which something hidden stands, each beside the hidden one."""
        stream = _stream(text)
        folded = [fold(word) for word, _item in stream]
        found: dict[int, Leak] = {}
        for run, at in _runs(stream):
            hidden = self._runs.get(run) or self._whole_at(run, folded, at)
            if hidden:
                shared = tuple(dict.fromkeys(word for word in run if self._stems.of(word)))
                found.setdefault(id(stream[at][1]), Leak(stream[at][1], hidden, shared))
        return list(found.values())

    def _whole_at(self, run: Run, folded: list[str], at: int) -> Sentence | None:
        candidates = self._whole.get(run, ())
        return next(
            (item for words, item in candidates if tuple(folded[at : at + len(words)]) == words), None
        )


def _stream(text: Text) -> list[tuple[str, Sentence]]:
    return [(word, item) for item in text for word in raw_words(item.text)]


def _runs(stream: Sequence[tuple[str, Sentence]]) -> Iterable[tuple[Run, int]]:
    """Every four words in a row, folded, with the place of the first."""
    folded = [fold(word) for word, _item in stream]
    return ((tuple(folded[at : at + RUN]), at) for at in range(len(folded) - RUN + 1))
