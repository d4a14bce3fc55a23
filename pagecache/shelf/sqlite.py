"""The shelf in an SQLite file of its own: storing a page never waits for an editor's transaction."""

import logging
import os
import sqlite3
import threading
from pathlib import Path

from pagecache.shelf.base import NOTHING, SqlShelf

logger = logging.getLogger(__name__)

TABLES = """
PRAGMA journal_mode=WAL;
PRAGMA synchronous=OFF;
PRAGMA secure_delete=ON;
CREATE TABLE IF NOT EXISTS pagecache_shelf
    (key TEXT PRIMARY KEY, label BLOB, plain BLOB, gzip BLOB, br BLOB, stored_at REAL);
CREATE INDEX IF NOT EXISTS pagecache_shelf_age ON pagecache_shelf (stored_at);
CREATE TABLE IF NOT EXISTS pagecache_claim (key TEXT PRIMARY KEY, until REAL);
"""
BUSY_SECONDS = 0.05  # a reader is not kept waiting: what could not be stored is built once more


class SqliteShelf(SqlShelf):
    """One connection a thread, opened when it is used; after a fork, opened again."""

    def __init__(self, path: Path):
        self.path = path
        self._local = threading.local()

    def run(self, sql: str, parameters: tuple = ()) -> tuple[list[tuple], int]:
        try:
            cursor = self._connection().execute(sql.replace("%s", "?"), parameters)
            return cursor.fetchall(), cursor.rowcount
        except sqlite3.OperationalError:  # busy, or the disk is full
            return NOTHING
        except sqlite3.DatabaseError:
            logger.warning("The page cache's file %s is damaged: it is made anew.", self.path)
            self._remove()
            return NOTHING

    def _connection(self) -> sqlite3.Connection:
        if getattr(self._local, "process", None) != os.getpid() or self._local.path_id != self._path_id():
            connection = sqlite3.connect(self.path, timeout=BUSY_SECONDS, isolation_level=None)
            connection.executescript(TABLES)
            self._local.connection, self._local.process = connection, os.getpid()
            self._local.path_id = self._path_id()
        return self._local.connection

    def _path_id(self) -> int | None:
        """The file's inode: another one has taken its place if it was removed."""
        try:
            return self.path.stat().st_ino
        except OSError:
            return None

    def _remove(self) -> None:
        for suffix in ("", "-wal", "-shm"):
            Path(f"{self.path}{suffix}").unlink(missing_ok=True)
