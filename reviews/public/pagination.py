"""Pagination without a COUNT query: one more row is fetched than is shown, to know of a next page."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from integers import whole_number

REVIEWS_PER_PAGE = 20
FILMS_PER_PAGE = 60  # also people, franchises
HITS_PER_PAGE = 20  # of the search
LAST_PAGE = 99_999  # keeps the OFFSET within the database's integers


@dataclass(frozen=True)
class Listing:
    items: tuple[Any, ...]
    number: int
    previous_url: str
    next_url: str

    @property
    def has_previous(self) -> bool:
        return bool(self.previous_url)

    @property
    def has_next(self) -> bool:
        return bool(self.next_url)


def paginate(rows, build, *, requested: str, size: int, **parameters: str) -> Listing:
    """The `requested` page of a QuerySet, each row through `build`. An invalid number means page 1.

    `parameters` are the other GET parameters, kept in the URLs of the previous and next page.
    """
    number = whole_number(requested, LAST_PAGE) or 1
    fetched = list(rows[(number - 1) * size : number * size + 1])
    return Listing(
        items=tuple(build(row) for row in fetched[:size]),
        number=number,
        previous_url=_page_url(number - 1, parameters) if number > 1 else "",
        next_url=_page_url(number + 1, parameters) if len(fetched) > size else "",
    )


def _page_url(number: int, parameters: dict[str, str]) -> str:
    return "?" + urlencode(parameters | ({"page": number} if number > 1 else {}))
