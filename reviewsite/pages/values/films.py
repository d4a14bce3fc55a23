"""Values of film and genre pages."""

from films.models import Film, Genre
from franchises.models import ProjectStatus
from franchises.related_films import RelatedFilms
from reviews.public.cards import cards_of_film
from reviews.public.facts_box import (
    cast_of,
    crew_of,
    facts_view,
    status_view,
)
from reviews.public.pagination import Listing
from reviews.public.story_order import progress_view, story_places, strip_view
from reviewsite.pages.page_values import FilmView, GenreView
from reviewsite.pages.values.lines import text


def film_view(film: Film) -> FilmView:
    credits = film.credits.open().for_page()
    statuses = ProjectStatus.objects.of_film(film).next_up().for_page()
    places, related_films = story_places(film), RelatedFilms([film.pk])
    return FilmView(
        url=film.get_absolute_url(),
        title=film.title,
        original_language=film.original_language,
        other_titles=tuple((other.title, other.note) for other in film.other_titles.all()),
        synopsis=text(film.synopsis),
        facts=facts_view(film, credits, film.releases.all()),
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
