"""`Searcher`: searches among what may be found, with the SQL for each number of words made once."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import lru_cache
from itertools import islice

from django.db.models import QuerySet

from pagecache.queries.prepared import PreparedQuery
from search.query import Query
from search.results import Words, matching_rows, withheld_rows

REMEMBERED = 32  # statements: for how many words, and which page of the results

Shape = tuple[int, ...]  # how many patterns each term has


class Searcher:
    """`allowed` gives for a moment the objects that readers may see then (search.results)."""

    def __init__(self, allowed: Callable[[datetime], dict[str, QuerySet]]):
        self._allowed = allowed
        self._matching = lru_cache(REMEMBERED)(self._prepared_matching)
        self._withheld = lru_cache(REMEMBERED)(self._prepared_withheld)

    def matching(self, query: Query, at: datetime, start: int, end: int) -> list:
        """`search.results.matching_rows`, from `start` to `end`; without terms there are none."""
        if not query.terms:
            return []
        words = Words.of(query)
        patterns = _named(pattern for patterns in words.patterns for pattern in patterns)
        statement = self._matching(tuple(map(len, words.patterns)), start, end)
        return statement(at=at, match=words.match, whole=words.whole, **patterns)

    def withheld(self, query: Query, at: datetime, end: int) -> list:
        """`search.results.withheld_rows`, up to `end`."""
        return self._withheld(end)(at=at, match=Words.of(query).match) if query.terms else []

    def _prepared_matching(self, shape: Shape, start: int, end: int) -> PreparedQuery:
        def rows(at: datetime, match: str, whole: str, **patterns: str) -> QuerySet:
            words = Words(match, whole, tuple(_shaped(patterns.values(), shape)))
            return matching_rows(words, self._allowed(at))[start:end]

        types = dict.fromkeys(_named(range(sum(shape))), str)
        return PreparedQuery(rows, at=datetime, match=str, whole=str, **types)

    def _prepared_withheld(self, end: int) -> PreparedQuery:
        return PreparedQuery(
            lambda at, match: withheld_rows(match, self._allowed(at))[:end], at=datetime, match=str
        )


def _named(patterns) -> dict:
    return {f"pattern_{place}": pattern for place, pattern in enumerate(patterns)}


def _shaped(patterns, shape: Shape) -> Iterator[tuple[str, ...]]:
    rest = iter(patterns)
    return (tuple(islice(rest, number)) for number in shape)
