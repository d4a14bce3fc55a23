"""Search results: index rows that match a query and whose objects are public now, ranked by score.

`allowed` gives for each kind a QuerySet of the objects that readers may see at a moment
(`{"review": Edition.objects.live(at)}`). It is joined in the same query, so a
stale row of something taken down, not yet public or hidden is never found.
Where objects replace each other, the QuerySet is annotated with `lasting`, a
number that stays the same: a new edition that differs only in withheld text
must not move in the results.

The score depends only on the row's own words. Statistics over all rows, as in
bm25, would let invisible rows change the order of visible ones.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import (
    BigIntegerField,
    Case,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, StrIndex
from django.db.models.lookups import GreaterThan

from pagecache.queries.prepared import PreparedQuery
from search.engines import SAFE, WITHHELD, match_of, matches
from search.index import FIELDS
from search.models import Row
from search.query import Query

WHOLE_TITLE = 20
# Points for each term in a column; the rest of the body counts 0.
POINTS = {"title_words": 8, "names_words": 8, "opening_words": 2}
KEYS = ("pk", "kind", "thing")


@dataclass(frozen=True)
class Words:
    """What the database looks for: `match` in the index, the others in columns of stems, for the score."""

    match: str
    whole: str
    patterns: tuple[tuple[str, ...], ...]  # of each term

    @classmethod
    def of(cls, query: Query) -> "Words":
        return cls(match_of(query), query.whole, tuple(term.patterns for term in query.terms))


def matching_rows(words: Words, allowed: dict[str, QuerySet]) -> QuerySet:
    """Rows whose safe text has every term, best score first; `with_texts` loads their texts.

    Ties: kinds in the order of `allowed`, then the newest.
    """
    rows = _allowed_rows(allowed).filter(matches(SAFE, words.match))
    rows = rows.alias(score=_score(words), kind_order=_kind_order(allowed), lasting=_lasting(allowed))
    return rows.order_by("-score", "kind_order", "-lasting").values_list(*KEYS, named=True)


def withheld_rows(match: str, allowed: dict[str, QuerySet]) -> QuerySet:
    """Rows that have every term only if spoilers are included, newest first."""
    rows = _allowed_rows(allowed).filter(matches(WITHHELD, match)).exclude(matches(SAFE, match))
    rows = rows.alias(kind_order=_kind_order(allowed), lasting=_lasting(allowed))
    return rows.order_by("kind_order", "-lasting").values_list(*KEYS, named=True)


def with_texts(rows: Iterable) -> list:
    """The same rows with their safe texts, which are not fetched while sorting."""
    keys = [row.pk for row in rows]
    texts = {row.pk: row for row in _texts(keys=keys)} if keys else {}
    return [texts[key] for key in keys if key in texts]


_texts = PreparedQuery(
    lambda keys: Row.objects.filter(pk__in=keys).values_list(*KEYS, *FIELDS, named=True), keys=[int]
)


def _allowed_rows(allowed: dict[str, QuerySet]) -> QuerySet[Row]:
    """Rows of objects in `allowed`; without the index on the kind, by which SQLite walks over all rows."""
    condition = Q(pk__in=[])
    for kind, objects in allowed.items():
        condition |= Q(Exists(objects.filter(pk=OuterRef("thing"))), unindexed_kind=kind)
    return Row.objects.alias(unindexed_kind=Coalesce("kind", Value(""))).filter(condition)


def _kind_order(allowed: dict[str, QuerySet]) -> Case:
    positions = [When(kind=kind, then=Value(position)) for position, kind in enumerate(allowed)]
    return Case(*positions, output_field=IntegerField())


def _lasting(allowed: dict[str, QuerySet]) -> Case:
    """The tie-breaker: the annotation `lasting` of kinds that have it, else the primary key."""
    numbers = [
        When(kind=kind, then=Subquery(objects.filter(pk=OuterRef("thing")).values("lasting")))
        for kind, objects in allowed.items()
        if "lasting" in objects.query.annotations
    ]
    return Case(*numbers, default=F("thing"), output_field=BigIntegerField())


def _score(words: Words):
    score = _points_if(WHOLE_TITLE, Q(title_words=words.whole))
    for patterns in words.patterns:
        for column, points in POINTS.items():
            score += _points_if(points, _contains(column, patterns))
    return score


def _points_if(points: int, condition: Q) -> Case:
    return Case(When(condition, then=Value(points)), default=Value(0))


def _contains(column: str, patterns: tuple[str, ...]) -> Q:
    condition = Q()
    for text in patterns:
        condition |= Q(GreaterThan(StrIndex(F(column), Value(text)), 0))
    return condition
