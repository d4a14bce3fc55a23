"""Where each address of the site leads in a copy of it: to a file of the copy, or to the original."""

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl, quote, unquote, urljoin, urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve

from pagecache.http.routes import route_of

# What a copy cannot answer: it takes a server.
NEEDS_SERVER = ("pages:search", "reviews:report", "reviews:parts")
SPOILERS = ("reviews:spoilers", "reviews:opened", "reviews:part")
# Public, though not marked as `public_page`.
TEXTS = ("pages:robots", "pages:llms")


@dataclass(frozen=True)
class Place:
    """Where a link leads. `address`: what Django is asked for, or the URL of a static file or picture.

    `path`: where it is in the copy, in which a query has become folders.
    """

    address: str
    path: str
    view: str
    is_copied: bool
    fragment: str = ""

    @property
    def is_asset(self) -> bool:
        return not self.view

    @property
    def is_spoiler(self) -> bool:
        return self.view in SPOILERS

    @property
    def file(self) -> str:
        """The name of its file in the copy's folder."""
        name = unquote(self.path).lstrip("/")
        return f"{name}index.html" if not name or name.endswith("/") else name


@dataclass(frozen=True)
class Copy:
    """A copy of the site at `origin`, to be served at `url`."""

    origin: str
    url: str
    with_spoilers: bool = False

    @property
    def replaces_original(self) -> bool:
        """Served at the original's own address: what needs a server is nowhere then."""
        return self.url == self.origin

    @property
    def base(self) -> str:
        """The path of its address, without the last slash."""
        return urlsplit(self.url).path.rstrip("/")

    def place(self, link: str, page: str = "/") -> Place | None:
        """Where a link in the page at this address leads; None if to another site, or nowhere."""
        try:
            url = urljoin(f"{self.origin}{page}", link.strip())
            parts = urlsplit(url)
        except ValueError:
            return None
        if not f"{url}/".startswith((f"{self.origin}/", f"{self.origin}?", f"{self.origin}#")):
            return None
        path = quote(unquote(parts.path) or "/", safe="/:@~!$'()*+,;=")  # one spelling of each
        if path.startswith((settings.STATIC_URL, settings.MEDIA_URL)):
            return Place(path, path, view="", is_copied=True, fragment=parts.fragment)
        return self._page(path, parts.query, parts.fragment)

    def _page(self, path: str, query: str, fragment: str) -> Place:
        view, is_copied = self._view(path)
        route = route_of(path) if is_copied else None
        query = route.query(query) if route else "" if is_copied else query
        return Place(
            f"{path}?{query}" if query else path,
            _with_folders(path, query) if is_copied else path,
            view,
            is_copied,
            fragment,
        )

    def _view(self, path: str) -> tuple[str, bool]:
        """The name of its view, and whether its answer is copied. Of an unknown address we ask too."""
        view, is_public = _view(path)
        return view, self.with_spoilers if view in SPOILERS else is_public and view not in NEEDS_SERVER

    def link(self, place: Place) -> str:
        """The link to a place, for a page of the copy."""
        fragment = f"#{place.fragment}" if place.fragment else ""
        start, path = (self.base, place.path) if place.is_copied else (self.origin, place.address)
        return f"{start}{path}{fragment}"

    def absolute(self, place: Place) -> str:
        link = self.link(place)
        return link if not place.is_copied else f"{self.url.removesuffix(self.base)}{link}"


@lru_cache(maxsize=10_000)
def _view(path: str) -> tuple[str, bool]:
    """The name of the view of a path, and whether it answers everybody alike."""
    try:
        match = resolve(unquote(path))
    except Resolver404:
        return "unknown", True
    return match.view_name, hasattr(match.func, "route") or match.view_name in TEXTS


def _with_folders(path: str, query: str) -> str:
    """`/reviews/?before=2025-06-04T18:00:00Z-3` as `/reviews/before/2025-06-04T18.00.00Z-3/`."""
    folders = (f"{name}/{value.replace(':', '.')}/" for name, value in parse_qsl(query))
    return "".join([path, *folders])
