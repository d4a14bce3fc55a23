"""Pages of lists, without a COUNT: one more row is fetched than is shown, to know of a next page.

By keyset: the address of a page names the row that the page before it ends with, so that the last page costs
what the first costs, and keeps its rows while the list grows. By number: the search, whose order is computed.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import F, Q
from django.http import Http404, HttpResponseRedirect

from integers import whole_number
from pagecache.recording import keep_nothing

REVIEWS_PER_PAGE = 20
FILMS_PER_PAGE = 60  # also people, franchises
HITS_PER_PAGE = 20  # of the search
LAST_PAGE = 99_999  # keeps the OFFSET within the database's integers
FIRST_PAGE = "./"


@dataclass(frozen=True)
class Listing:
    items: tuple[Any, ...]
    previous_url: str
    next_url: str
    query: str = ""  # of its canonical address; "": the first page
    number: int = 0  # of a page by number

    @property
    def has_previous(self) -> bool:
        return bool(self.previous_url)

    @property
    def has_next(self) -> bool:
        return bool(self.next_url)


@dataclass(frozen=True)
class Key:
    """A column of an order, in which NULL is less than any value."""

    name: str
    descending: bool = False
    nullable: bool = False

    def ordering(self):
        explicit = self.nullable or None  # the engines differ in where NULL stands
        if self.descending:
            return F(self.name).desc(nulls_last=explicit)
        return F(self.name).asc(nulls_first=explicit)

    def same(self, value) -> Q:
        return Q((self.name, value))

    def beyond(self, value) -> Q:
        """Rows that come after this value."""
        if value is None:
            return Q(pk__in=[]) if self.descending else Q((f"{self.name}__isnull", False))
        if not self.descending:
            return Q((f"{self.name}__gt", value))
        below = Q((f"{self.name}__lt", value))
        return below | Q((f"{self.name}__isnull", True)) if self.nullable else below


@dataclass(frozen=True)
class Keyset:
    """An order in which no two rows are alike, its first column never NULL; and the cursors of its rows.

    `write` makes the text of a cursor from the `columns` of a row; `read` makes the values of `keys` from
    that text, or None if we cannot have written it.
    """

    parameter: str
    keys: tuple[Key, ...]
    columns: tuple[str, ...]
    write: Callable[..., str]
    read: Callable[[str], tuple[Any, ...] | None]

    def order(self, rows):
        return rows.order_by(*(key.ordering() for key in self.keys))

    def beyond(self, rows, values):
        """The rows after the one with these values of the keys, in order."""
        first = self.keys[0]
        bound = Q((f"{first.name}__{'lte' if first.descending else 'gte'}", values[0]))  # for the index
        return self.order(rows.filter(bound, _beyond(self.keys, values)))

    def reversed(self) -> "Keyset":
        return replace(self, keys=tuple(replace(key, descending=not key.descending) for key in self.keys))

    def values(self, row) -> tuple[Any, ...]:
        return tuple(getattr(row, key.name) for key in self.keys)

    def query(self, *columns) -> str:
        """What stands behind the path of the page that begins after a row."""
        return "?" + urlencode({self.parameter: self.write(*columns)}, safe=":")


def _beyond(keys: tuple[Key, ...], values: tuple[Any, ...]) -> Q:
    (key, *others), (value, *rest) = keys, values
    beyond = key.beyond(value)
    return beyond | key.same(value) & _beyond(tuple(others), tuple(rest)) if others else beyond


def write_moment(at: datetime, pk: int) -> str:
    """The cursor of a row by its moment: `2025-06-04T18:00:00Z-123`."""
    return f"{at.astimezone(UTC).replace(tzinfo=None).isoformat()}Z-{pk}"


def read_moment(cursor: str) -> tuple[datetime, int] | None:
    at, _z, number = cursor.rpartition("Z-")
    pk = whole_number(number)
    try:
        moment = datetime.fromisoformat(at).replace(tzinfo=UTC)
    except ValueError:
        return None
    return (moment, pk) if pk is not None and write_moment(moment, pk) == cursor else None


NEWEST_FIRST = Keyset(
    parameter="before",
    keys=(Key("listed_at", descending=True), Key("review_id", descending=True)),
    columns=("listed_at", "review_id"),
    write=write_moment,
    read=read_moment,
)


def keyset_page(rows, build, keyset: Keyset, *, cursor: str, size: int) -> Listing:
    """The page of a QuerySet that begins after `cursor` ("": the first), each row through `build`.

    404 after the last row, and for a cursor that we never wrote.
    """
    if not cursor:
        return first_page(list(keyset.order(rows)[: size + 1]), build, keyset, size=size)
    place = keyset.read(cursor)
    fetched = list(keyset.beyond(rows, place)[: size + 1]) if place else []
    if not fetched:
        raise Http404
    before = keyset.reversed().beyond(rows, keyset.values(fetched[0]))
    ahead = list(before.values_list(*keyset.columns)[: size + 1])
    if not ahead or keyset.write(*ahead[0]) != cursor:
        keep_nothing()  # the cursor of no row: it was taken out since, or anybody made it up
    return replace(
        first_page(fetched, build, keyset, size=size),
        previous_url=(keyset.query(*ahead[size]) if len(ahead) > size else FIRST_PAGE) if ahead else "",
        query=keyset.query(*ahead[0]) if ahead else "",
    )


def first_page(fetched, build, keyset: Keyset, *, size: int) -> Listing:
    """Of rows that are in order, one more than are shown if there are."""
    last = [getattr(fetched[size - 1], name) for name in keyset.columns] if len(fetched) > size else None
    return Listing(
        items=tuple(build(row) for row in fetched[:size]),
        previous_url="",
        next_url=keyset.query(*last) if last else "",
    )


def redirect_numbered(request, rows, keyset: Keyset, *, size: int) -> HttpResponseRedirect:
    """From `?page=N`, as pages were addressed formerly, to what begins there now. 404 after the last page.

    Found, not moved for good: what page N of a list holds changes with the list.
    """
    number = whole_number(request.GET["page"], LAST_PAGE) or 1
    if number == 1:
        return HttpResponseRedirect(request.path)
    start = (number - 1) * size
    around = list(keyset.order(rows).values_list(*keyset.columns)[start - 1 : start + 1])
    if len(around) < 2:
        raise Http404
    return HttpResponseRedirect(request.path + keyset.query(*around[0]))


def paginate(fetch: Callable[[int, int], list], *, requested: str, size: int, **parameters: str) -> Listing:
    """The `requested` page of rows, of which `fetch` returns those between two places.

    An invalid number means page 1. `parameters` are the other GET parameters, kept in the URLs of the
    previous and next page.
    """
    number = whole_number(requested, LAST_PAGE) or 1
    fetched = fetch((number - 1) * size, number * size + 1)
    return Listing(
        items=tuple(fetched[:size]),
        number=number,
        previous_url=_page_url(number - 1, parameters) if number > 1 else "",
        next_url=_page_url(number + 1, parameters) if len(fetched) > size else "",
    )


def _page_url(number: int, parameters: dict[str, str]) -> str:
    return "?" + urlencode(parameters | ({"page": number} if number > 1 else {}))
