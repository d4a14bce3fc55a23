"""Copies of a SQLite database."""

import hashlib
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from django.db import connection

from reviewsite.archive.backups.base import BackupError, Totals


def dump(target: Path) -> Totals:
    """Copy the database as it is at one moment, while others write; what the copy holds."""
    with closing(_open(_path())) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file
    return totals(target)


def totals(path: Path) -> Totals:
    """Of each table the rows, and a checksum that no order changes. Raises BackupError if damaged."""
    try:
        with closing(_open(path)) as copy:
            _check(copy)
            tables = copy.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' "
                "AND name NOT LIKE 'sqlite_%' ORDER BY name"
            )
            return {name: _total(copy, name) for (name,) in tables.fetchall()}
    except sqlite3.DatabaseError as error:
        raise BackupError(f"The copy of the database is damaged: {error}") from error


def restore(dumped: Path) -> Totals:
    """Put the copy in the place of the database's file. Raises BackupError unless no account is in it."""
    path = _path()
    if path.exists():
        with closing(_open(path)) as present:
            has_accounts = present.execute("SELECT 1 FROM sqlite_master WHERE name = 'auth_user'").fetchone()
            if has_accounts and present.execute("SELECT 1 FROM auth_user").fetchone():
                raise BackupError(f"{path} holds a site: restore into an empty one, or move that file away.")
    connection.close()
    aside = path.with_name(f"{path.name}.restored")
    shutil.copyfile(dumped, aside)
    for beside in ("-wal", "-shm", ".pages"):  # the last holds pages of the database before
        path.with_name(path.name + beside).unlink(missing_ok=True)
    aside.replace(path)
    return totals(path)


def restored_totals(dumped: Path) -> Totals:
    """What a database restored from the copy holds: the file itself."""
    return totals(dumped)


def _path() -> Path:
    return Path(connection.settings_dict["NAME"])


def _open(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=60)


def _check(copy: sqlite3.Connection) -> None:
    found = copy.execute("PRAGMA integrity_check").fetchone()[0]
    lost = copy.execute("PRAGMA foreign_key_check").fetchone()
    if found != "ok" or lost:
        raise BackupError(f"The copy of the database is damaged: {lost or found}")


def _total(copy: sqlite3.Connection, table: str) -> tuple[int, str]:
    rows = checksum = 0
    for row in copy.execute(f'SELECT * FROM "{table}"'):
        rows += 1
        checksum += int.from_bytes(hashlib.sha256(repr(row).encode()).digest()[:8])
    return rows, f"{checksum % 2**64:016x}"
