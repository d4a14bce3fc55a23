"""`CacheEntry`: something built of public data, with what says how long it stays valid."""

from dataclasses import dataclass, field
from math import inf

from pagecache.position import Position

CLOCK_TOLERANCE = 1.0  # seconds that the clocks of two machines may differ


@dataclass
class CacheEntry:
    """`value` is valid until one of its scopes changes, or the moment `falls_at`.

    `position`: of the log, read before the first query. `built_at`, `falls_at`: seconds since 1970.
    `withheld`: those of the scopes that it does not show.
    """

    value: object
    scopes: frozenset[str]
    position: Position
    built_at: float
    falls_at: float = inf
    size: int = 0  # bytes that it takes in memory, about
    withheld: frozenset[str] = frozenset()
    is_used: bool = field(default=False, compare=False)

    def holds(self, now: float) -> bool:
        """Whether it is valid by the clock, which may have been put back."""
        return self.built_at <= now + CLOCK_TOLERANCE and now < self.falls_at
