"""Derived rows: made from others by code, and made anew when that code changed (`refresh_derived`).

Each holds the version of the code that made it. A migration cannot make them
anew, since it may import none of that code.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Exists, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reviews.checks import shingles
from reviews.models import Edition, Review
from reviews.rendering.social_card import drawing
from reviews.workflow.base import lock
from reviews.workflow.editions import redraw_card
from reviews.workflow.shingles import update_shingles
from reviewsite.search_index import index_missing
from search import index
from search.models import Row

Report = Callable[[str], None]


@dataclass(frozen=True)
class Derived:
    """A kind of derived rows: those of an earlier version, and how they are made anew. Returns how many."""

    label: str | Promise
    outdated: Callable[[], QuerySet]
    refresh: Callable[[Report], int]


def _outdated(rows: QuerySet, field: str, version: int) -> QuerySet:
    return rows.filter(Q(**{field: None}) | ~Q(**{field: version}))


def _rows() -> QuerySet:
    return _outdated(Row.objects.all(), "version", index.VERSION)


def _cards() -> QuerySet:
    """Of editions that readers get now or will get."""
    shown = Edition.objects.live() | Edition.objects.upcoming()
    return _outdated(shown, "card_version", drawing.VERSION)


def _shingles() -> QuerySet:
    """Of reviews that were ever saved."""
    saved = Review.objects.filter(revisions__isnull=False).distinct()
    return _outdated(saved, "shingles_version", shingles.VERSION)


def _redraw_cards(report: Report) -> int:
    return _each(_cards().select_related("review"), redraw_card, report)


def _remake_shingles(report: Report) -> int:
    return _each(_shingles(), _remake_shingles_of, report)


@transaction.atomic
def _remake_shingles_of(review: Review) -> None:
    lock(review)
    update_shingles(review, review.revisions.first().document())


def _each(rows: QuerySet, remake: Callable, report: Report) -> int:
    """Remake rows one by one, each in a transaction of its own, so that a stop loses one at most."""
    keys = list(rows.order_by("pk").values_list("pk", flat=True))
    for number, pk in enumerate(keys, 1):
        remake(rows.model._default_manager.get(pk=pk))
        if number % 100 == 0 or number == len(keys):
            report(f"{number} of {len(keys)}")
    return len(keys)


DERIVED = (
    Derived(_("Search"), _rows, index_missing),
    Derived(_("Link preview pictures"), _cards, _redraw_cards),
    Derived(_("Repeated passages"), _shingles, _remake_shingles),
)


def outdated() -> list[str]:
    """What still holds rows of an earlier version, by name. One query."""
    kinds = {f"kind_{at}": Exists(kind.outdated()) for at, kind in enumerate(DERIVED)}
    row = ContentType.objects.annotate(**kinds).values(*kinds)[0]  # any table that is never empty
    return [str(kind.label) for at, kind in enumerate(DERIVED) if row[f"kind_{at}"]]


def refresh(report: Report = lambda line: None) -> dict[str, int]:
    """Remake what is older than the code, and leave the rest. How many rows of each kind were made anew."""
    return {
        str(kind.label): kind.refresh(lambda line, kind=kind: report(f"{kind.label}: {line}"))
        for kind in DERIVED
    }
