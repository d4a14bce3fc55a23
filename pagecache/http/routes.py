"""Which addresses are public pages: views say so themselves, by `public_page`."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.urls import Resolver404, resolve


def _no_other(query: str) -> bool:
    return False


@dataclass(frozen=True)
class Route:
    """`parameters`: of the query, those that the view reads. `is_kept`: by the page cache.

    `is_last`: its pattern matches any word; where it answers 404, old addresses are looked up.
    `name`: of its URL pattern, as `resolver_match.view_name`.
    `asks`: whether with this query another page may be meant, so that the request goes to Django as it came.
    """

    parameters: tuple[str, ...] = ()
    is_kept: bool = False
    is_last: bool = False
    asks: Callable[[str], bool] = _no_other
    name: str = "unknown"

    def query(self, text: str) -> str:
        """The query of an address, with what the view reads of it alone; the last one counts."""
        if not text or not self.parameters:
            return ""
        given = dict(parse_qsl(text, keep_blank_values=True))
        return urlencode([(name, given[name]) for name in self.parameters if name in given])


def public_page(
    *parameters: str,
    is_kept: bool = True,
    is_last: bool = False,
    asks: Callable[[str], bool] = _no_other,
) -> Callable:
    """Mark a view: its answer to GET is the same for everybody, and depends on these parameters alone.

    Such a view names what its page is made of (`recording.made_of`), or it is not kept. It is the
    outermost decorator.
    """

    def mark(view: Callable) -> Callable:
        view.route = Route(tuple(sorted(parameters)), is_kept, is_last, asks)  # type: ignore[attr-defined]
        return view

    return mark


@lru_cache(maxsize=10_000)
def route_of(path: str) -> Route | None:
    """The route of a path; None if Django is to answer for itself. An unknown address is a public page."""
    if path.startswith((settings.STATIC_URL, settings.MEDIA_URL)):
        return None
    try:
        match = resolve(path)
    except Resolver404:
        return Route()
    route = getattr(match.func, "route", None)
    return replace(route, name=match.view_name) if route else None
