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


def _snapshot_and_entries(number: int) -> tuple[str, list[tuple[int, str, datetime | None]]]:
    """(what is committed by now, the entries of transactions from this number on). PostgreSQL alone."""
    rows, _count = _entries_and_snapshot.run([number])
    return rows[0][0], [(number, scope, at) for _, number, scope, at in rows if number is not None]


class LogUnreadable(Exception):
    """The log could not be read: the database is away."""


class ChangeLog:
    def __init__(self, tell: Callable[[set[str]], None] = lambda scopes: None):
        """`tell` is called with the scopes that changed, before anybody may rest on the new reading."""
        self._tell = tell
        self.read_at = -inf  # monotonic; the reading that `position` and the entries come from
        self._lock = threading.Lock()
        self._forget()

    def _forget(self) -> None:
        self.position = Position()
        self._begun_at = time.monotonic()
        self._numbers: dict[str, list[int]] = defaultdict(list)
        self._moments: dict[str, list[float]] = defaultdict(list)

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
            if began - self._begun_at > READ_ANEW_AFTER:
                self._forget()
            changed = self._read()
            self._tell(changed)
            self.read_at = began
            return changed

    def _read(self) -> set[str]:
        try:
            if not connection.in_atomic_block:
                close_old_connections()  # no request has begun yet, which would do so
            entries = self._new_entries()
        except (DatabaseError, InterfaceError) as error:
            raise LogUnreadable from error
        for number, scope, at in entries:
            insort(self._numbers[scope], number)
            if at:
                insort(self._moments[scope], at.timestamp())
        return {scope for _number, scope, _at in entries}

    def _new_entries(self) -> list[tuple[int, str, datetime | None]]:
        """Those that the position does not cover; and move it past them."""
        if connection.vendor == "sqlite":
            entries = _entries_from(number=self.position.end)
            if entries:
                self.position = Position(entries[-1][0] + 1)
            return entries
        snapshot, found = _snapshot_and_entries(self.position.begin)
        entries = [entry for entry in found if not self.position.covers(entry[0])]
        self.position = Position.of_snapshot(snapshot)
        return entries

    def valid_until(self, kept: CacheEntry, now: float) -> float:
        """Until when something is valid, in seconds since 1970, as far as the log says; 0 if it is not."""
        if kept.built_at <= now - KEPT_FOR.total_seconds() or not kept.holds(now):
            return 0
        until = kept.falls_at
        for scope in kept.scopes:
            if self._changed_after(kept.position, scope):
                return 0
            until = min(until, self._next_moment(scope, kept.built_at))
        return until if until > now else 0

    def _changed_after(self, position: Position, scope: str) -> bool:
        numbers = self._numbers.get(scope)
        if not numbers or numbers[-1] < position.begin:
            return False
        return not all(map(position.covers, numbers[bisect_left(numbers, position.begin) :]))

    def _next_moment(self, scope: str, after: float) -> float:
        """The first moment at which the scope changes by the clock, after that one."""
        moments = self._moments.get(scope)
        if not moments:
            return inf
        index = bisect_right(moments, after)
        return moments[index] if index < len(moments) else inf
