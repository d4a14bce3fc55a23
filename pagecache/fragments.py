"""Fragments of pages: HTML that several pages show, or that changes less often than the page around it."""

import time
from collections.abc import Callable

from django.utils.safestring import SafeString, mark_safe

from pagecache.kept import Kept
from pagecache.recording import current, recording
from pagecache.scopes import EVERYTHING
from pagecache.store import key_of, store


def fragment(name: str, make: Callable[[], str]) -> SafeString:
    """The HTML that `make` returns, kept under this name until something that it was made of changes.

    Only while a page is built that is kept itself, whose scopes then hold those of the fragment. A
    preview, which shows what is not public, always makes its own.
    """
    page = current()
    if page is None:
        return mark_safe(make())
    key = key_of("fragment", name)
    kept = store().in_memory(key) or store().on_shelf(key, "plain", key, _html) or _made(key, make)
    page.scopes |= kept.scopes
    page.falls_at = min(page.falls_at, kept.falls_at)
    return kept.value  # type: ignore[return-value]


def _html(_head: bytes, body: bytes) -> SafeString:
    return mark_safe(body.decode())


def _made(key: str, make: Callable[[], str]) -> Kept:
    position, now = store().log.position, time.time()
    with recording() as noted:
        html = mark_safe(make())
    body = html.encode()
    kept = Kept(html, frozenset(noted.scopes | {EVERYTHING}), position, now, noted.falls_at, len(body))
    store().put(key, kept, b"", {"plain": body})
    return store().remember(key, kept) or kept
