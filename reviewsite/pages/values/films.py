"""Values of film and genre pages."""

from cast.models import credits_scope
from films.models import Film, Genre
from franchises.models import ProjectStatus, franchises_scope
from franchises.related_films import RelatedFilms
from pagecache.recording import made_of
from reviews.public.cards import cards_of_film
from reviews.public.facts_box import (
    cast_of,
    crew_of,
    facts_view,
    status_view,
)
from reviews.public.pagination import Listing
from reviews.public.story_order import places_of_first_order, progress_view, story_places, strip_view
from reviewsite.pages.page_values import FilmView, GenreView
from reviewsite.pages.values.lines import text


def film_view(film: Film) -> FilmView:
    credits = film.credits.open().for_page()
    statuses = ProjectStatus.objects.of_film(film).next_up().for_page()
    places, related_films = places_of_first_order(story_places(film.pk)), RelatedFilms([film.pk])
    made_of(
        film, credits_scope(film.pk), franchises_scope(film.pk), *(place.order.franchise for place in places)
    )
    return FilmView(
        url=film.get_absolute_url(),
        title=film.title,
        original_language=film.original_language,
        other_titles=tuple((other.title, other.note) for other in film.other_titles.all()),
        synopsis=text(film.synopsis),
        facts=facts_view(film, credits, film.releases.all(), film.genres.all()),
        crew=crew_of(credits),
        cast=cast_of(credits),
        strip=strip_view(film, places, related_films),
        next_up=tuple(status_view(status, related_films) for status in statuses),
        reviews=tuple(cards_of_film(film)),
        progress=progress_view(film, places, related_films),
        franchise_keys=related_films.franchise_keys(film.pk),
    )


def genre_view(genre: Genre, films: Listing) -> GenreView:
    return GenreView(name=genre.name, films=films)
