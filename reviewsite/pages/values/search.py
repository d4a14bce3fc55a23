"""Values of the search page."""

from dataclasses import replace
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cast.models import Character, Person
from cast.searchable_text import CHARACTER, PERSON
from films import searchable_text as films
from films.models import Film
from franchises import searchable_text as franchises
from franchises.models import Franchise
from keys.addresses import reverse
from reviews.models import Edition
from reviews.public.pagination import HITS_PER_PAGE, paginate
from reviews.rendering import searchable_text as reviews
from reviewsite.pages.page_values import HitView, SearchView, WithheldHitView
from reviewsite.search_index import KINDS, public
from search import results
from search.models import Row
from search.query import MAX_QUERY_LENGTH, Query
from search.snippets import Highlighter, has_match

MAX_WITHHELD = 20


def search_view(text: str, page: str, *, with_spoilers: bool) -> SearchView:
    """Search results. Two queries for the index rows, and one for each kind of object among them."""
    text = " ".join(text.replace("\x00", " ").split())[:MAX_QUERY_LENGTH]
    query, parameters = Query.of(text), {"q": text}
    if with_spoilers:
        parameters["spoilers"] = "1"
    listing = paginate(
        results.matching_rows(query, public()), _itself, requested=page, size=HITS_PER_PAGE, **parameters
    )
    withheld = _withheld(query) if with_spoilers and listing.number == 1 else []
    return SearchView(
        query=text,
        groups=tuple(_groups(listing.items, query)),
        listing=replace(listing, items=()),  # rows are no plain values
        plain_url=_address(q=text),
        spoilers_url=_address(q=text, spoilers="1"),
        with_spoilers=with_spoilers,
        withheld=tuple(withheld[:MAX_WITHHELD]),
        more_withheld=len(withheld) > MAX_WITHHELD,
    )


def _itself(row: Row) -> Row:
    return row


def _address(**values: str) -> str:
    return f"{reverse('pages:search')}?{urlencode(values)}"


def _groups(rows, query: Query):
    """Hits by kind, the kind of the best hit first. Objects deleted meanwhile are left out."""
    rows = results.with_opening(rows) if rows else []
    labels = {kind.name: str(kind.label) for kind in KINDS}
    highlighter = Highlighter(query)
    for name in dict.fromkeys(row.kind for row in rows):
        of_kind = [row for row in rows if row.kind == name]
        objects = LOADERS[name]([row.thing for row in of_kind])
        hits = [_hit(row, objects[row.thing], highlighter) for row in of_kind if row.thing in objects]
        if hits:
            yield labels[name], tuple(hits)


def _hit(row: Row, instance, highlighter: Highlighter) -> HitView:
    names = highlighter.pieces(row.names)
    is_review = row.kind == reviews.KIND
    return HitView(
        url=instance.review.get_absolute_url() if is_review else instance.get_absolute_url(),
        title=highlighter.pieces(row.title),
        names=names if is_review or has_match(names) else (),
        summary=highlighter.snippet(row.body),
        facts=tuple(fact for fact in FACTS[row.kind](instance) if fact),
        published=instance.first_public_at if is_review else None,
    )


def _withheld(query: Query) -> list[WithheldHitView]:
    """Reviews only: spoilers on other pages cannot be opened."""
    rows = results.withheld_rows(query, {reviews.KIND: Edition.objects.live().for_search()})
    rows = rows[: MAX_WITHHELD + 1]
    pks = [row.thing for row in rows]
    editions = _editions(pks) if pks else {}
    return [_withheld_hit(editions[pk]) for pk in pks if pk in editions]


def _withheld_hit(edition: Edition) -> WithheldHitView:
    return WithheldHitView(
        url=edition.review.address_of("spoilers"), film=edition.film.title, headline=edition.headline
    )


def _editions(pks: list[int]) -> dict[int, Edition]:
    return Edition.objects.live().for_cards().in_bulk(pks)


# Loaders of the objects behind the hits, by kind. They filter again by what is public.
LOADERS = {
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
