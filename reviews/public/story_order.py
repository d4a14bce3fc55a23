"""A film's place in the story order of its franchise: the strip, the films before and after, progress."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from films.models import Film
from franchises.models import OrderKind, Place
from franchises.related_films import RelatedFilms
from reviews.public.page_values import (
    CardView,
    FrameView,
    LinkView,
    ProgressView,
    StepView,
    StripView,
    TurnView,
)

MAX_FRAMES = 7


def story_places(film):
    """The places of the story orders that hold a film (primary key), by franchise. One query."""
    in_order = {"order__kind": OrderKind.STORY, "order__places__instalment__film": film}
    places = Place.objects.filter(**in_order).select_related(
        "order__franchise", "instalment__film", "after__film", "before__film"
    )
    return places.order_by("order__franchise__name", "order_id", "position", "pk")


def places_of_first_order(places: Iterable[Place]) -> list[Place]:
    """Those of the first franchise by name."""
    places = list(places)
    return [place for place in places if place.order_id == places[0].order_id]


def strip_view(film: Film, places: list[Place], related_films: RelatedFilms) -> StripView | None:
    """The film among its neighbours in story order, at most MAX_FRAMES; None outside a franchise."""
    if not places:
        return None
    position = next(index for index, place in enumerate(places) if place.instalment.film_id == film.pk)
    start = max(0, min(position - MAX_FRAMES // 2, len(places) - MAX_FRAMES))
    franchise = places[0].order.franchise
    return StripView(
        franchise=LinkView(franchise.name, franchise.get_absolute_url()),
        order=_("in story order"),
        frames=tuple(
            _frame(place.instalment.film, film, related_films) for place in places[start : start + MAX_FRAMES]
        ),
        place=places[position].between,
    )


def _frame(film: Film, here: Film, related_films: RelatedFilms) -> FrameView:
    return FrameView(
        title=film.brief_title,
        year=film.year,
        url=film.get_absolute_url(),
        is_here=film.pk == here.pk,
        films=related_films.keys(film.pk),
    )


def progress_view(film: Film | None, places: list[Place], related_films: RelatedFilms) -> ProgressView:
    """What a reader can mark as seen on a page: `film`, and the released films of `places`. No query."""
    released = [place.instalment.film for place in places if related_films.is_out(place.instalment.film_id)]
    return ProgressView(
        film=film.title if film else "",
        films=related_films.keys(film.pk) if film else "",
        franchise=places[0].order.franchise.name if released else "",
        steps=tuple(StepView(item.title, item.brief_title, related_films.keys(item.pk)) for item in released),
    )


def turn_view(places: list[Place], film: Film, step: int, neighbours: dict[int, CardView]) -> TurnView | None:
    """The film `step` places after this one (-1: before) in story order."""
    order = [place.instalment.film for place in places]
    position = next((index for index, item in enumerate(order) if item.pk == film.pk), None)
    if position is None or not 0 <= position + step < len(order):
        return None
    other = order[position + step]
    card = neighbours.get(other.pk)
    return TurnView(LinkView(other.title, other.get_absolute_url()), card.score if card else None)
