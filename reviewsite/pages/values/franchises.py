"""Values of franchise pages: watching orders and announced films."""

from datetime import date
from typing import TypeAlias

from django.utils import timezone

from films.models import Film
from franchises.models import Franchise, Instalment, Order, OrderKind, Place, ProjectStatus
from franchises.related_films import RelatedFilms
from pagecache.queries.prepared import PreparedQuery
from pagecache.recording import made_of
from reviews.public.cards import cards_of_films
from reviews.public.facts_box import status_view
from reviews.public.page_values import CardView, ProgressView
from reviews.public.story_order import progress_view
from reviewsite.pages.page_values import (
    FranchiseLine,
    FranchiseView,
    MoveView,
    OrderView,
    PlaceView,
    ThreadView,
    TwoOrdersView,
)
from reviewsite.pages.values.lines import film_line, film_link, line, link, text

BOX_ROWS = 5  # height of the SVG viewBox
HEADING_ROWS = 0.5


_orders = PreparedQuery(lambda franchise: Order.objects.filter(franchise=franchise), franchise=int)
_places = PreparedQuery(
    lambda franchise: (
        Place.objects.filter(order__franchise=franchise).with_opened().order_by("position", "pk")
    ),
    franchise=int,
)
_instalments = PreparedQuery(
    lambda franchise: Instalment.objects.filter(franchise=franchise).select_related("film"), franchise=int
)
_next_up = PreparedQuery(
    lambda franchise, day: ProjectStatus.objects.filter(franchise=franchise).next_up(day).for_page(),
    franchise=int,
    day=date,
)
Orders: TypeAlias = list[tuple[Order, list[Place]]]  # each with its places


def _orders_of(franchise: Franchise, instalments: list[Instalment]) -> Orders:
    by_pk = {instalment.pk: instalment for instalment in instalments}
    orders = {order.pk: (order, []) for order in _orders(franchise=franchise.pk)}
    for place in _places(franchise=franchise.pk):
        place.order, places = orders[place.order_id]
        place.order.franchise = franchise
        for name in ("instalment", "after", "before"):
            pk = getattr(place, f"{name}_id")
            if pk in by_pk:
                setattr(place, name, by_pk[pk])
        places.append(place)
    return list(orders.values())


def franchise_line(franchise: Franchise) -> FranchiseLine:
    return FranchiseLine(franchise=link(franchise), films=franchise.films)


def franchise_view(franchise: Franchise) -> FranchiseView:
    instalments = _instalments(franchise=franchise.pk)
    films = [instalment.film for instalment in instalments]
    made_of(*films)
    cards = cards_of_films([film.pk for film in films])
    related_films = RelatedFilms(franchises=[franchise.pk])
    placed_films = _orders_of(franchise, instalments)
    orders = [_order(order, places, cards, related_films) for order, places in placed_films]
    release, story = (_first(orders, kind) for kind in (OrderKind.RELEASE, OrderKind.STORY))
    next_up = _next_up(franchise=franchise.pk, day=timezone.localdate())
    placed = {place.film.url for order in orders for place in order.places}
    return FranchiseView(
        url=franchise.get_absolute_url(),
        name=franchise.name,
        description=text(franchise.description),
        films=len(placed),
        two_orders=_two_orders(release, story) if release and story else None,
        story=story,
        other_orders=tuple(order for order in orders if order not in (release, story)),
        next_up=tuple(status_view(status, related_films) for status in next_up),
        progress=_progress(placed_films, related_films),
        franchise_keys=related_films.released(franchise.pk),
        others=_others(films, placed | {status.film.get_absolute_url() for status in next_up}),
    )


def _progress(placed_films: Orders, related_films: RelatedFilms) -> ProgressView:
    """Progress in story order, in which films spoil each other; in release order if there is none."""
    orders = {order.kind: places for order, places in reversed(placed_films)}
    places = orders.get(OrderKind.STORY) or orders.get(OrderKind.RELEASE) or ()
    return progress_view(None, list(places), related_films)


def _first(orders: list[OrderView], kind: str) -> OrderView | None:
    return next((order for order in orders if order.kind == kind and order.places), None)


def _others(films: list[Film], shown: set[str]):
    return tuple(film_line(film) for film in films if film.get_absolute_url() not in shown)


def _order(
    order: Order, places: list[Place], cards: dict[int, CardView], related_films: RelatedFilms
) -> OrderView:
    views = tuple(
        _place(number, place, cards.get(place.instalment.film_id), related_films)
        for number, place in enumerate(places, 1)
    )
    return OrderView(kind=order.kind, name=order.name, anchor=f"order-{order.pk}", places=views)


def _place(number: int, place: Place, review: CardView | None, related_films: RelatedFilms) -> PlaceView:
    film = place.instalment.film
    return PlaceView(
        number=number,
        film=film_link(film),
        brief=film.brief_title,
        year=film.year,
        opened=place.opened,
        reason=line(place.reason),
        between=place.between,
        review=review,
        film_keys=related_films.keys(film.pk) if related_films.is_out(film.pk) else "",
    )


def _two_orders(release: OrderView, story: OrderView) -> TwoOrdersView:
    """Both orders, with a thread for each film that is in both."""
    in_story = {place.film.url: place for place in story.places}
    pairs = [(place, in_story[place.film.url]) for place in release.places if place.film.url in in_story]
    rows = max(len(release.places), len(story.places))
    moved = [(left, right) for left, right in pairs if _moves(left, right)]
    return TwoOrdersView(
        release=release,
        story=story,
        threads=tuple(_thread(left, right, rows) for left, right in pairs),
        moves=tuple(MoveView(left.brief, left.number, right.number) for left, right in moved),
        moved_urls=tuple(left.film.url for left, _ in moved),
    )


def _moves(left: PlaceView, right: PlaceView) -> bool:
    return bool(right.between) and left.number != right.number


def _thread(left: PlaceView, right: PlaceView, rows: int) -> ThreadView:
    """A curve in a viewBox 100 wide and BOX_ROWS high, which the CSS aligns with the end of the lists.

    Rows of a longer list are above the box; a shorter list ends HEADING_ROWS above its lower edge.
    """
    shift = BOX_ROWS - rows if rows >= BOX_ROWS else HEADING_ROWS
    start, end = (place.number - 0.5 + shift for place in (left, right))
    return ThreadView(path=f"M0 {start}C50 {start} 50 {end} 100 {end}", moves=_moves(left, right))
