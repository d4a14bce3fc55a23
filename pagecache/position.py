"""`Position`: how much of the log of changes was committed at a moment.

Numbers are drawn before commit: a transaction with a lower number may commit
after one with a higher number was seen. On PostgreSQL, a position is therefore
a snapshot of its transactions: those that were still running are not covered,
whatever their number. SQLite has one writer at a time: there, the number of
the last entry says it.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Position:
    """Entries with numbers below `end` are covered, but for those of transactions that were `running`."""

    end: int = 0
    running: frozenset[int] = frozenset()

    def covers(self, number: int) -> bool:
        return number < self.end and number not in self.running

    @property
    def begin(self) -> int:
        """The least number that may not be covered."""
        return min((self.end, *self.running))

    def __str__(self):
        return ":".join(map(str, (self.end, *sorted(self.running))))

    @classmethod
    def parse(cls, text: str) -> "Position":
        end, *running = map(int, text.split(":"))
        return cls(end, frozenset(running))

    @classmethod
    def of_snapshot(cls, text: str) -> "Position":
        """From PostgreSQL's text of a snapshot, “xmin:xmax:running,running”."""
        _begin, end, running = text.split(":")
        return cls(int(end), frozenset(map(int, filter(None, running.split(",")))))
