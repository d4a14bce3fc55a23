"""One migrated test database a run, copied to each xdist worker, and again after each test that commits.

SQLite copies a file, PostgreSQL a template database: the clones of Django's own parallel test runner.
"""

import fcntl
import sqlite3
from contextlib import ExitStack, closing, contextmanager

import django
import pytest
from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase


@pytest.fixture(scope="session")
def databases(request, django_test_environment, tmp_path_factory):
    worker = getattr(request.config, "workerinput", {}).get("workerid")
    folder = tmp_path_factory.getbasetemp()
    return Databases(folder.parent if worker else folder, worker or "alone")


@pytest.fixture(scope="session")
def django_db_setup(databases, django_db_blocker):
    """In the place of pytest-django's, which runs all migrations on each worker."""
    with (
        django_db_blocker.unblock(),
        databases.migrated() as migrated,
        databases.copy_of(migrated),
        pytest.MonkeyPatch.context() as patch,
    ):
        # Faster than Django's flush and its post_migrate; and the rows that migrations made are there again.
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _test: restore(*databases.used))
        yield


class Databases:
    """Those of a run, as one worker sees them: `folder` is shared by all workers."""

    def __init__(self, folder, worker):
        self.folder, self.worker, self.uses = folder, worker, ExitStack()
        self.made = {}  # what filling gave, by the name of the database
        self.used = ("", "")  # the name of what this worker's copy is a copy of, and the copy's
        self.template = ""  # the name of the migrated database
        if connection.vendor == "sqlite":
            connection.settings_dict["TEST"]["NAME"] = str(folder / "migrated.sqlite3")
            # After a crash of the machine nobody wants them.
            connection.settings_dict["OPTIONS"]["init_command"] += " PRAGMA synchronous=OFF;"

    @contextmanager
    def migrated(self):
        """The name of the database that has run all migrations, and that nobody writes to."""
        before, self.template = connection.settings_dict["NAME"], connection.creation._get_test_db_name()
        with self.uses:
            self.made_once(self.template, make_migrated)
            yield self.template
        connect_to(before)

    @contextmanager
    def filled(self, suffix, fill):
        """Connected to a copy of a database that one worker fills, in its turn a copy of the migrated one.

        Yields what `fill` gave where this worker filled it, also when a module comes to it once more.
        """
        own, name = connection.settings_dict["NAME"], copy_name(self.template, suffix)

        def make():
            connect_to(copy(self.template, suffix))
            self.made[name] = fill()

        try:
            self.made_once(name, make)
            with self.copy_of(name):
                yield self.made.get(name)
        finally:
            connect_to(own)

    def made_once(self, name, make):
        """The first worker makes it while the others wait; the last one to end drops it."""
        users = self.folder / f"users-of-{name.rpartition('/')[2]}"
        with self.lock():
            if not users.exists():
                make()
                connection.close()
                users.mkdir()
            if not (users / self.worker).exists():
                (users / self.worker).touch()
                self.uses.callback(self.leave, name, users)

    def leave(self, name, users):
        with self.lock():
            (users / self.worker).unlink()
            if not list(users.iterdir()):
                drop(name)
                users.rmdir()

    @contextmanager
    def lock(self):
        with (self.folder / "databases.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    @contextmanager
    def copy_of(self, name):
        """Connected to a copy for this worker, which is dropped in the end."""
        before, outer, own = connection.settings_dict["NAME"], self.used, copy(name, self.worker)
        self.used = (name, own)
        connect_to(own)
        try:
            yield
        finally:
            drop(own)
            self.used = outer
            connect_to(before)


def make_migrated():
    unserialized = {"serialize": False} if django.VERSION < (6, 1) else {}  # which does so no more
    connection.creation.create_test_db(verbosity=0, autoclobber=True, **unserialized)


def connect_to(name):
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name


def copy(name, suffix):
    """The name of a new copy of a database."""
    connect_to(name)
    connection.creation.clone_test_db(suffix, verbosity=0)
    return copy_name(name, suffix)


def copy_name(name, suffix):
    """As Django's clone_test_db calls it."""
    start, dot, end = name.rpartition(".sqlite3")
    return f"{start}_{suffix}{dot}" if dot else f"{end}_{suffix}"


def restore(name, own):
    """Make a copy once more what it is a copy of."""
    connection.close()
    if connection.vendor == "sqlite":  # in the file, since a thread of the live server may still have it open
        with closing(sqlite3.connect(name)) as source, closing(sqlite3.connect(own, timeout=20)) as target:
            target.execute("PRAGMA synchronous=OFF")
            source.backup(target)
    else:
        suffix = own.removeprefix(f"{name}_")
        drop(own)
        copy(name, suffix)
        connect_to(own)


def drop(name):
    connection.close()
    if connection.vendor == "sqlite":
        connection.creation._destroy_test_db(name, verbosity=0)
    else:  # also from under a thread that has not hung up
        with connection.creation._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE {connection.ops.quote_name(name)} WITH (FORCE)")
