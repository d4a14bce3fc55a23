"""Parse search input into terms, and write them safely in the query syntax of each engine."""

from dataclasses import dataclass

from search.unspaced import is_unspaced
from search.words import runs, stem

MAX_QUERY_LENGTH = 200  # characters; the rest is ignored
MAX_WORDS = 12
MIN_PREFIX_LENGTH = 2  # letters of a last word that is also searched as a prefix
# Ignored next to other words: they are in nearly every text.
STOP_WORDS = {"a", "an", "and", "in", "of", "on", "the", "to"}


@dataclass(frozen=True)
class Term:
    """A word, or a phrase of adjacent words. `prefix`: the beginning of a word, instead of the last."""

    stems: tuple[str, ...]
    prefix: str = ""

    def matches(self, stem: str, word: str) -> bool:
        """Whether a word of a text (with its stem) matches the term, or a part of the phrase."""
        return stem in self.stems or bool(self.prefix and word.startswith(self.prefix))

    @property
    def phrases(self) -> tuple[tuple[tuple[str, ...], bool], ...]:
        """(words, whether the last is a prefix): the phrases of which a text must hold one."""
        if not self.prefix:
            return ((self.stems, False),)
        beginning = ((*self.stems[:-1], self.prefix), True)
        return (beginning,) if self.stems[-1].startswith(self.prefix) else ((self.stems, False), beginning)

    @property
    def patterns(self) -> tuple[str, ...]:
        """Of which a column of stems, with a space around each, must hold one."""
        return tuple(f" {' '.join(words)}{'' if is_prefix else ' '}" for words, is_prefix in self.phrases)

    @property
    def whole(self) -> tuple[str, ...]:
        """The words of a text that is this term and nothing else."""
        last = self.stems[-1]
        return (*self.stems, last[-1]) if len(last) > 1 and is_unspaced(last) else self.stems


@dataclass(frozen=True)
class Query:
    """A search query: all terms must match; without terms nothing does."""

    terms: tuple[Term, ...]

    @classmethod
    def of(cls, text: str) -> "Query":
        phrases = runs(text[:MAX_QUERY_LENGTH])[:MAX_WORDS]
        phrases = [run for run in phrases if run[0] not in STOP_WORDS] or phrases
        terms = dict.fromkeys(_term(run) for run in phrases[:-1])
        if phrases:
            terms[_last_term(phrases[-1])] = None
        return cls(tuple(terms))

    @property
    def whole(self) -> str:
        """The column of stems of a text that is this query and nothing else."""
        return f" {' '.join(word for term in self.terms for word in term.whole)} "

    def for_fts5(self) -> str:
        return " AND ".join(map(_for_fts5, self.terms))

    def for_tsquery(self) -> str:
        return " & ".join(map(_for_tsquery, self.terms))


def _term(run: tuple[str, ...]) -> Term:
    """In scripts without spaces, the last letter is also the first one of a pair in a longer text."""
    last = run[-1]
    if not is_unspaced(last):
        return Term(tuple(map(stem, run)))
    if len(run) > 1 and run[-2].endswith(last):
        return Term(tuple(map(stem, run[:-1])))
    return Term(tuple(map(stem, run)), prefix=last)


def _last_term(run: tuple[str, ...]) -> Term:
    """The last word may still be being typed, so it also matches as a prefix."""
    is_prefix = len(run) == 1 and len(run[0]) >= MIN_PREFIX_LENGTH
    return Term(tuple(map(stem, run)), prefix=run[0]) if is_prefix else _term(run)


# Words contain only letters and digits (search.words), so quoting is enough against injection.


def _for_fts5(term: Term) -> str:
    phrases = [f'"{" ".join(words)}"{"*" * is_prefix}' for words, is_prefix in term.phrases]
    return f"({' OR '.join(phrases)})"


def _for_tsquery(term: Term) -> str:
    phrases = [
        " <-> ".join(f"'{word}'" for word in words) + ":*" * is_prefix for words, is_prefix in term.phrases
    ]
    return f"({' | '.join(f'({phrase})' for phrase in phrases)})"
