"""What a review page shows of the film world: facts, story strip, announced films. Not part of the text.

Current data of the film database: it changes without the review, and the review without it.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from cast.models import credits_scope
from franchises.models import franchises_scope, to_come_scope
from pagecache.fragments import rendered
from pagecache.recording import made_of
from reviews.public.facts_box import facts_view, status_view
from reviews.public.review.page_rows import PageRows
from reviews.public.story_order import progress_view, strip_view
from reviews.public.structured_data import movie


@dataclass(frozen=True)
class FilmWorld:
    year: int | None
    place: str  # in story order: "between Chapter 3 and Chapter 4"
    movie: dict[str, Any]  # structured data
    poster: SafeString
    facts: SafeString
    strip: SafeString  # "" outside a franchise
    outlook: SafeString  # "" if nothing is announced
    progress: SafeString  # what a reader can mark as seen


def film_world(rows: PageRows) -> FilmWorld:
    film, related_films = rows.film, rows.related_films
    made_of(
        film,
        credits_scope(film.pk),
        franchises_scope(film.pk),
        to_come_scope(film.pk),
        *(place.order.franchise for place in rows.places),
    )
    facts = facts_view(film, rows.open_credits, rows.releases, rows.genres)
    strip = strip_view(film, rows.places, related_films)
    place = strip.place if strip else ""
    progress = progress_view(film, rows.places, related_films)
    statuses = [status_view(status, related_films) for status in rows.statuses]
    return FilmWorld(
        year=facts.year,
        place=place,
        movie=movie(facts, facts.cast),
        poster=rendered("reviews/film/_poster.html", poster=facts.poster, title=film.title),
        facts=rendered("reviews/film/_facts_box.html", facts=facts, place=place),
        strip=rendered("reviews/film/_strip.html", strip=strip) if strip else SafeString(),
        outlook=rendered("reviews/parts/_outlook.html", statuses=statuses) if statuses else SafeString(),
        progress=rendered("_progress.html", progress=progress),
    )
