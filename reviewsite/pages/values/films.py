"""A film, made into what its page shows."""

from itertools import groupby

from django.utils.translation import gettext_lazy as _

from cast.models import ACTING, Credit, Job
from films.models import Film, Genre
from franchises.models import ProjectStatus
from franchises.related_films import RelatedFilms
from reviews.public.cards import cards_of_film, picture
from reviews.public.facts_box import (
    directors_of,
    progress_view,
    release_view,
    same_as,
    status_view,
    story_places,
    strip_view,
)
from reviews.public.page_values import CreditView, LinkView
from reviews.public.pagination import Listing
from reviewsite.pages.page_values import FilmView, GenreView
from reviewsite.pages.values.lines import credit_view, link, text

CREW = {
    Job.DIRECTOR: _("Directed by"),
    Job.WRITER: _("Written by"),
    Job.PRODUCER: _("Produced by"),
    Job.CAMERA: _("Photographed by"),
    Job.EDITOR: _("Edited by"),
    Job.COMPOSER: _("Music by"),
    Job.DESIGN: _("Designed by"),
    Job.STUNTS: _("Stunts by"),
}


def film_view(film: Film) -> FilmView:
    credits = film.credits.open().for_page()
    statuses = ProjectStatus.objects.of_film(film).next_up().for_page()
    places, companions = story_places(film), RelatedFilms([film.pk])
    return FilmView(
        url=film.get_absolute_url(),
        title=film.title,
        year=film.year,
        original_title=film.original_title if film.original_title != film.title else "",
        original_language=film.original_language,
        other_titles=tuple((other.title, other.note) for other in film.other_titles.all()),
        runtime_minutes=film.runtime_minutes,
        genres=tuple(link(genre) for genre in film.genres.all()),
        synopsis=text(film.synopsis),
        poster=picture(film.poster),
        crew=_crew(credits),
        cast=_cast(credits),
        releases=tuple(release_view(release) for release in film.releases.all()),
        strip=strip_view(film, places, companions),
        next_up=tuple(status_view(status, companions) for status in statuses),
        reviews=tuple(cards_of_film(film)),
        progress=progress_view(film, places, companions),
        company=companions.company(film.pk),
        directors=directors_of(credits),
        same_as=same_as(film),
    )


def genre_view(genre: Genre, films: Listing) -> GenreView:
    return GenreView(name=genre.name, films=films)


def _cast(credits: list[Credit]) -> tuple[CreditView, ...]:
    return tuple(credit_view(credit) for credit in credits if credit.job in ACTING)


def _crew(credits: list[Credit]) -> tuple[tuple[str, tuple[LinkView, ...]], ...]:
    """The people of each job, the jobs in the order of CREW."""
    jobs = list(CREW)
    crew = sorted((credit for credit in credits if credit.job in CREW), key=lambda c: jobs.index(c.job))
    return tuple(
        (str(CREW[job]), tuple(link(credit.person) for credit in group))
        for job, group in groupby(crew, key=lambda credit: credit.job)
    )
