"""Values of franchise pages: watching orders and announced films."""

import datetime

from films.models import OPENING_KINDS, Film
from franchises.models import Franchise, Order, OrderKind, Place
from franchises.related_films import RelatedFilms
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


def franchise_line(franchise: Franchise) -> FranchiseLine:
    return FranchiseLine(franchise=link(franchise), films=franchise.films)


def franchise_view(franchise: Franchise) -> FranchiseView:
    made_of(*(instalment.film for instalment in franchise.instalments.all()))
    cards = cards_of_films([instalment.film_id for instalment in franchise.instalments.all()])
    related_films = RelatedFilms(franchises=[franchise.pk])
    orders = [_order(order, cards, related_films) for order in franchise.orders.all()]
    release, story = (_first(orders, kind) for kind in (OrderKind.RELEASE, OrderKind.STORY))
    next_up = franchise.statuses.next_up().for_page()
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
        progress=_progress(franchise, related_films),
        franchise_keys=related_films.released(franchise.pk),
        others=_others(franchise, placed | {status.film.get_absolute_url() for status in next_up}),
    )


def _progress(franchise: Franchise, related_films: RelatedFilms) -> ProgressView:
    """Progress in story order, in which films spoil each other; in release order if there is none."""
    orders = {order.kind: order.places.all() for order in reversed(franchise.orders.all())}
    places = orders.get(OrderKind.STORY) or orders.get(OrderKind.RELEASE) or ()
    return progress_view(None, list(places), related_films)


def _first(orders: list[OrderView], kind: str) -> OrderView | None:
    return next((order for order in orders if order.kind == kind and order.places), None)


def _others(franchise: Franchise, shown: set[str]):
    films = (instalment.film for instalment in franchise.instalments.all())
    return tuple(film_line(film) for film in films if film.get_absolute_url() not in shown)


def _order(order: Order, cards: dict[int, CardView], related_films: RelatedFilms) -> OrderView:
    places = tuple(
        _place(number, place, cards.get(place.instalment.film_id), related_films)
        for number, place in enumerate(order.places.all(), 1)
    )
    return OrderView(kind=order.kind, name=order.name, anchor=f"order-{order.pk}", places=places)


def _place(number: int, place: Place, review: CardView | None, related_films: RelatedFilms) -> PlaceView:
    film = place.instalment.film
    return PlaceView(
        number=number,
        film=film_link(film),
        brief=film.brief_title,
        year=film.year,
        opened=_first_opening(film),
        reason=line(place.reason),
        between=place.between,
        review=review,
        film_keys=related_films.keys(film.pk) if related_films.is_out(film.pk) else "",
    )


def _first_opening(film: Film) -> datetime.date | None:
    return min((r.date for r in film.releases.all() if r.kind in OPENING_KINDS), default=None)


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
