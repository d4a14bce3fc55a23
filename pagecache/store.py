"""`Store`: pages and fragments by key, in memory and on the shelf, while the log says they are valid."""

import logging
import time
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import brotli
import msgspec
from django.conf import settings
from django.db import connection, transaction

from monitoring.logs.tracebacks import describe
from pagecache.cache_entry import CacheEntry
from pagecache.log import MAX_AGE, ChangeLog, LogUnreadable
from pagecache.memory import Memory
from pagecache.recording import Built
from pagecache.shelf.base import Label, Row, Shelf
from pagecache.shelf.fingerprint import fingerprint
from pagecache.shelf.postgresql import PostgresShelf
from pagecache.shelf.sqlite import SqliteShelf

# What reading a label, a fragment or gzip raises, if its bytes are not those that were put there.
DAMAGED = (msgspec.MsgspecError, ValueError, OSError, EOFError, zlib.error, brotli.error)
logger = logging.getLogger(__name__)
CLEANED_EVERY = 1000  # pages stored by this process


class Store:
    def __init__(self, shelf: Shelf, memory: Memory):
        self.shelf, self.memory = shelf, memory
        self.log = ChangeLog(tell=memory.drop_scopes)
        self._stored = 0
        self._failed_at = float("-inf")

    def is_fresh(self) -> bool:
        """Whether the log was read less than a second ago, so that an answer may rest on it."""
        return time.monotonic() - self.log.read_at <= MAX_AGE

    def refresh(self, *, at_once: bool = False) -> None:
        """Drop what has changed. Raises LogUnreadable; then it is not tried again for a second."""
        if time.monotonic() - self._failed_at < MAX_AGE:
            raise LogUnreadable
        try:
            self.log.refresh(at_once=at_once)
        except LogUnreadable as unreadable:
            self._failed_at = time.monotonic()
            logger.error("The database cannot be read: %s", describe(unreadable.__cause__ or unreadable))
            raise

    def was_fresh(self, seconds: float) -> bool:
        """Whether what is in memory was known to be valid at some moment of the last `seconds`."""
        return time.monotonic() - self.log.read_at <= seconds

    def in_memory(self, key: str) -> CacheEntry | None:
        kept = self.memory.get(key)
        return kept if kept and kept.holds(time.time()) else None

    def on_shelf(
        self, key: str, encodings: Sequence[str], memory_key: str, value_of: Callable
    ) -> CacheEntry | None:
        """What some process built before, if it is valid.

        `value_of(head, body, encoding)` makes its value, of the first of the encodings that there is.
        """
        kept = self._read(key, encodings, value_of)
        if not kept:
            return None
        if kept.position.end > self.log.position.end:
            self.refresh(at_once=True)  # it was built by a process that has read further
        if kept.position.end > self.log.position.end:
            self.shelf.clear()  # built by a later log than there is: the database was put back
            return None
        return self.remember(memory_key, kept)

    def _read(self, key: str, encodings: Sequence[str], value_of: Callable) -> CacheEntry | None:
        """None too if what stands on the shelf is damaged: it is made once more."""
        try:
            found = self.shelf.get(key, *encodings)
            if not found or zlib.crc32(found.body) != found.label.sums.get(found.encoding):
                return None
            value = value_of(found.label.head, found.body, found.encoding)
            return found.label.kept(value, size=len(found.body))
        except DAMAGED:
            return None

    def remember(self, key: str, kept: CacheEntry) -> CacheEntry | None:
        """Put into memory what is valid; None if it is not."""
        until = self.log.valid_until(kept, time.time())
        if not until:
            return None
        kept = replace(kept, falls_at=until)
        if not self.memory.limit:
            return kept
        self.memory.put(key, kept)
        if not self.log.valid_until(kept, time.time()):  # it changed while it was put there
            self.memory.drop(key)
            return None
        return kept

    def put(self, built: Iterable[Built], *, release: str = "") -> None:
        """Put on the shelf what was built, unless it changed meanwhile; and release the claim on a key."""
        rows = {
            item.key: Row(item.key, Label.of(item.entry, item.head, item.bodies), item.bodies)
            for item in built
            if self.log.valid_until(item.entry, time.time())
        }
        self.shelf.put(list(rows.values()), release=release)
        before, self._stored = self._stored, self._stored + len(rows)
        if before // CLEANED_EVERY < self._stored // CLEANED_EVERY:
            self.shelf.delete_old()


def clear_shelf_on_commit() -> None:
    """Forget all that stands on the shelf, also what nobody is shown: words were erased by order."""
    transaction.on_commit(_shelf().clear)


@cache
def store() -> Store:
    """The store of this process."""
    megabytes = settings.PAGE_CACHE_MEMORY if settings.PAGE_CACHE == "memory" else 0
    return Store(_shelf(), Memory(megabytes * 1024 * 1024))


def _shelf() -> Shelf:
    if settings.CACHES["default"]["BACKEND"] == "django.core.cache.backends.redis.RedisCache":
        from pagecache.shelf.redis import RedisShelf

        return RedisShelf(settings.CACHES["default"]["LOCATION"])
    if connection.vendor == "postgresql":
        return PostgresShelf()
    return SqliteShelf(Path(f"{connection.settings_dict['NAME']}.pages"))


def key_of(*parts: str) -> str:
    """A key of this build; another build's pages are never found."""
    return " ".join((fingerprint(), *parts))
