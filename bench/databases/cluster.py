"""A PostgreSQL server for proofs: that of TEST_DATABASE_URL, or a temporary one if initdb is found."""

import os
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

CONFIGURATION = """
listen_addresses = ''
unix_socket_directories = '{0}'
fsync = off
"""


@contextmanager
def server():
    """Context manager: the URL of a database on the server; None without PostgreSQL."""
    initdb = program("initdb")
    if os.environ.get("TEST_DATABASE_URL") or not initdb:
        yield os.environ.get("TEST_DATABASE_URL")
        return
    folder = Path(tempfile.mkdtemp(prefix="foyer-pg.", dir="/tmp"))  # a socket's path must be short
    if os.getuid() == 0:
        shutil.chown(folder, "postgres")
    try:
        _run(
            initdb,
            "-D",
            folder / "data",
            "-U",
            "foyer",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "-N",
        )
        with (folder / "data/postgresql.conf").open("a") as configuration:
            configuration.write(CONFIGURATION.format(folder))
        control = initdb.with_name("pg_ctl")
        _run(control, "-D", folder / "data", "-l", folder / "log", "-w", "start")
        try:
            yield f"postgres://foyer@/postgres?host={folder}"
        finally:
            _run(control, "-D", folder / "data", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)


def program(name: str) -> Path | None:
    """The path of a PostgreSQL program. Debian does not put the server's programs on PATH."""
    newest = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: -int(path.parts[-3]))
    return Path(shutil.which(name) or "") if shutil.which(name) else next(iter(newest), None)


def _run(*command) -> None:
    """Run a command, as the user postgres if we are root: the server refuses to run as root."""
    prefix = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
    subprocess.run([*prefix, *command], check=True, cwd="/", stdout=subprocess.DEVNULL)


@contextmanager
def database(server: str, name: str):
    """Context manager: the URL of an empty database of this name, dropped at the end."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}"')
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
        finally:
            connection.execute(f'DROP DATABASE "{name}"')
