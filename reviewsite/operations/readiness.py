"""Whether this process can serve, for /readyz: no answer names a path, a host or a setting."""

import time
from datetime import timedelta
from functools import cache
from uuid import uuid4

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from monitoring.models import Job, JobRun
from reviewsite.operations.checks import OK, Check

MOST_OFF = 5.0  # seconds that this process's clock may differ from the database's
WORKER_SILENT = timedelta(seconds=90)  # four beats and some
# Seconds since 1970, by the clock of the machine that the database is on.
CLOCKS = {
    "sqlite": "SELECT (julianday('now') - 2440587.5) * 86400.0",
    "postgresql": "SELECT extract(epoch FROM clock_timestamp())",
}


def has_worker() -> bool:
    """Whether tasks are for a worker of their own, rather than run at once."""
    return not settings.TASKS["default"]["BACKEND"].endswith(("ImmediateBackend", "DummyBackend"))


def _value(statement: str):
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0]


def _database() -> str:
    _value("SELECT 1")
    return OK


@cache
def _migrations_of_code() -> frozenset[tuple[str, str]]:
    """Those that this build has. They do not change while it runs."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    return frozenset(loader.graph.nodes)


def missing_migrations() -> set[tuple[str, str]]:
    return set(_migrations_of_code()) - set(MigrationRecorder(connection).applied_migrations())


def _migrations() -> str:
    return "behind" if missing_migrations() else OK


def _storage() -> str:
    name = default_storage.save(f"probes/{uuid4().hex}", ContentFile(b"ready"))
    default_storage.delete(name)
    return OK


def clock_offset() -> float:
    """Seconds by which this process's clock is ahead of the database's."""
    before = time.time()
    theirs = float(_value(CLOCKS[connection.vendor]))
    return (before + time.time()) / 2 - theirs


def _clock() -> str:
    return OK if abs(clock_offset()) <= MOST_OFF else "differs"


def _worker() -> str:
    if not has_worker():
        return OK
    beat = JobRun.objects.filter(job=Job.WORKER).first()
    return OK if beat and timezone.now() - beat.ended_at < WORKER_SILENT else "silent"


CHECKS = (
    Check("database", _database),
    Check("migrations", _migrations),
    Check("storage", _storage, every=10.0),
    Check("worker", _worker),
    Check("clock", _clock),
)
