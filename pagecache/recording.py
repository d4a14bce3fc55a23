"""What a page is made of, noted while it is built.

Code that reads rows for a public page names them with `made_of`, or with
`made_of_withheld` where the page does not show them, and moments at which it
changes by the clock with `falls`. Outside of a recording (a preview, a command,
a test's client) they do nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from math import inf
from typing import NamedTuple

from django.utils import timezone

from pagecache.cache_entry import CacheEntry
from pagecache.position import Position
from pagecache.scopes import EVERYTHING, Thing, scope_of

NOTHING = Position()


class Built(NamedTuple):
    """What is to be put on the shelf."""

    key: str
    entry: CacheEntry
    head: bytes
    bodies: dict[str, bytes]  # by encoding


@dataclass
class Recording:
    """`position` of the log and time at which building began, before the first query.

    `shown`: those of the scopes that the page shows, so that its headers may tell them.
    `parts`: of the page, made meanwhile; they are put on the shelf with it.
    """

    position: Position = NOTHING
    began_at: float = 0.0  # seconds since 1970, as `falls_at`
    scopes: set[str] = field(default_factory=set)
    shown: set[str] = field(default_factory=set)
    falls_at: float = inf
    is_kept: bool = True
    parts: list[Built] = field(default_factory=list)

    def entry(self, value: object, size: int) -> CacheEntry:
        """What was built; `size` in bytes."""
        scopes = frozenset(self.scopes | {EVERYTHING})
        withheld = frozenset(self.withheld)
        return CacheEntry(value, scopes, self.position, self.began_at, self.falls_at, size, withheld)

    @property
    def withheld(self) -> set[str]:
        return self.scopes - self.shown


_current: ContextVar[Recording | None] = ContextVar("recording", default=None)


@contextmanager
def recording(position: Position = NOTHING, began_at: float = 0.0) -> Iterator[Recording]:
    noted = Recording(position, began_at)
    token = _current.set(noted)
    try:
        yield noted
    finally:
        _current.reset(token)


def current() -> Recording | None:
    return _current.get()


def made_of(*things: Thing) -> None:
    """Note that the page shows these: rows, models (all their rows), or scopes."""
    if noted := _current.get():
        names = set(map(scope_of, things))
        noted.scopes |= names
        noted.shown |= names


def made_of_withheld(*things: Thing) -> None:
    """Note that the page changes with these, and shows none of them: they stand in no header of it."""
    if noted := _current.get():
        noted.scopes.update(map(scope_of, things))


def keep_nothing() -> None:
    """Let this page be built each time: its address is one of more than anybody can count."""
    if noted := _current.get():
        noted.is_kept = False


def falls(at: datetime | None) -> None:
    """Note that the page changes at this moment, if nothing else changes it before."""
    noted = _current.get()
    if noted and at:
        noted.falls_at = min(noted.falls_at, at.timestamp())


def falls_at_midnight() -> None:
    """Note that the page compares something with today: it changes with the next day."""
    if _current.get():
        falls(midnight_after(timezone.localdate()))


def midnight_after(day) -> datetime:
    """The moment at which this day ends in TIME_ZONE."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
