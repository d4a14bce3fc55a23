"""The rows that a review page is built from, each loaded when a part of the page first needs it."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db.models import OuterRef
from django.utils import timezone

from cast.models import Credit
from films.models import Film, Genre, ReleaseDate
from franchises.models import Franchise, Instalment, Order, Place, ProjectStatus
from franchises.related_films import RelatedFilms
from pagecache.queries.json_rows import JSONRows
from pagecache.queries.prepared import PreparedQuery
from reviews.models import Edition
from reviews.public.story_order import places_of_first_order, story_places

STATUS_FIELDS = ("status", "date", "source", "source_url", "certainty", "note", "franchise_id")
FILM_FIELDS = ("pk", "title", "short_title", "slug", "year")


def _film_fields(path: str) -> list[str]:
    return [f"{path}__{name}" for name in FILM_FIELDS]


def _live_edition(slug: str, now: datetime, today: date):
    """The live edition at an address, with what its page shows of the film beside it."""
    film = OuterRef("film")
    editions = Edition.objects.live(now).for_page().filter(review__slug=slug)
    return editions.annotate(
        film_genres=JSONRows(Genre.objects.filter(films=film), "pk", "name", "slug"),
        film_releases=JSONRows(
            ReleaseDate.objects.filter(film=film), "date", "country", "certificate", "kind"
        ),
        film_statuses=JSONRows(
            ProjectStatus.objects.to_come_of(film, today), *STATUS_FIELDS, *_film_fields("film")
        ),
        film_places=JSONRows(
            story_places(film),
            "order_id",
            *(f"order__franchise__{name}" for name in ("pk", "name", "slug")),
            *_film_fields("instalment__film"),
            *_film_fields("after__film"),
            *_film_fields("before__film"),
        ),
    )


_live_edition_at = PreparedQuery(_live_edition, slug=str, now=datetime, today=date)


def live_edition_at(slug: str) -> Edition | None:
    """The live edition at an address, loaded for its page. One query."""
    return _live_edition_at.first(slug=slug, now=timezone.now(), today=timezone.localdate())


class PageRows:
    """Rows about the film of an edition, of `live_edition_at` or (with more queries) of any other."""

    def __init__(self, edition: Edition):
        self.edition, self.film = edition, edition.film

    def _loaded(self, name: str) -> Iterable[list[Any]] | None:
        return self.edition.__dict__.get(name)

    @cached_property
    def credits(self) -> list[Credit]:
        return Credit.objects.for_review(self.film)

    @cached_property
    def related_films(self) -> RelatedFilms:
        return RelatedFilms([self.film.pk])

    @property
    def open_credits(self) -> list[Credit]:
        return [credit for credit in self.credits if not credit.spoiler_level]

    @cached_property
    def genres(self) -> list[Genre]:
        rows = self._loaded("film_genres")
        return list(self.film.genres.all()) if rows is None else [Genre(*row) for row in rows]

    @cached_property
    def releases(self) -> list[ReleaseDate]:
        rows = self._loaded("film_releases")
        if rows is None:
            return list(self.film.releases.all())
        return [
            ReleaseDate(date=date.fromisoformat(day), country=country, certificate=certificate, kind=kind)
            for day, country, certificate, kind in rows
        ]

    @cached_property
    def statuses(self) -> list[ProjectStatus]:
        """The newest status of each film still to come in the film's franchises, newest first."""
        rows = self._loaded("film_statuses")
        if rows is None:
            statuses = ProjectStatus.objects.to_come_of(self.film.pk, timezone.localdate())
            return list(statuses.select_related("film"))
        return list(map(_status, rows))

    @cached_property
    def places(self) -> list[Place]:
        """The places of the story order that holds the film."""
        rows = self._loaded("film_places")
        return places_of_first_order(story_places(self.film.pk) if rows is None else map(_place, rows))


def _status(row: list[Any]) -> ProjectStatus:
    values = dict(zip(STATUS_FIELDS, row, strict=False))
    film = _film(row[len(STATUS_FIELDS) :])
    return ProjectStatus(film=film, **values | {"date": date.fromisoformat(values["date"])})


def _place(row: list[Any]) -> Place:
    order, franchise, rest = row[0], row[1:4], row[4:]
    count = len(FILM_FIELDS)
    film, after, before = (rest[start : start + count] for start in (0, count, 2 * count))
    return Place(
        order=Order(pk=order, franchise=_franchise(*franchise)),
        instalment=Instalment(film=_film(film)),
        after=Instalment(film=_film(after)) if after[0] else None,
        before=Instalment(film=_film(before)) if before[0] else None,
    )


def _franchise(pk: int, name: str, slug: str) -> Franchise:
    return Franchise(pk=pk, name=name, slug=slug)


def _film(row: list[Any]) -> Film:
    return Film(**dict(zip(FILM_FIELDS, row, strict=True)))
