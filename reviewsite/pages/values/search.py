"""What was found, made into what the search page shows."""

from dataclasses import replace
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cast.models import Character, Person
from cast.search_entry import CHARACTER, PERSON
from films import search_entry as films
from films.models import Film
from franchises import search_entry as franchises
from franchises.models import Franchise
from reviews.models import Edition
from reviews.public.pagination import paginate
from reviews.rendering import search_entry as reviews
from reviewsite.pages.page_values import HitView, SearchView, WithheldHitView
from reviewsite.search_index import KINDS, public
from search import results
from search.models import Row
from search.query import MAX_QUERY_LENGTH, Query
from search.snippets import has_match, pieces, snippet

HITS_A_PAGE = 20
MOST_WITHHELD = 20


def search_view(asked: str, page: str, *, with_spoilers: bool) -> SearchView:
    """Two queries for the rows, and one for each kind of thing among them, whatever their number."""
    asked = " ".join(asked.replace("\x00", " ").split())[:MAX_QUERY_LENGTH]
    query, kept = Query.of(asked), {"q": asked}
    if with_spoilers:
        kept["spoilers"] = "1"
    found = paginate(
        results.matching_rows(query, public()), _itself, requested=page, size=HITS_A_PAGE, **kept
    )
    withheld = _withheld(query) if with_spoilers and found.number == 1 else []
    return SearchView(
        asked=asked,
        groups=tuple(_groups(found.items, query)),
        listing=replace(found, items=()),  # rows are no plain values
        plain_url=_address(q=asked),
        spoilers_url=_address(q=asked, spoilers="1"),
        with_spoilers=with_spoilers,
        withheld=tuple(withheld[:MOST_WITHHELD]),
        more_withheld=len(withheld) > MOST_WITHHELD,
    )


def _itself(row: Row) -> Row:
    return row


def _address(**values: str) -> str:
    return f"{reverse('pages:search')}?{urlencode(values)}"


def _groups(found, query: Query):
    """Hits by kind, the kind of the best hit first. What went since it was found is left out."""
    rows = results.with_opening(found) if found else []
    labels = {kind.name: str(kind.label) for kind in KINDS}
    for name in dict.fromkeys(row.kind for row in rows):
        of_kind = [row for row in rows if row.kind == name]
        things = LOADED[name]([row.thing for row in of_kind])
        hits = [_hit(row, things[row.thing], query) for row in of_kind if row.thing in things]
        if hits:
            yield labels[name], tuple(hits)


def _hit(row: Row, thing, query: Query) -> HitView:
    names = pieces(row.names, query)
    is_review = row.kind == reviews.KIND
    return HitView(
        url=thing.review.get_absolute_url() if is_review else thing.get_absolute_url(),
        title=pieces(row.title, query),
        names=names if is_review or has_match(names) else (),
        summary=snippet(row.body, query),
        facts=tuple(fact for fact in FACTS[row.kind](thing) if fact),
        published=thing.first_public_at if is_review else None,
    )


def _withheld(query: Query) -> list[WithheldHitView]:
    """Reviews only: nothing can be opened on other pages."""
    rows = results.withheld_rows(query, {reviews.KIND: Edition.objects.live().for_search()})
    rows = rows[: MOST_WITHHELD + 1]
    pks = [row.thing for row in rows]
    editions = _editions(pks) if pks else {}
    return [_withheld_hit(editions[pk]) for pk in pks if pk in editions]


def _withheld_hit(edition: Edition) -> WithheldHitView:
    return WithheldHitView(
        url=edition.review.address_of("spoilers"), film=edition.film.title, headline=edition.headline
    )


def _editions(pks: list[int]) -> dict[int, Edition]:
    return Edition.objects.live().for_cards().in_bulk(pks)


# What a hit is shown with, asked for again at the same door: it must be public still.
LOADED = {
    reviews.KIND: _editions,
    films.KIND: lambda pks: Film.objects.in_bulk(pks),
    franchises.KIND: lambda pks: Franchise.objects.for_list().in_bulk(pks),
    PERSON: lambda pks: Person.objects.public().in_bulk(pks),
    CHARACTER: lambda pks: Character.objects.public().in_bulk(pks),
}
FACTS = {
    reviews.KIND: lambda edition: [],
    films.KIND: lambda film: [str(film.year or ""), _minutes(film.runtime_minutes)],
    franchises.KIND: lambda franchise: [
        ngettext("%(films)s film", "%(films)s films", franchise.films) % {"films": franchise.films}
    ],
    PERSON: lambda person: [_("born %(year)s") % {"year": person.born_date.year} if person.born_date else ""],
    CHARACTER: lambda character: [],
}


def _minutes(runtime: int | None) -> str:
    if not runtime:
        return ""
    return ngettext("%(minutes)s minute", "%(minutes)s minutes", runtime) % {"minutes": runtime}
