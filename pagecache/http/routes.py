"""Which addresses are public pages: views say so themselves, by `public_page`."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.urls import Resolver404, resolve


@dataclass(frozen=True)
class Route:
    """`parameters`: of the query, those that the view reads. `is_kept`: by the page cache."""

    parameters: tuple[str, ...] = ()
    is_kept: bool = False

    def query(self, text: str) -> str:
        """The query of an address, with what the view reads of it alone; the last one counts."""
        if not text or not self.parameters:
            return ""
        given = dict(parse_qsl(text, keep_blank_values=True))
        return urlencode([(name, given[name]) for name in self.parameters if name in given])


def public_page(*parameters: str, is_kept: bool = True) -> Callable:
    """Mark a view: its answer to GET is the same for everybody, and depends on these parameters alone.

    Such a view names what its page is made of (`recording.made_of`), or it is not kept. It is the
    outermost decorator.
    """

    def mark(view: Callable) -> Callable:
        view.route = Route(tuple(sorted(parameters)), is_kept)  # type: ignore[attr-defined]
        return view

    return mark


@lru_cache(maxsize=10_000)
def route_of(path: str) -> Route | None:
    """The route of a path; None if Django is to answer for itself. An unknown address is a public page."""
    if path.startswith((settings.STATIC_URL, settings.MEDIA_URL)):
        return None
    try:
        return getattr(resolve(path).func, "route", None)
    except Resolver404:
        return Route()
