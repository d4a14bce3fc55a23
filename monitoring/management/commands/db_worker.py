"""django_tasks_db's worker, which also tells the database that it lives (/readyz, the status page)."""

import logging
import os
import threading

from django.db import DatabaseError, InterfaceError, connection
from django.utils.autoreload import DJANGO_AUTORELOAD_ENV
from django_tasks_db.management.commands import db_worker

from monitoring.models import Job, JobRun

logger = logging.getLogger("monitoring.worker")
BEAT = 20.0  # seconds


class Command(db_worker.Command):
    def handle(self, **options):
        stop = threading.Event()
        is_watcher = options["reload"] and os.environ.get(DJANGO_AUTORELOAD_ENV) != "true"
        if not (is_watcher or options["batch"]):  # one that only restarts the other; one that soon ends
            threading.Thread(target=beat_until, args=[stop], name="heartbeat", daemon=True).start()
        try:
            super().handle(**options)
        finally:
            stop.set()


def beat_until(stop: threading.Event, interval: float = BEAT) -> None:
    """A thread of its own, since a long task is no reason to seem dead."""
    while not stop.is_set():
        beat()
        stop.wait(interval)


def beat() -> None:
    """Write that the worker lives; a database that is away is tried again with the next beat."""
    try:
        JobRun.objects.note(Job.WORKER)
    except (DatabaseError, InterfaceError) as error:
        logger.warning("The heartbeat could not be written: %s", type(error).__name__)
    finally:
        connection.close()
