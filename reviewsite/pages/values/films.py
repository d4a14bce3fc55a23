"""Values of film and genre pages."""

from datetime import date

from django.db.models import OuterRef
from django.utils import timezone

from cast.models import Credit, credits_scope
from films.models import Film, Genre, OtherTitle
from franchises.models import ProjectStatus, franchises_scope
from pagecache.queries.json_rows import JSONRows
from pagecache.queries.prepared import PreparedQuery
from pagecache.recording import made_of
from reviews.public.cards import cards_of_film
from reviews.public.facts_box import (
    cast_of,
    crew_of,
    facts_view,
    status_view,
)
from reviews.public.pagination import Listing
from reviews.public.review.film_rows import FilmRows, film_annotations
from reviews.public.story_order import progress_view, strip_view
from reviewsite.pages.page_values import FilmView, GenreView
from reviewsite.pages.values.lines import text

_credits = PreparedQuery(lambda film: Credit.objects.open().filter(film=film).for_page(), film=int)
_next_up = PreparedQuery(
    lambda film, day: ProjectStatus.objects.of_film(film).next_up(day).for_page(), film=int, day=date
)


def films_for_page():
    """With everything that a film's page shows of the film itself. One query."""
    film = OuterRef("pk")
    other_titles = JSONRows(OtherTitle.objects.filter(film=film), "title", "note")
    films = Film.objects.select_related("poster")
    return films.annotate(**film_annotations(film), other_title_rows=other_titles)


def film_view(film: Film) -> FilmView:
    """`film`: from `films_for_page`."""
    rows, credits = FilmRows(film, film), _credits(film=film.pk)
    places, related_films = rows.places, rows.related_films
    made_of(
        film, credits_scope(film.pk), franchises_scope(film.pk), *(place.order.franchise for place in places)
    )
    return FilmView(
        url=film.get_absolute_url(),
        title=film.title,
        original_language=film.original_language,
        other_titles=tuple(map(tuple, film.other_title_rows)),
        synopsis=text(film.synopsis),
        facts=facts_view(film, credits, rows.releases, rows.genres),
        crew=crew_of(credits),
        cast=cast_of(credits),
        strip=strip_view(film, places, related_films),
        next_up=tuple(
            status_view(status, related_films) for status in _next_up(film=film.pk, day=timezone.localdate())
        ),
        reviews=tuple(cards_of_film(film)),
        progress=progress_view(film, places, related_films),
        franchise_keys=related_films.franchise_keys(film.pk),
    )


def genre_view(genre: Genre, films: Listing) -> GenreView:
    return GenreView(name=genre.name, films=films)
