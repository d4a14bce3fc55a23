"""`ChangeLog`: the log of changes as a process knows it, read at most once a second."""

import threading
import time
from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Callable
from datetime import datetime
from math import inf

from django.db import DatabaseError, InterfaceError, close_old_connections, connection

from pagecache.cache_entry import CacheEntry
from pagecache.models import KEPT_FOR, Change
from pagecache.position import Position
from pagecache.queries.postgresql import PreparedStatement
from pagecache.queries.prepared import PreparedQuery

MAX_AGE = 1.0  # seconds: no answer rests on a log that was read longer ago
Entry = tuple[int, str, datetime | None]  # its number, a scope, and the moment of a change to come
READ_ANEW_AFTER = 24 * 3600  # seconds, so that entries that were deleted leave memory too


_entries_from = PreparedQuery(
    lambda number: Change.objects.filter(pk__gte=number).order_by("pk").values_list("pk", "scope", "at"),
    number=int,
)
# One statement, so that the entries are those of the snapshot.
_entries_and_snapshot = PreparedStatement(
    "SELECT pg_current_snapshot()::text, entry.transaction, entry.scope, entry.at FROM (SELECT) AS always"
    " LEFT JOIN pagecache_change AS entry ON entry.transaction >= %s ORDER BY entry.id",
    [int],
)


def _snapshot_and_entries(number: int) -> tuple[str, list[Entry]]:
    """(what is committed by now, the entries of transactions from this number on). PostgreSQL alone."""
    rows, _count = _entries_and_snapshot.run([number])
    return rows[0][0], [(number, scope, at) for _, number, scope, at in rows if number is not None]


def _entries_after(position: Position) -> tuple[list[Entry], Position]:
    """Those that a position does not cover, and the position past them."""
    if connection.vendor == "sqlite":
        entries = _entries_from(number=position.end)
        return entries, Position(entries[-1][0] + 1) if entries else position
    snapshot, found = _snapshot_and_entries(position.begin)
    return [entry for entry in found if not position.covers(entry[0])], Position.of_snapshot(snapshot)


class LogUnreadable(Exception):
    """The log could not be read: the database is away."""


class Entries:
    """Of the log, by scope: the numbers of changes, and the moments at which more come."""

    def __init__(self):
        self.begun_at = time.monotonic()
        self._numbers: dict[str, list[int]] = defaultdict(list)
        self._moments: dict[str, list[float]] = defaultdict(list)

    def add(self, number: int, scope: str, at: datetime | None) -> None:
        insort(self._numbers[scope], number)
        if at:
            insort(self._moments[scope], at.timestamp())

    def changed_after(self, position: Position, scopes: frozenset[str]) -> bool:
        """Whether one of these scopes has changed since: most pages have none that ever did."""
        for scope in self._numbers.keys() & scopes:
            numbers = self._numbers[scope]
            later = numbers[bisect_left(numbers, position.begin) :]
            if later and not all(map(position.covers, later)):
                return True
        return False

    def next_moment(self, scopes: frozenset[str], after: float) -> float:
        """The first moment at which one of these changes by the clock, after that one."""
        first = inf
        for scope in self._moments.keys() & scopes:
            moments = self._moments[scope]
            first = min([first, *moments[bisect_right(moments, after) :][:1]])
        return first


class ChangeLog:
    def __init__(self, tell: Callable[[set[str]], None] = lambda scopes: None):
        """`tell` is called with the scopes that changed, before anybody may rest on the new reading."""
        self._tell = tell
        self.read_at = -inf  # monotonic; the reading that `position` and the entries come from
        self._lock = threading.Lock()
        self.position = Position()
        self._entries = Entries()

    def refresh(self, *, at_once: bool = False) -> set[str]:
        """Read what is new, unless that was done less than MAX_AGE ago; the scopes that changed.

        Raises LogUnreadable.
        """
        max_age = 0.0 if at_once else MAX_AGE
        if time.monotonic() - self.read_at <= max_age:
            return set()
        with self._lock:
            began = time.monotonic()
            if began - self.read_at <= max_age:  # another thread read it while this one waited
                return set()
            is_old = began - self._entries.begun_at > READ_ANEW_AFTER
            changed = self._read_anew() if is_old else self._read(self._entries, self.position)
            self._tell(changed)
            self.read_at = began
            return changed

    def _read_anew(self) -> set[str]:
        """All of it: who asks meanwhile is told by the entries of before."""
        entries = Entries()
        changed = self._read(entries, Position())
        self._entries = entries
        return changed

    def _read(self, entries: Entries, position: Position) -> set[str]:
        """Add those that the position does not cover, and move the log's own past them."""
        try:
            if not connection.in_atomic_block:
                close_old_connections()  # no request has begun yet, which would do so
            found, after = _entries_after(position)
        except (DatabaseError, InterfaceError) as error:
            raise LogUnreadable from error
        for entry in found:
            entries.add(*entry)
        self.position = after
        return {scope for _number, scope, _at in found}

    def valid_until(self, kept: CacheEntry, now: float) -> float:
        """Until when something is valid, in seconds since 1970, as far as the log says; 0 if it is not."""
        if kept.built_at <= now - KEPT_FOR.total_seconds() or not kept.holds(now):
            return 0
        if self._entries.changed_after(kept.position, kept.scopes):
            return 0
        until = min(kept.falls_at, self._entries.next_moment(kept.scopes, kept.built_at))
        return until if until > now else 0
