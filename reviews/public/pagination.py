"""Pages of a long list, without counting it: one more row is asked for than is shown."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from integers import whole_number

LAST_PAGE = 99_999  # so that no offset outgrows the database


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


def paginate(rows, build, *, asked: str, size: int, **kept: str) -> Listing:
    """Page `asked` of `rows`, each made plain by `build`. What is no page number is page 1.

    `kept` stands in the addresses of the other pages too.
    """
    number = whole_number(asked, LAST_PAGE) or 1
    found = list(rows[(number - 1) * size : number * size + 1])
    return Listing(
        items=tuple(build(row) for row in found[:size]),
        number=number,
        previous_url=_page(number - 1, kept) if number > 1 else "",
        next_url=_page(number + 1, kept) if len(found) > size else "",
    )


def _page(number: int, kept: dict[str, str]) -> str:
    return "?" + urlencode(kept | ({"page": number} if number > 1 else {}))
