"""Finding: which rows hold all the words, of those that may be found at this moment, the best first.

`allowed` says for each kind which things readers may get now, as a QuerySet of
their table (`{"review": Edition.objects.live()}`). It is joined to the index
in the same query, so a row that still stands for something taken down, not yet
out or hidden is never found. Where things replace each other, it is annotated
with `lasting`, a number that stays the same: a thing that differs in what is
withheld alone must not change its place.

The order is made of each row's own words alone. Statistics over all rows, as
bm25 takes them, would let rows that nobody may see move those that one sees.
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
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan

from search.engines import SAFE, WITHHELD, matches
from search.models import Row
from search.query import Query, Term

WHOLE_TITLE = 20
IN = {"title_words": 8, "names_words": 8, "opening_words": 2}  # for each term; the rest of the body counts 0


def matching_rows(query: Query, allowed: dict[str, QuerySet]) -> QuerySet[Row]:
    """Rows that hold every term in their safe text, the best first; `shown` has their texts.

    Between equals: kinds in the order of `allowed`, then the newest.
    """
    if not query.terms:
        return Row.objects.none()
    rows = _open(allowed).filter(matches(SAFE, query))
    rows = rows.alias(score=_score(query), kind_order=_order_of(allowed), lasting=_lasting(allowed))
    return rows.order_by("-score", "kind_order", "-lasting").only("kind", "thing")


def withheld_rows(query: Query, allowed: dict[str, QuerySet]) -> QuerySet[Row]:
    """Rows that hold every term only if what spoils is read too, the newest first."""
    if not query.terms:
        return Row.objects.none()
    rows = _open(allowed).filter(matches(WITHHELD, query)).exclude(matches(SAFE, query))
    rows = rows.alias(kind_order=_order_of(allowed), lasting=_lasting(allowed))
    return rows.order_by("kind_order", "-lasting").only("kind", "thing")


def with_opening(rows: list[Row]) -> list[Row]:
    """The same rows with their safe texts, which sorting would carry along for nothing."""
    texts = Row.objects.only("kind", "thing", "title", "names", "body").in_bulk([row.pk for row in rows])
    return [texts[row.pk] for row in rows if row.pk in texts]


def _open(allowed: dict[str, QuerySet]) -> QuerySet[Row]:
    may_be_found = Q(pk__in=[])
    for kind, things in allowed.items():
        may_be_found |= Q(Exists(things.filter(pk=OuterRef("thing"))), kind=kind)
    return Row.objects.filter(may_be_found)


def _order_of(allowed: dict[str, QuerySet]) -> Case:
    places = [When(kind=kind, then=Value(place)) for place, kind in enumerate(allowed)]
    return Case(*places, output_field=IntegerField())


def _lasting(allowed: dict[str, QuerySet]) -> Case:
    """What the newest of equals is told by: `lasting` of a thing that has it, else its primary key."""
    numbers = [
        When(kind=kind, then=Subquery(things.filter(pk=OuterRef("thing")).values("lasting")))
        for kind, things in allowed.items()
        if "lasting" in things.query.annotations
    ]
    return Case(*numbers, default=F("thing"), output_field=BigIntegerField())


def _score(query: Query):
    whole = " ".join(word for term in query.terms for word in term.stems)
    score = _worth(WHOLE_TITLE, Q(title_words=f" {whole} "))
    for term in query.terms:
        for column, points in IN.items():
            score += _worth(points, _holds(column, term))
    return score


def _worth(points: int, condition: Q) -> Case:
    return Case(When(condition, then=Value(points)), default=Value(0))


def _holds(column: str, term: Term) -> Q:
    stems = " ".join(term.stems)
    sought = {f" {term.beginning}"} if term.beginning else set()
    if not (term.beginning and stems.startswith(term.beginning)):
        sought.add(f" {stems} ")
    holds = Q()
    for text in sorted(sought):
        holds |= Q(GreaterThan(StrIndex(F(column), Value(text)), 0))
    return holds
