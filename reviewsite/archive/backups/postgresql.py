"""Copies of a PostgreSQL database, by pg_dump and pg_restore."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
from django.db import connection
from django.db.backends.postgresql.client import DatabaseClient
from psycopg import sql

from reviewsite.archive.backups.base import BackupError, Totals

# Pages that can be built again; whatever stands in it belongs to the log of changes of its own database.
LEFT_OUT = "pagecache_shelf*"
NO_PROGRAM = "{} is not installed here: install PostgreSQL's client programs (postgresql-client)."
NO_RIGHT = (
    "The role may not create the database in which a backup is tried: ALTER ROLE {} CREATEDB, or --no-check."
)


def dump(target: Path) -> Totals:
    """Copy the database as it is at one moment, while others write; what it held then."""
    with _connect() as reader:
        reader.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        snapshot = _value(reader, sql.SQL("SELECT pg_export_snapshot()"))
        options = ["--format=custom", "--no-owner", "--no-privileges", f"--exclude-table-data={LEFT_OUT}"]
        _run("pg_dump", *options, f"--snapshot={snapshot}", f"--file={target}")
        return _totals(reader)


def restore(dumped: Path) -> Totals:
    """Load the copy, all or nothing. Raises BackupError unless the database has no account."""
    with _connect() as reader:
        if _value(reader, sql.SQL("SELECT to_regclass('auth_user')")) and _value(
            reader, sql.SQL("SELECT count(*) FROM auth_user")
        ):
            raise BackupError("This database holds a site: restore into an empty one.")
    connection.close()
    _load(dumped, connection.settings_dict["NAME"])
    with _connect() as reader:
        return _totals(reader)


def restored_totals(dumped: Path) -> Totals:
    """What a database restored from the copy holds: it is tried in one of its own, which is dropped."""
    with _scratch() as name:
        _load(dumped, name)
        with _connect(name) as reader:
            return _totals(reader)


def _load(dumped: Path, database: str) -> None:
    options = ["--no-owner", "--no-privileges", "--clean", "--if-exists", "--single-transaction"]
    _run("pg_restore", *options, "--exit-on-error", str(dumped), database=database, names_database=True)


@contextmanager
def _scratch() -> Iterator[str]:
    name = f"foyer_backup_{uuid4().hex[:12]}"
    with _connect(autocommit=True) as maker:
        try:
            maker.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name)))
        except psycopg.errors.InsufficientPrivilege as error:
            raise BackupError(NO_RIGHT.format(connection.settings_dict["USER"])) from error
        try:
            yield name
        finally:
            # Not WITH (FORCE), which is refused while autovacuum, a superuser's, is in there.
            maker.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(name)))


def _connect(database: str = "", *, autocommit: bool = False) -> psycopg.Connection:
    known = ("host", "port", "user", "password", "dbname", "sslmode", "sslrootcert", "service", "passfile")
    parameters = {name: value for name, value in connection.get_connection_params().items() if name in known}
    return psycopg.connect(**parameters | ({"dbname": database} if database else {}), autocommit=autocommit)


def _run(program: str, *options: str, database: str = "", names_database: bool = False) -> None:
    """Run one of PostgreSQL's programs on the database. Raises BackupError with what it says."""
    path = shutil.which(program) or next(map(str, Path("/usr/lib/postgresql").glob(f"*/bin/{program}")), "")
    if not path:
        raise BackupError(NO_PROGRAM.format(program))
    arguments, environment = DatabaseClient.settings_to_cmd_args_env(connection.settings_dict, [])
    environment = os.environ | (environment or {})
    if host := connection.settings_dict["OPTIONS"].get("host"):
        environment["PGHOST"] = host
    _client, *place, own = arguments
    place += [f"--dbname={database or own}"] if names_database else [own]
    ended = subprocess.run(
        [path, *options, *place], env=environment, capture_output=True, text=True, check=False
    )
    if ended.returncode:
        raise BackupError(f"{program}: {ended.stderr.strip()[:500]}")


def _value(reader: psycopg.Connection, statement: sql.Composable):
    row = reader.execute(statement).fetchone()
    return row and row[0]


def _totals(reader: psycopg.Connection) -> Totals:
    tables = reader.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")
    names = [name for (name,) in tables.fetchall() if not name.startswith(LEFT_OUT.rstrip("*"))]
    statement = sql.SQL(
        "SELECT count(*), coalesce(sum(('x' || left(md5(t::text), 15))::bit(60)::bigint), 0)::text FROM {} t"
    )
    found: Totals = {}
    for name in names:
        row = reader.execute(statement.format(sql.Identifier(name))).fetchone()
        assert row
        found[name] = (row[0], row[1])
    return found
