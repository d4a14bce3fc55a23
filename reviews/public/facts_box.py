"""The film world around a review: its facts box, its place in a franchise, what is announced next.

Live data, kept by the film desk, outside the text that was approved.
"""

from collections import defaultdict
from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cast.models import ACTING, Credit, Job
from films.countries import country_name
from films.models import Film, ReleaseDate, ReleaseKind
from franchises.models import OrderKind, Place, ProjectStatus
from franchises.related_films import RelatedFilms
from reviews.public.cards import picture
from reviews.public.page_values import (
    CreditView,
    FactsView,
    FrameView,
    LinkView,
    ProgressView,
    ReleaseView,
    StatusView,
    StepView,
    StripView,
)
from shield.markdown import safe_line

CAST_SHOWN = 8
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
FRAMES = 7


def facts_view(film: Film, credits: Iterable[Credit], releases: Iterable[ReleaseDate]) -> FactsView:
    """The facts box. `credits`: those that give nothing away, in billing order.

    A query for the genres, where they are not loaded.
    """
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
        genres=tuple(LinkView(genre.name, genre.get_absolute_url()) for genre in film.genres.all()),
        crew=crew_of(credits, CREW_SHOWN),
        cast=cast_of(credits)[:CAST_SHOWN],
        poster=picture(film.poster),
        directors=directors_of(credits),
        same_as=same_as(film),
    )


def directors_of(credits: Iterable[Credit]) -> tuple[LinkView, ...]:
    """`credits`: those that give nothing away."""
    people = (credit.person for credit in credits if credit.job == Job.DIRECTOR)
    return tuple(LinkView(person.name, person.get_absolute_url()) for person in people)


def same_as(film: Film) -> tuple[str, ...]:
    """Pages elsewhere that are about the same film."""
    imdb = [f"https://www.imdb.com/title/{film.imdb_id}/"] if film.imdb_id else []
    return (*imdb, *([f"https://www.wikidata.org/wiki/{film.wikidata_id}"] if film.wikidata_id else []))


def release_view(release: ReleaseDate) -> ReleaseView:
    """An opening in the cinemas is the rule, and needs no word."""
    return ReleaseView(
        date=release.date,
        country=country_name(release.country),
        certificate=release.certificate,
        kind="" if release.kind == ReleaseKind.CINEMA else str(release.get_kind_display()),
    )


def crew_of(
    credits: Iterable[Credit], jobs: Iterable[Job] = tuple(CREW)
) -> tuple[tuple[str, tuple[LinkView, ...]], ...]:
    """The people of each of these jobs. `credits`: those that give nothing away, in billing order."""
    people = defaultdict(list)
    for credit in credits:
        people[credit.job].append(LinkView(credit.person.name, credit.person.get_absolute_url()))
    return tuple((str(CREW[job]), tuple(people[job])) for job in jobs if people[job])


def cast_of(credits: Iterable[Credit]) -> tuple[CreditView, ...]:
    """Those who act. `credits`: those that give nothing away, in billing order."""
    return tuple(credit_view(credit) for credit in credits if credit.job in ACTING)


def credit_view(credit: Credit) -> CreditView:
    """A credit that gives nothing away, loaded by `for_review` or `for_page`."""
    return CreditView(
        person=LinkView(credit.person.name, credit.person.get_absolute_url()),
        job=str(credit.get_job_display()),
        characters=tuple(
            LinkView(name, reverse("pages:character", args=[slug])) for name, slug in credit.roles
        ),
        is_cameo=credit.is_cameo,
        is_uncredited=credit.is_uncredited,
    )


def story_places(film: Film) -> list[Place]:
    """The places, in order, of the first franchise's story order in which the film stands. One query."""
    orders = Place.objects.filter(instalment__film=film, order__kind=OrderKind.STORY).values("order")
    places = Place.objects.filter(order__in=orders).select_related(
        "order__franchise", "instalment__film", "after__film", "before__film"
    )
    places = list(places.order_by("order__franchise__name", "order_id", "position", "pk"))
    return [place for place in places if place.order_id == places[0].order_id] if places else []


def strip_view(film: Film, places: list[Place], companions: RelatedFilms) -> StripView | None:
    """The film among its neighbours in the story; at most seven frames."""
    if not places:
        return None
    here = next(index for index, place in enumerate(places) if place.instalment.film_id == film.pk)
    start = max(0, min(here - FRAMES // 2, len(places) - FRAMES))
    franchise = places[0].order.franchise
    return StripView(
        franchise=LinkView(franchise.name, franchise.get_absolute_url()),
        order=_("in story order"),
        frames=tuple(
            _frame(place.instalment.film, film, companions) for place in places[start : start + FRAMES]
        ),
        place=places[here].between,
    )


def _frame(film: Film, here: Film, companions: RelatedFilms) -> FrameView:
    return FrameView(
        title=film.brief_title,
        year=film.year,
        url=film.get_absolute_url(),
        is_here=film.pk == here.pk,
        films=companions.keys(film.pk),
    )


def progress_view(film: Film | None, places: list[Place], companions: RelatedFilms) -> ProgressView:
    """What may be marked on a page of `film`, whose franchise has `places` in order. No query."""
    released = [place.instalment.film for place in places if companions.is_out(place.instalment.film_id)]
    return ProgressView(
        film=film.title if film else "",
        films=companions.keys(film.pk) if film else "",
        franchise=places[0].order.franchise.name if released else "",
        steps=tuple(StepView(item.title, item.brief_title, companions.keys(item.pk)) for item in released),
    )


def next_up(film: Film, companions: RelatedFilms) -> tuple[StatusView, ...]:
    """What is still to come in the franchises of a film: the newest word on each. One query."""
    statuses = ProjectStatus.objects.filter(franchise__instalments__film=film).exclude(film=film)
    return tuple(status_view(status, companions) for status in statuses.next_up().for_page())


def status_view(status: ProjectStatus, companions: RelatedFilms) -> StatusView:
    return StatusView(
        film=LinkView(status.film.title, status.film.get_absolute_url()),
        status=status.status,
        word=str(status.get_status_display()),
        note=safe_line(status.note),
        source=status.source,
        source_url=status.source_url,
        date=status.date,
        certainty=str(status.get_certainty_display()),
        ahead=companions.released(status.franchise_id),
    )
