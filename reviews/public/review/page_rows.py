"""The rows that a review page is built from, each loaded when a part of the page first needs it."""

from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db.models import OuterRef
from django.utils import timezone

from cast.models import Credit
from franchises.models import ProjectStatus
from pagecache.queries.json_rows import JSONRows
from pagecache.queries.prepared import PreparedQuery
from reviews.models import Edition
from reviews.public.review.film_rows import FilmRows, film_annotations, film_fields, film_of

STATUS_FIELDS = ("status", "date", "source", "source_url", "certainty", "note", "franchise_id")


def _live_edition(slug: str, now: datetime, today: date):
    """The live edition at an address, with what its page shows of the film beside it."""
    film = OuterRef("film")
    editions = Edition.objects.live(now).for_page().filter(review__slug=slug)
    statuses = ProjectStatus.objects.to_come_of(film, today)
    return editions.annotate(
        **film_annotations(film), film_statuses=JSONRows(statuses, *STATUS_FIELDS, *film_fields("film"))
    )


_live_edition_at = PreparedQuery(_live_edition, slug=str, now=datetime, today=date)


def live_edition_at(slug: str) -> Edition | None:
    """The live edition at an address, loaded for its page. One query."""
    return _live_edition_at.first(slug=slug, now=timezone.now(), today=timezone.localdate())


class PageRows(FilmRows):
    """Of an edition from `live_edition_at`, or (with more queries) of any other."""

    def __init__(self, edition: Edition):
        super().__init__(edition.film, edition)
        self.edition = edition

    @cached_property
    def credits(self) -> list[Credit]:
        return Credit.objects.for_review(self.film)

    @property
    def open_credits(self) -> list[Credit]:
        return [credit for credit in self.credits if not credit.spoiler_level]

    @cached_property
    def statuses(self) -> list[ProjectStatus]:
        """The newest status of each film still to come in the film's franchises, newest first."""
        rows = self.loaded("film_statuses")
        if rows is None:
            statuses = ProjectStatus.objects.to_come_of(self.film.pk, timezone.localdate())
            return list(statuses.select_related("film"))
        return list(map(_status, rows))


def _status(row: list[Any]) -> ProjectStatus:
    values = dict(zip(STATUS_FIELDS, row, strict=False))
    film = film_of(row[len(STATUS_FIELDS) :])
    return ProjectStatus(film=film, **values | {"date": date.fromisoformat(values["date"])})
