"""`Front`: the WSGI application in front of Django, which answers for public pages that are kept.

Nothing is kept unless its view is marked by `public_page` and named what the
page is made of. All else goes to Django as it came: the desk, previews, forms,
unknown hosts, plain HTTP where HTTPS is asked for, Range.
"""

import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.http.request import split_domain_port, validate_host

from monitoring.requests import MEMORY, note_tier
from pagecache.cache_entry import CacheEntry
from pagecache.http.answers import UNAVAILABLE, Answer, Page, is_public, is_storable
from pagecache.http.cdn.purges import note_withheld
from pagecache.http.cdn.surrogate_keys import key_headers
from pagecache.http.encoding import ENCODINGS, accepted
from pagecache.http.routes import Route, route_of
from pagecache.log import LogUnreadable
from pagecache.recording import Built, recording
from pagecache.shelf.fingerprint import fingerprint
from pagecache.store import key_of, store

Environ = dict[str, Any]
Response = tuple[str, list[tuple[str, str]], bytes]
MAX_REQUESTS = 20_000  # ways of asking that are remembered; then all are forgotten
MAX_REMEMBERED = 500  # bytes of a way of asking
MAX_HOST = 255  # bytes, of a name and its port
MAX_ADDRESS = 2_000  # bytes; a longer one goes to Django
WAIT_SECONDS = 1.0  # for a page that another process builds; then it is built here too
NEVER_ASKED = ("", "")
KEPT_STATUSES = ("200 ", "301 ", "410 ")
# Of a request, what may not move the bytes of a page that is kept.
NOT_ASKED = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE")
NOT_ASKED += ("HTTP_ACCEPT_ENCODING", "HTTP_COOKIE", "HTTP_AUTHORIZATION")


