"""Rows about a film that its page and its reviews show, loaded with the film or the edition."""

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Model, OuterRef

from films.models import Film, Genre, ReleaseDate
from franchises.models import Franchise, Instalment, Order, Place
from franchises.related_films import RelatedFilms
from pagecache.queries.json_rows import JSONRows
from reviews.public.story_order import places_of_first_order, story_places

FILM_FIELDS = ("pk", "title", "short_title", "slug", "year")


def film_fields(path: str) -> list[str]:
    return [f"{path}__{name}" for name in FILM_FIELDS]


def film_annotations(film: OuterRef) -> dict[str, JSONRows]:
    """For a QuerySet of films, or of editions: what `FilmRows` then has without a query."""
    return {
        "film_genres": JSONRows(Genre.objects.filter(films=film), "pk", "name", "slug"),
        "film_releases": JSONRows(
            ReleaseDate.objects.filter(film=film), "date", "country", "certificate", "kind"
        ),
        "film_places": JSONRows(
            story_places(film),
            "order_id",
            *(f"order__franchise__{name}" for name in ("pk", "name", "slug")),
            *film_fields("instalment__film"),
            *film_fields("after__film"),
            *film_fields("before__film"),
        ),
    }


class FilmRows:
    """`row`: the film or edition that may have been loaded with `film_annotations`; if not, more queries."""

    def __init__(self, film: Film, row: Model):
        self.film, self._row = film, row

    def loaded(self, name: str) -> Iterable[list[Any]] | None:
        return self._row.__dict__.get(name)

    @cached_property
    def related_films(self) -> RelatedFilms:
        return RelatedFilms([self.film.pk])

    @cached_property
    def genres(self) -> list[Genre]:
        rows = self.loaded("film_genres")
        return list(self.film.genres.all()) if rows is None else [Genre(*row) for row in rows]

    @cached_property
    def releases(self) -> list[ReleaseDate]:
        rows = self.loaded("film_releases")
        if rows is None:
            return list(self.film.releases.all())
        return [
            ReleaseDate(date=date.fromisoformat(day), country=country, certificate=certificate, kind=kind)
            for day, country, certificate, kind in rows
        ]

    @cached_property
    def places(self) -> list[Place]:
        """The places of the story order that holds the film."""
        rows = self.loaded("film_places")
        return places_of_first_order(story_places(self.film.pk) if rows is None else map(_place, rows))


def _place(row: list[Any]) -> Place:
    order, franchise, rest = row[0], row[1:4], row[4:]
    count = len(FILM_FIELDS)
    film, after, before = (rest[start : start + count] for start in (0, count, 2 * count))
    return Place(
        order=Order(pk=order, franchise=_franchise(*franchise)),
        instalment=Instalment(film=film_of(film)),
        after=Instalment(film=film_of(after)) if after[0] else None,
        before=Instalment(film=film_of(before)) if before[0] else None,
    )


def _franchise(pk: int, name: str, slug: str) -> Franchise:
    return Franchise(pk=pk, name=name, slug=slug)


def film_of(row: list[Any]) -> Film:
    return Film(**dict(zip(FILM_FIELDS, row, strict=True)))
