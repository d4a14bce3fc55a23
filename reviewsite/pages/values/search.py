"""Values of the search page."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cast.models import Character, Person
from cast.searchable_text import CHARACTER, PERSON
from films import searchable_text as films
from films.models import Film
from franchises import searchable_text as franchises
from franchises.models import Franchise
from keys.addresses import reverse
from pagecache.queries.prepared import PreparedQuery
from reviews.models import Edition
from reviews.public.pagination import HITS_PER_PAGE, paginate
from reviews.rendering import searchable_text as reviews
from reviewsite.derived.search_index import KINDS, public
from reviewsite.pages.page_values import HitView, SearchView, WithheldHitView
from search.query import MAX_QUERY_LENGTH, Query
from search.results import with_texts
from search.searcher import Searcher
from search.snippets import Highlighter, has_match

MAX_WITHHELD = 20

_everything = Searcher(public)
_reviews = Searcher(lambda at: {reviews.KIND: public(at)[reviews.KIND]})


def search_view(text: str, page: str, *, with_spoilers: bool) -> SearchView:
    """Search results. Two queries for the index rows, and one for each kind of object among them."""
    text = " ".join(text.replace("\x00", " ").split())[:MAX_QUERY_LENGTH]
    query, parameters, now = Query.of(text), {"q": text}, timezone.now()
    if with_spoilers:
        parameters["spoilers"] = "1"
    listing = paginate(
        lambda start, end: _everything.matching(query, now, start, end),
        requested=page,
        size=HITS_PER_PAGE,
        **parameters,
    )
    withheld = _withheld(query, now) if with_spoilers and listing.number == 1 else []
    return SearchView(
        query=text,
        groups=tuple(_groups(listing.items, query, now)),
        listing=replace(listing, items=()),  # rows are no plain values
        plain_url=_address(q=text),
        spoilers_url=_address(q=text, spoilers="1"),
        with_spoilers=with_spoilers,
        withheld=tuple(withheld[:MAX_WITHHELD]),
        more_withheld=len(withheld) > MAX_WITHHELD,
    )


def _address(**values: str) -> str:
    return f"{reverse('pages:search')}?{urlencode(values)}"


def _groups(rows: tuple, query: Query, now: datetime) -> Iterator[tuple[str, tuple[HitView, ...]]]:
    """Hits by kind, the kind of the best hit first. Objects deleted meanwhile are left out."""
    rows_of: dict[str, list] = {}
    highlighter = Highlighter(query)
    for row in with_texts(rows):
        rows_of.setdefault(row.kind, []).append(row)
    for name, of_kind in rows_of.items():
        objects = _objects(name, [row.thing for row in of_kind], now)
        hits = [_hit(row, objects[row.thing], highlighter) for row in of_kind if row.thing in objects]
        if hits:
            yield str(LABELS[name]), tuple(hits)


def _objects(kind: str, keys: list[int], now: datetime) -> dict[int, Any]:
    """What of a kind is public, by primary key."""
    return {instance.pk: instance for instance in LOADERS[kind](keys, now)}


def _hit(row, instance, highlighter: Highlighter) -> HitView:
    names = highlighter.pieces(row.names)
    is_review = row.kind == reviews.KIND
    return HitView(
        url=_review_address("detail", instance) if is_review else instance.get_absolute_url(),
        title=highlighter.pieces(row.title),
        names=names if is_review or has_match(names) else (),
        summary=highlighter.snippet(row.body),
        facts=tuple(fact for fact in FACTS[row.kind](instance) if fact),
        published=timezone.localdate(instance.listed_at) if is_review else None,
    )


def _withheld(query: Query, now: datetime) -> list[WithheldHitView]:
    """Reviews only: spoilers on other pages cannot be opened."""
    keys = [row.thing for row in _reviews.withheld(query, now, MAX_WITHHELD + 1)]
    editions = _objects(reviews.KIND, keys, now) if keys else {}
    return [_withheld_hit(editions[key]) for key in keys if key in editions]


def _withheld_hit(edition) -> WithheldHitView:
    return WithheldHitView(
        url=_review_address("spoilers", edition), film=edition.film__title, headline=edition.headline
    )


def _review_address(view: str, edition) -> str:
    return reverse(f"reviews:{view}", args=[edition.review__slug])


_editions = PreparedQuery(
    lambda keys, at: Edition.objects.live(at).filter(pk__in=keys).for_hits(), keys=[int], at=datetime
)
_films = PreparedQuery(
    lambda keys: Film.objects.filter(pk__in=keys).only("slug", "year", "runtime_minutes"), keys=[int]
)
_franchises = PreparedQuery(
    lambda keys: Franchise.objects.for_list().filter(pk__in=keys).only("slug"), keys=[int]
)
_people = PreparedQuery(
    lambda keys: Person.objects.public().filter(pk__in=keys).only("slug", "born_date"), keys=[int]
)
_characters = PreparedQuery(
    lambda keys: Character.objects.public().filter(pk__in=keys).only("slug"), keys=[int]
)
# Loaders of the objects behind the hits, by kind. They filter again by what is public.
LOADERS = {
    reviews.KIND: lambda keys, now: _editions(keys=keys, at=now),
    films.KIND: lambda keys, _now: _films(keys=keys),
    franchises.KIND: lambda keys, _now: _franchises(keys=keys),
    PERSON: lambda keys, _now: _people(keys=keys),
    CHARACTER: lambda keys, _now: _characters(keys=keys),
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
LABELS = {kind.name: kind.label for kind in KINDS}


def _minutes(runtime: int | None) -> str:
    if not runtime:
        return ""
    return ngettext("%(minutes)s minute", "%(minutes)s minutes", runtime) % {"minutes": runtime}
