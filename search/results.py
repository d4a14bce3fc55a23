"""Search results: index rows that match a query and whose objects are public now, ranked by score.

`allowed` gives for each kind a QuerySet of the objects that readers may see now
(`{"review": Edition.objects.live()}`). It is joined in the same query, so a
stale row of something taken down, not yet public or hidden is never found.
Where objects replace each other, the QuerySet is annotated with `lasting`, a
number that stays the same: a new edition that differs only in withheld text
must not move in the results.

The score depends only on the row's own words. Statistics over all rows, as in
bm25, would let invisible rows change the order of visible ones.
"""

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

from search.engines import SAFE, WITHHELD, matches
from search.models import Row
from search.query import Query, Term

WHOLE_TITLE = 20
# Points for each term in a column; the rest of the body counts 0.
POINTS = {"title_words": 8, "names_words": 8, "opening_words": 2}


def matching_rows(query: Query, allowed: dict[str, QuerySet]) -> QuerySet[Row]:
    """Rows whose safe text has every term, best score first; `with_opening` loads their texts.

    Ties: kinds in the order of `allowed`, then the newest.
    """
    if not query.terms:
        return Row.objects.none()
    rows = _allowed_rows(allowed).filter(matches(SAFE, query))
    rows = rows.alias(score=_score(query), kind_order=_kind_order(allowed), lasting=_lasting(allowed))
    return rows.order_by("-score", "kind_order", "-lasting").only("kind", "thing")


def withheld_rows(query: Query, allowed: dict[str, QuerySet]) -> QuerySet[Row]:
    """Rows that have every term only if spoilers are included, newest first."""
    if not query.terms:
        return Row.objects.none()
    rows = _allowed_rows(allowed).filter(matches(WITHHELD, query)).exclude(matches(SAFE, query))
    rows = rows.alias(kind_order=_kind_order(allowed), lasting=_lasting(allowed))
    return rows.order_by("kind_order", "-lasting").only("kind", "thing")


def with_opening(rows: list[Row]) -> list[Row]:
    """The same rows with their safe texts, which are not fetched while sorting."""
    texts = Row.objects.only("kind", "thing", "title", "names", "body").in_bulk([row.pk for row in rows])
    return [texts[row.pk] for row in rows if row.pk in texts]


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


def _score(query: Query):
    whole = " ".join(word for term in query.terms for word in term.whole)
    score = _points_if(WHOLE_TITLE, Q(title_words=f" {whole} "))
    for term in query.terms:
        for column, points in POINTS.items():
            score += _points_if(points, _contains(column, term))
    return score


def _points_if(points: int, condition: Q) -> Case:
    return Case(When(condition, then=Value(points)), default=Value(0))


def _contains(column: str, term: Term) -> Q:
    condition = Q()
    for words, is_prefix in term.phrases:
        text = f" {' '.join(words)}{'' if is_prefix else ' '}"
        condition |= Q(GreaterThan(StrIndex(F(column), Value(text)), 0))
    return condition
