"""Derived data: rows computed from others, recomputed by `refresh_derived` when the code has changed.

Each row stores the version of the code that computed it. A migration cannot
recompute them, as it may not import that code.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pagecache.queries.prepared import PreparedQuery
from reviews.checks import shingles
from reviews.checks.leak_check import hidden_sentences
from reviews.models import Edition, Review, Revision
from reviews.models.text_index.versions import of_other_version
from reviews.rendering.social_card import drawing
from reviews.workflow.base import lock
from reviews.workflow.editions import redraw_card
from reviews.workflow.text_index.hidden_sentences import index_hidden_sentences_again
from reviews.workflow.text_index.shingles import update_shingles
from reviewsite.derived.search_index import index_missing
from search import index
from search.models import Row

Report = Callable[[str], None]


@dataclass(frozen=True)
class Derived:
    """A kind of derived rows: the outdated ones, and a function that refreshes them and returns how many."""

    label: str | Promise
    outdated: Callable[[datetime], QuerySet]  # at this moment
    refresh: Callable[[Report], int]


def _rows(_now: datetime) -> QuerySet:
    return of_other_version(Row.objects.all(), "version", index.VERSION)


def _cards(now: datetime) -> QuerySet:
    """Live and upcoming editions with an outdated card picture."""
    editions = Edition.objects.live(now) | Edition.objects.upcoming(now)
    return of_other_version(editions, "card_version", drawing.VERSION)


def _shingles(_now: datetime) -> QuerySet:
    """Reviews with a revision and outdated shingles."""
    reviews = Review.objects.filter(Exists(Revision.objects.filter(review=OuterRef("pk"))))
    return of_other_version(reviews, "shingles_version", shingles.VERSION)


def _hidden_sentences(now: datetime) -> QuerySet:
    """Live and upcoming editions with outdated hidden sentences."""
    editions = Edition.objects.live(now) | Edition.objects.upcoming(now)
    return of_other_version(editions, "hidden_version", hidden_sentences.VERSION)


def _redraw_cards(report: Report) -> int:
    return _each(_cards(timezone.now()).select_related("review"), redraw_card, report)


def _index_hidden_sentences(report: Report) -> int:
    return _each(_hidden_sentences(timezone.now()), index_hidden_sentences_again, report)


def _refresh_shingles(report: Report) -> int:
    return _each(_shingles(timezone.now()), _update_shingles_of, report)


@transaction.atomic
def _update_shingles_of(review: Review) -> None:
    lock(review)
    update_shingles(review, review.revisions.first().document())


def _each(rows: QuerySet, refresh_row: Callable, report: Report) -> int:
    """Refresh rows one by one, each in its own transaction, so that an interruption loses one at most."""
    pks = list(rows.order_by("pk").values_list("pk", flat=True))
    for number, pk in enumerate(pks, 1):
        refresh_row(rows.model._default_manager.get(pk=pk))
        if number % 100 == 0 or number == len(pks):
            report(f"{number} of {len(pks)}")
    return len(pks)


DERIVED = (
    Derived(_("Search"), _rows, index_missing),
    Derived(_("Link preview pictures"), _cards, _redraw_cards),
    Derived(_("Repeated passages"), _shingles, _refresh_shingles),
    Derived(_("Sentences that reviews hide"), _hidden_sentences, _index_hidden_sentences),
)


def _flags(now: datetime) -> QuerySet:
    """One row, of any table that is never empty: whether each kind has outdated rows."""
    kinds = {f"kind_{index}": Exists(kind.outdated(now)) for index, kind in enumerate(DERIVED)}
    return ContentType.objects.annotate(**kinds).values(*kinds)[:1]


_flags_at = PreparedQuery(_flags, now=datetime)


def outdated() -> list[str]:
    """The labels of the kinds that have outdated rows. One query."""
    flags = _flags_at.first(now=timezone.now())
    return [str(kind.label) for index, kind in enumerate(DERIVED) if flags[f"kind_{index}"]]


def refresh(report: Report = lambda line: None) -> dict[str, int]:
    """Refresh all outdated rows. Returns the number of refreshed rows of each kind, by label."""
    return {
        str(kind.label): kind.refresh(lambda line, kind=kind: report(f"{kind.label}: {line}"))
        for kind in DERIVED
    }