class Front:
    def __init__(self, application: Callable):
        self.application = application
        fingerprint()  # of the code as it was loaded: files may be newer when the first page is asked for
        self._building = threading.Lock()  # one page at a time: more would slow down those who read
        # The key in memory, and the name of the route, of what was asked for in this way.
        self._requests: dict[tuple, tuple[str, str]] = {}

    def __call__(self, environ: Environ, start_response: Callable) -> Iterable[bytes]:
        if answer := self.from_memory(environ):
            return answer.send(environ, start_response)
        if not _is_for_a_page(environ):
            return self.application(environ, start_response)
        return self._find_or_build(_way_of(environ), environ, start_response)

    def from_memory(self, environ: Environ) -> Answer | None:
        """The page, if this process has it and knows it to be valid: what most readers get."""
        if not _is_for_a_page(environ):
            return None
        key, route = self._requests.get(_way_of(environ), NEVER_ASKED)
        kept = store().memory.get(key)
        if not (kept and kept.holds(time.time()) and store().is_fresh()):
            return None
        kept.is_used = True
        note_tier(environ, MEMORY, route)
        return kept.value  # type: ignore[return-value]

    def _find_or_build(self, asked: tuple, environ: Environ, start_response: Callable) -> Iterable[bytes]:
        route = self._route(environ)
        if route is None:
            return self.application(environ, start_response)
        note_tier(environ, "built", route.name)
        encoding = accepted(environ.get("HTTP_ACCEPT_ENCODING", "")[:200])
        is_kept = route.is_kept and not route.asks(environ.get("QUERY_STRING", ""))
        if not is_kept or settings.PAGE_CACHE == "off":
            return self._from_django(environ, encoding, start_response)
        page = _Asked(environ, route, encoding)
        try:
            store().refresh()
            kept = self._find(page) or self._build_once(page)
        except LogUnreadable:
            return self._while_database_is_away(page).send(environ, start_response)
        if isinstance(kept, Answer):
            return kept.send(environ, start_response)
        self._remember(asked, page)
        return kept.value.send(environ, start_response)  # type: ignore[attr-defined]

    def _remember(self, asked: tuple, page: "_Asked") -> None:
        if sum(len(part) for part in asked if part) > MAX_REMEMBERED:
            return
        if len(self._requests) >= MAX_REQUESTS:
            self._requests.clear()
        self._requests[asked] = page.memory_key, page.route.name

    def _route(self, environ: Environ) -> Route | None:
        """None if Django is to answer as if there were no front."""
        too_long = len(environ["PATH_INFO"]) + len(environ.get("QUERY_STRING", "")) > MAX_ADDRESS
        if too_long or len(environ.get("HTTP_HOST", "")) > MAX_HOST:
            return None
        if not _is_known_host(environ.get("HTTP_HOST", "")):
            return None
        if settings.SECURE_SSL_REDIRECT and not is_secure(environ):
            return None
        try:
            return route_of(environ["PATH_INFO"].encode("latin-1").decode())
        except UnicodeError:
            return None

    def _from_django(self, environ: Environ, encoding: str, start_response: Callable) -> Iterable[bytes]:
        """A public page that is not kept: compressed, with 304 for those who have it."""
        status, headers, body = _response(self.application, _unconditional(environ))
        if status.startswith("500 ") and _is_database_away():
            return UNAVAILABLE.send(environ, start_response)
        if not is_public(headers):
            return Answer(status, headers, body).send(environ, start_response)
        return Page.of(status, headers, body).answer(encoding, body).send(environ, start_response)

    def _find(self, page: "_Asked", *, asks_shelf: bool = True) -> CacheEntry | None:
        """A page is compressed for who asks first; who asks for the other encoding first adds that."""
        kept = store().in_memory(page.memory_key) if settings.PAGE_CACHE == "memory" else None
        if kept:
            page.note_tier(MEMORY)
        if kept or not asks_shelf:
            return kept
        kept = store().on_shelf(page.key, page.encodings, page.memory_key, page.answer)
        if kept:
            page.note_tier("shelf")
        if kept and page.added:
            store().put([Built(page.key, kept, *page.added)])
        return kept

    def _build_once(self, page: "_Asked") -> CacheEntry | Answer:
        """Build a page in one process and thread; others wait for what it makes."""
        has_waited = not self._building.acquire(blocking=False)
        if has_waited:
            self._building.acquire()
        try:
            until = time.monotonic() + WAIT_SECONDS
            while not page.claim() and time.monotonic() < until:
                has_waited = True
                if kept := self._find(page):
                    return kept
                time.sleep(0.01)
            return self._find(page, asks_shelf=has_waited) or self._build(page)
        finally:
            if claimed := page.claimed():
                store().shelf.release(claimed)
            self._building.release()

    def _build(self, asked: "_Asked") -> CacheEntry | Answer:
        store().refresh(at_once=True)
        with recording(store().log.position, time.time()) as noted:
            status, headers, body = _response(self.application, asked.environ_to_build())
        if status.startswith(("500 ", "503 ")):
            store().refresh(at_once=True)  # raises LogUnreadable if it failed because the database is away
        is_kept = noted.is_kept and noted.scopes and status.startswith(KEPT_STATUSES) and is_storable(headers)
        if not (is_public(headers) and is_kept and _is_noted(noted.withheld)):
            store().put(noted.parts, release=asked.claimed())
            if not is_public(headers):
                return Answer(status, headers, body)
            return Page.of(status, headers, body).answer(asked.encoding, body)
        page = Page.of(status, headers, body, key_headers(noted.shown))
        encoding = asked.encodings[0]
        stored = page.stored(body, encoding)
        answer = page.answer_of_stored(asked.encoding, stored)
        kept = noted.entry(answer, len(answer.body))
        built = Built(asked.key, kept, page.encoded(), {encoding: stored})
        store().put([*noted.parts, built], release=asked.claimed())
        return store().remember(asked.memory_key, kept) or replace(answer, is_lasting=False)

    def _while_database_is_away(self, page: "_Asked") -> Answer:
        """What was known to be valid within the last STALE_SECONDS, and has not ended by the clock."""
        kept = store().in_memory(page.memory_key) if store().was_fresh(settings.STALE_SECONDS) else None
        page.note_tier("stale" if kept else "")
        return replace(kept.value, is_lasting=False) if kept else UNAVAILABLE  # type: ignore[type-var]


