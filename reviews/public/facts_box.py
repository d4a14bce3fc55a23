"""Facts about the reviewed film: the facts box, and what is announced next in its franchises.

Current data of the film database, maintained by the film desk: not part of
the approved text.
"""

from collections import defaultdict
from collections.abc import Iterable

from django.utils.translation import gettext_lazy

from cast.models import ACTING, Credit, Job
from films.countries import country_name
from films.models import Film, Genre, ReleaseDate, ReleaseKind
from franchises.models import Certainty, ProjectStatus, Status
from franchises.related_films import RelatedFilms
from keys.addresses import reverse
from pagecache.recording import falls_at_midnight, made_of
from reviews.public.cards import picture
from reviews.public.page_values import (
    CreditView,
    FactsView,
    LinkView,
    ReleaseView,
    StatusView,
)
from shield.markdown import safe_line

CAST_SHOWN = 8
# Labels are asked of the choices: `get_…_display()` translates all of them to find one.
CREW = {
    Job.DIRECTOR: gettext_lazy("Directed by"),
    Job.WRITER: gettext_lazy("Written by"),
    Job.PRODUCER: gettext_lazy("Produced by"),
    Job.CAMERA: gettext_lazy("Photographed by"),
    Job.EDITOR: gettext_lazy("Edited by"),
    Job.COMPOSER: gettext_lazy("Music by"),
    Job.DESIGN: gettext_lazy("Designed by"),
    Job.STUNTS: gettext_lazy("Stunts by"),
}
CREW_SHOWN = (Job.DIRECTOR, Job.WRITER)  # in the box


def facts_view(
    film: Film, credits: Iterable[Credit], releases: Iterable[ReleaseDate], genres: Iterable[Genre]
) -> FactsView:
    """The facts box. `credits`: those that are no spoilers, in billing order."""
    genres = list(genres)
    made_of(film, *genres)
    credits, releases = list(credits), tuple(map(release_view, releases))
    return FactsView(
        film=LinkView(film.title, film.get_absolute_url()),
        original_title=film.original_title if film.original_title != film.title else "",
        year=film.year,
        runtime_minutes=film.runtime_minutes,
        certificates=tuple(
            dict.fromkeys(
                (release.certificate, release.country) for release in releases if release.certificate
            )
        ),
        releases=releases,
        genres=tuple(LinkView(genre.name, genre.get_absolute_url()) for genre in genres),
        crew=crew_of(credits, CREW_SHOWN),
        cast=cast_of(credits)[:CAST_SHOWN],
        poster=picture(film.poster),
        directors=directors_of(credits),
        same_as=same_as(film),
    )


def directors_of(credits: Iterable[Credit]) -> tuple[LinkView, ...]:
    """`credits`: those that are no spoilers."""
    people = (credit.person for credit in credits if credit.job == Job.DIRECTOR)
    return tuple(LinkView(person.name, person.get_absolute_url()) for person in people)


def same_as(film: Film) -> tuple[str, ...]:
    """URLs of the film on other sites, for schema.org `sameAs`."""
    imdb = [f"https://www.imdb.com/title/{film.imdb_id}/"] if film.imdb_id else []
    return (*imdb, *([f"https://www.wikidata.org/wiki/{film.wikidata_id}"] if film.wikidata_id else []))


def release_view(release: ReleaseDate) -> ReleaseView:
    """A release date. `kind` is "" for cinemas, the usual case."""
    return ReleaseView(
        date=release.date,
        country=country_name(release.country),
        certificate=release.certificate,
        kind="" if release.kind == ReleaseKind.CINEMA else str(ReleaseKind(release.kind).label),
    )


def crew_of(
    credits: Iterable[Credit], jobs: Iterable[Job] = tuple(CREW)
) -> tuple[tuple[str, tuple[LinkView, ...]], ...]:
    """(heading, people) for each of these jobs. `credits`: those that are no spoilers, in billing order."""
    people = defaultdict(list)
    for credit in credits:
        people[credit.job].append(LinkView(credit.person.name, credit.person.get_absolute_url()))
    return tuple((str(CREW[job]), tuple(people[job])) for job in jobs if people[job])


def cast_of(credits: Iterable[Credit]) -> tuple[CreditView, ...]:
    """The acting credits. `credits`: those that are no spoilers, in billing order."""
    return tuple(credit_view(credit) for credit in credits if credit.job in ACTING)


def credit_view(credit: Credit) -> CreditView:
    """A credit that is no spoiler, loaded with `for_review` or `for_page`."""
    return CreditView(
        person=LinkView(credit.person.name, credit.person.get_absolute_url()),
        job=str(Job(credit.job).label),
        characters=tuple(map(character_link, credit.roles)),
        is_cameo=credit.is_cameo,
        is_uncredited=credit.is_uncredited,
    )


def character_link(role: tuple[str, str]) -> LinkView:
    """`role`: name and slug, as in `Credit.roles`."""
    name, slug = role
    return LinkView(name, reverse("pages:character", args=[slug]))


def status_view(status: ProjectStatus, related_films: RelatedFilms) -> StatusView:
    made_of(status.film)
    falls_at_midnight()  # when the film is out, it is not to come any more
    return StatusView(
        film=LinkView(status.film.title, status.film.get_absolute_url()),
        status=status.status,
        word=str(Status(status.status).label),
        note=safe_line(status.note),
        source=status.source,
        source_url=status.source_url,
        date=status.date,
        certainty=str(Certainty(status.certainty).label),
        ahead=related_films.released(status.franchise_id),
    )
