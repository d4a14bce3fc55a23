"""The shelf: kept things that all processes share, by key. It may lose anything at any time."""

import time
import zlib
from collections.abc import Sequence
from math import inf
from operator import itemgetter
from typing import NamedTuple, Protocol

import msgspec

from pagecache.cache_entry import CacheEntry
from pagecache.position import Position

KEPT_FOR = 7 * 24 * 3600  # seconds, as long as the log's entries
MAX_ROWS = 300_000
CLAIM_SECONDS = 5.0  # after which a build that did not end may be begun by another process


class Label(msgspec.Struct, array_like=True):
    """What stands beside the bodies: how long they are valid, and what else the value needs (`head`)."""

    scopes: list[str]
    position: str
    built_at: float
    falls_at: float | None
    sums: dict[str, int]  # CRC-32 of each body
    head: bytes = b""
    withheld: list[str] = []

    @classmethod
    def of(cls, kept: CacheEntry, head: bytes, bodies: dict[str, bytes]) -> "Label":
        falls_at = None if kept.falls_at == inf else kept.falls_at
        sums = {name: zlib.crc32(body) for name, body in bodies.items()}
        return cls(
            sorted(kept.scopes),
            str(kept.position),
            kept.built_at,
            falls_at,
            sums,
            head,
            sorted(kept.withheld),
        )

    def kept(self, value: object, size: int) -> CacheEntry:
        return CacheEntry(
            value=value,
            scopes=frozenset(self.scopes),
            position=Position.parse(self.position),
            built_at=self.built_at,
            falls_at=inf if self.falls_at is None else self.falls_at,
            size=size,
            withheld=frozenset(self.withheld),
        )


class Found(NamedTuple):
    label: Label
    body: bytes
    encoding: str


class Row(NamedTuple):
    key: str
    label: Label
    bodies: dict[str, bytes]


NOTHING: tuple[list[tuple], int] = ([], -1)


class Shelf(Protocol):
    """Bodies in some encodings ("plain", "gzip", "br") under a key, with one label.

    If the store is away or busy, nothing is found and nothing is stored.
    """

    def get(self, key: str, *encodings: str) -> Found | None:
        """In the first of these encodings that there is."""
        ...

    def put(self, rows: Sequence[Row], *, release: str = "") -> None:
        """And release the claim on a key."""
        ...

    def clear(self) -> None: ...

    def delete_old(self) -> None: ...

    def claim(self, key: str) -> bool:
        """Whether the caller is to build this; False while another process does."""
        ...

    def release(self, key: str) -> None: ...


class SqlShelf:
    """On a database; a subclass runs the statements."""

    ENCODINGS = ("plain", "gzip", "br")

    def run(self, sql: str, parameters: tuple = ()) -> tuple[list[tuple], int]:
        """(rows, number of rows changed); NOTHING if the database is away or busy."""
        raise NotImplementedError

    def get(self, key: str, *encodings: str) -> Found | None:
        assert set(encodings) <= set(self.ENCODINGS)
        rows, _ = self.run(f"SELECT label, {_first(encodings)} FROM pagecache_shelf WHERE key = %s", (key,))
        for label, *bodies in rows:
            for encoding, body in zip(encodings, bodies, strict=True):
                if body is not None:
                    return Found(msgspec.msgpack.decode(label, type=Label), bytes(body), encoding)
        return None

    def put(self, rows: Sequence[Row], *, release: str = "") -> None:
        if rows:
            self.run(*insert(rows, self.ENCODINGS))
        if release:
            self.release(release)

    def clear(self) -> None:
        self.run("DELETE FROM pagecache_shelf")

    def delete_old(self) -> None:
        """Delete what nobody may show any more, and the oldest rows above MAX_ROWS."""
        self.run("DELETE FROM pagecache_shelf WHERE stored_at < %s", (time.time() - KEPT_FOR,))
        self.run(
            "DELETE FROM pagecache_shelf WHERE stored_at <"
            " (SELECT stored_at FROM pagecache_shelf ORDER BY stored_at DESC LIMIT 1 OFFSET %s)",
            (MAX_ROWS,),
        )
        self.run("DELETE FROM pagecache_claim WHERE until < %s", (time.time(),))

    def claim(self, key: str) -> bool:
        now = time.time()
        _, claimed = self.run(
            "INSERT INTO pagecache_claim (key, until) VALUES (%s, %s) ON CONFLICT (key) DO UPDATE"
            " SET until = excluded.until WHERE pagecache_claim.until < %s",
            (key, now + CLAIM_SECONDS, now),
        )
        return claimed != 0  # nobody waits for a shelf that cannot be written

    def release(self, key: str) -> None:
        self.run("DELETE FROM pagecache_claim WHERE key = %s", (key,))


def _first(encodings: Sequence[str]) -> str:
    """Columns with a body for each encoding; one in the second is read if there is none in the first."""
    first, *others = encodings
    return ", ".join([first, *(f"CASE WHEN {first} IS NULL THEN {other} END" for other in others)])


def insert(rows: Sequence[Row], encodings: Sequence[str]) -> tuple[str, tuple]:
    """In the order of keys: of two processes with the same rows one waits for the other, and not both."""
    values = [
        (row.key, msgspec.msgpack.encode(row.label), *map(row.bodies.get, encodings), time.time())
        for row in sorted(rows, key=itemgetter(0))
    ]
    one = f"({', '.join(['%s'] * len(values[0]))})"
    sql = (
        "INSERT INTO pagecache_shelf (key, label, plain, gzip, br, stored_at)"
        f" VALUES {', '.join([one] * len(values))} ON CONFLICT (key) DO UPDATE SET label = excluded.label,"
        " plain = excluded.plain, gzip = excluded.gzip, br = excluded.br, stored_at = excluded.stored_at"
    )
    return sql, tuple(value for row in values for value in row)