def _is_for_a_page(environ: Environ) -> bool:
    return environ["REQUEST_METHOD"] in ("GET", "HEAD") and "HTTP_RANGE" not in environ


def _way_of(environ: Environ) -> tuple:
    """All that decides which page a request gets."""
    return (
        environ["PATH_INFO"],
        environ.get("QUERY_STRING", ""),
        environ.get("HTTP_ACCEPT_ENCODING", ""),
        environ.get("HTTP_HOST"),
        environ["wsgi.url_scheme"],
        environ.get("HTTP_X_FORWARDED_PROTO"),
    )


class _Asked:
    """The page that a request asks for: its key, and how to build it."""

    def __init__(self, environ: Environ, route: Route, encoding: str):
        self.environ, self.route, self.encoding = environ, route, encoding
        self.query = route.query(environ.get("QUERY_STRING", ""))
        scheme = "https" if is_secure(environ) else "http"
        path = environ.get("SCRIPT_NAME", "") + environ["PATH_INFO"]
        self.key = key_of(scheme, f"{path}?{self.query}")
        self.memory_key = f"{self.key} {encoding}"
        own = "gzip" if encoding == "plain" else encoding
        self.encodings = (own, *(name for name in ENCODINGS if name != own))  # in which it may be stored
        self.added: tuple[bytes, dict[str, bytes]] | None = None
        self._is_claimed = False

    def note_tier(self, tier: str) -> None:
        note_tier(self.environ, tier, self.route.name)

    def environ_to_build(self) -> Environ:
        return _unconditional(self.environ) | {"QUERY_STRING": self.query}

    def answer(self, head: bytes, body: bytes, encoding: str) -> Answer:
        """Of what is stored in this encoding; in another one than asked for, it is to be added to that."""
        page, own = Page.decoded(head), self.encodings[0]
        if encoding != own:
            bodies = {encoding: body, own: page.stored_anew(body, encoding, own)}
            body, self.added = bodies[own], (head, bodies)
        return page.answer_of_stored(self.encoding, body)

    def claim(self) -> bool:
        """Whether this process is to build it."""
        self._is_claimed = store().shelf.claim(self.key)
        return self._is_claimed

    def claimed(self) -> str:
        """The key that is claimed, once: who asks releases it."""
        is_claimed, self._is_claimed = self._is_claimed, False
        return self.key if is_claimed else ""


def _is_noted(withheld: set[str]) -> bool:
    """Whether a page that depends on these may be kept: what is sent to the CDN must fall there with them."""
    try:
        if settings.PURGE_URL:
            note_withheld(withheld)
    except DatabaseError:
        return False
    return True


def _is_database_away() -> bool:
    try:
        store().refresh(at_once=True)
    except LogUnreadable:
        return True
    return False


def is_secure(environ: Environ) -> bool:
    """As Django's `request.is_secure` judges it."""
    if header := settings.SECURE_PROXY_SSL_HEADER:
        name, secure = header
        if (value := environ.get(name)) is not None:  # an empty one too
            return value.split(",", 1)[0].strip() == secure
    return environ["wsgi.url_scheme"] == "https"


@lru_cache(maxsize=256)
def _is_known_host(header: str) -> bool:
    allowed = settings.ALLOWED_HOSTS or (["localhost", "127.0.0.1", "[::1]"] if settings.DEBUG else [])
    domain, _port = split_domain_port(header)
    return bool(domain) and validate_host(domain, allowed)


def _unconditional(environ: Environ) -> Environ:
    """A GET for the whole page as it is, by nobody in particular."""
    asked = {name: value for name, value in environ.items() if name not in NOT_ASKED}
    return asked | {"REQUEST_METHOD": "GET"}


def _response(application: Callable, environ: Environ) -> Response:
    answered: list = []

    def start_response(status, headers, exc_info=None):
        answered[:] = status, headers

    parts = application(environ, start_response)
    try:
        body = b"".join(parts)
    finally:
        if hasattr(parts, "close"):
            parts.close()
    return answered[0], answered[1], body
