"""What stands below a review: the films before and after in the story, and reviews to read on with."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from films.models import Film
from franchises.models import franchises_scope
from pagecache.recording import made_of
from reviews.models import Edition
from reviews.models.edition import reviews_scope
from reviews.public.cards import card, cards_before, cards_in_story_of, latest_editions
from reviews.public.page_values import CardView
from reviews.public.review.page_rows import PageRows
from reviews.public.story_order import turn_view

MAX_RELATED = 3


def companions_html(rows: PageRows) -> SafeString:
    film, places = rows.film, rows.places
    others = [place.instalment.film for place in places if place.instalment.film_id != film.pk]
    made_of(franchises_scope(film.pk), *others, *(place.order.franchise for place in places))
    neighbours = _cards_of(rows, others) if others else {}
    values = {
        "before": turn_view(places, film, -1, neighbours),
        "after": turn_view(places, film, +1, neighbours),
        "related": _related(rows.edition, neighbours),
    }
    return render_to_string("reviews/parts/_after.html", values)


def _cards_of(rows: PageRows, films: list[Film]) -> dict[int, CardView]:
    """Of the other films of the strip, by primary key; made of all of them, also of those without one."""
    made_of(*(reviews_scope(film.pk) for film in films))
    cards = cards_in_story_of(rows.film.pk)
    return {film.pk: cards[film.pk] for film in films if film.pk in cards}


def _related(edition: Edition, neighbours: dict[int, CardView]) -> tuple[CardView, ...]:
    """Of the same franchise, else those published just before, else the latest ones. At most one query."""
    if cards := tuple(neighbours.values()) or cards_before(edition, MAX_RELATED):
        return cards[:MAX_RELATED]
    latest = [other for other in latest_editions(MAX_RELATED + 1) if other.review_id != edition.review_id]
    return tuple(map(card, latest[:MAX_RELATED]))
