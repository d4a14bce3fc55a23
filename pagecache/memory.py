"""`Memory`: what a process keeps, bounded in bytes."""

import threading
from collections import defaultdict
from collections.abc import Iterable

from pagecache.cache_entry import CacheEntry

OVERHEAD = 1500  # bytes of a thing besides its value and the names of its scopes: headers, keys, objects
A_SCOPE = 150


def footprint(key: str, kept: CacheEntry) -> int:
    """The bytes that it takes in this process, about (bench measures them)."""
    return kept.size + 2 * len(key) + OVERHEAD + A_SCOPE * len(kept.scopes)


class Memory:
    """Entries by key. Reading takes no lock.

    When it is full, the ones put in first go, but for those used since they were looked at last.
    """

    def __init__(self, limit: int):
        self.limit, self.size = limit, 0  # bytes
        self._things: dict[str, CacheEntry] = {}
        self._keys_of: dict[str, set[str]] = defaultdict(set)  # by scope
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._things)

    def get(self, key: str) -> CacheEntry | None:
        return self._things.get(key)

    def put(self, key: str, kept: CacheEntry) -> None:
        with self._lock:
            self._drop(key)
            size = footprint(key, kept)
            if size > self.limit:
                return
            while self.size + size > self.limit:
                self._drop_unused()
            self._things[key] = kept
            self.size += size
            for scope in kept.scopes:
                self._keys_of[scope].add(key)

    def drop_scopes(self, scopes: Iterable[str]) -> None:
        with self._lock:
            for scope in scopes:
                for key in tuple(self._keys_of.get(scope, ())):
                    self._drop(key)

    def clear(self) -> None:
        with self._lock:
            for key in tuple(self._things):
                self._drop(key)

    def drop(self, key: str) -> None:
        with self._lock:
            self._drop(key)

    def _drop_unused(self) -> None:
        key, kept = next(iter(self._things.items()))
        if kept.is_used:  # a second chance, at the end of the line
            kept.is_used = False
            self._things[key] = self._things.pop(key)
        else:
            self._drop(key)

    def _drop(self, key: str) -> None:
        kept = self._things.pop(key, None)
        if kept is None:
            return
        self.size -= footprint(key, kept)
        for scope in kept.scopes:
            self._keys_of[scope].discard(key)
            if not self._keys_of[scope]:
                del self._keys_of[scope]
