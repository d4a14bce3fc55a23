"""Parts of pages that are kept by themselves: several pages show them, or they change less often."""

import hashlib
import pickle
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import msgspec
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from pagecache.cache_entry import CacheEntry
from pagecache.log import LogUnreadable
from pagecache.recording import Built, Recording, current, recording
from pagecache.store import key_of, store

Value = TypeVar("Value")


@contextmanager
def parts_kept() -> Iterator[None]:
    """Keep the parts of a page that is not kept itself, as the search: it has too many addresses."""
    if not _is_log_read():
        yield
        return
    with recording(store().log.position, time.time()) as noted:
        yield
    store().put(noted.parts)


def _is_log_read() -> bool:
    """Less than a second ago; without it nothing that is kept may be shown."""
    if settings.PAGE_CACHE == "off":
        return False
    try:
        store().refresh()
    except LogUnreadable:
        return False
    return True


def fragment(name: str, kind: type[Value], make: Callable[[], Value]) -> Value:
    """What `make` returns (HTML, or a dataclass of plain values), kept until what it is made of changes.

    Only while a page is built that is kept itself, whose scopes then hold those of the fragment, or within
    `parts_kept`. A preview, which shows what is not public, always makes its own.
    """
    page = current()
    if page is None:
        return make()
    key = key_of("fragment", name)

    def value_of(_head: bytes, body: bytes, _encoding: str) -> Value:
        return msgspec.msgpack.decode(body, type=kind, dec_hook=_html)

    kept = store().in_memory(key) or store().on_shelf(key, ["plain"], key, value_of) or _made(key, make, page)
    page.scopes |= kept.scopes
    page.shown |= kept.scopes - kept.withheld
    page.falls_at = min(page.falls_at, kept.falls_at)
    return kept.value  # type: ignore[return-value]


def rendered(template_name: str, **values: Any) -> SafeString:
    """The HTML of a template for these values, kept by them: it depends on nothing else.

    What changes on a page is then rendered, and the rest joined. In the process alone, and only while a
    page is built that is kept itself: never what a preview or an opened page shows.
    """
    if current() is None:
        return render_to_string(template_name, values)
    key = key_of("rendered", template_name, _digest(values))
    kept = store().memory.get(key)
    if kept is None:
        html = render_to_string(template_name, values)
        kept = CacheEntry(html, frozenset(), store().log.position, time.time(), size=len(html))
        store().memory.put(key, kept)
    kept.is_used = True
    return kept.value  # type: ignore[return-value]


def _digest(values: dict[str, Any]) -> str:
    """The same for values that no template tells apart (of views, by their fields)."""
    try:
        encoded = _by_values.encode(values)
    except NotImplementedError:  # such as rows, or texts that are translated later
        encoded = pickle.dumps(values)
    return hashlib.sha256(encoded).hexdigest()


def _marked(value: Any) -> msgspec.msgpack.Ext:
    if isinstance(value, SafeString):
        return msgspec.msgpack.Ext(1, value.encode())
    raise NotImplementedError(type(value))


_by_values = msgspec.msgpack.Encoder(enc_hook=_marked)  # in a fifth of the time that pickle takes


def _made(key: str, make: Callable[[], Any], page: Recording) -> CacheEntry:
    """As of where the page began: its rows may have been read before the log was read again."""
    with recording(page.position, page.began_at) as noted:
        value = make()
    body = msgspec.msgpack.encode(value, enc_hook=_plain)
    kept = noted.entry(value, len(body))
    page.parts += [*noted.parts, Built(key, kept, b"", {"plain": body})]
    return store().remember(key, kept) or kept


def _plain(value: Any) -> str:
    if isinstance(value, SafeString):
        return value[:]  # a slice is a plain string
    raise NotImplementedError(type(value))


def _html(kind: type, value: Any) -> SafeString:
    if kind is SafeString:
        return SafeString(value)
    raise NotImplementedError(kind)
