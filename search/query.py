"""What was typed, made into questions that no engine can misread."""

from dataclasses import dataclass

from search.words import runs, stem

LONGEST_QUERY = 200  # characters; what is typed behind them is not looked at
MOST_WORDS = 12
SHORTEST_BEGINNING = 2  # letters of a last word that may be the beginning of another
# Left out beside other words, since they stand nearly everywhere.
SMALL = {"a", "an", "and", "in", "of", "on", "the", "to"}


@dataclass(frozen=True)
class Term:
    """A word, or several that stand side by side. `beginning`: what the word may begin with instead."""

    stems: tuple[str, ...]
    beginning: str = ""

    def fits(self, stem: str, word: str) -> bool:
        """Whether a word of a text is (part of) what was looked for."""
        return stem in self.stems or bool(self.beginning and word.startswith(self.beginning))


@dataclass(frozen=True)
class Query:
    """All of its terms must be found; without terms nothing is."""

    terms: tuple[Term, ...]

    @classmethod
    def of(cls, text: str) -> "Query":
        found = runs(text[:LONGEST_QUERY])[:MOST_WORDS]
        telling = [run for run in found if run[0] not in SMALL] or found
        terms = dict.fromkeys(Term(tuple(map(stem, run))) for run in telling[:-1])
        if telling:
            terms[_last(telling[-1])] = None
        return cls(tuple(terms))

    def for_fts5(self) -> str:
        return " AND ".join(map(_for_fts5, self.terms))

    def for_tsquery(self) -> str:
        return " & ".join(map(_for_tsquery, self.terms))


def _last(run: tuple[str, ...]) -> Term:
    alone = len(run) == 1 and len(run[0]) >= SHORTEST_BEGINNING
    return Term(tuple(map(stem, run)), beginning=run[0] if alone else "")


# Words hold letters and figures only (search.words), so quoting them is enough.


def _for_fts5(term: Term) -> str:
    phrase = f'"{" ".join(term.stems)}"'
    return f'({phrase} OR "{term.beginning}"*)' if term.beginning else phrase


def _for_tsquery(term: Term) -> str:
    phrase = " <-> ".join(f"'{word}'" for word in term.stems)
    return f"({phrase} | '{term.beginning}':*)" if term.beginning else f"({phrase})"
