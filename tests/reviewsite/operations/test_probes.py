"""/healthz and /readyz: what they say of each thing that can be wrong, and how soon."""

import json
import threading
import time

import pytest
from django.core.files.storage import default_storage
from django.db import OperationalError
from django.db.migrations.recorder import MigrationRecorder
from django.test import RequestFactory

from monitoring.models import Job, JobRun
from reviewsite.operations import probes, readiness
from reviewsite.operations.checks import NO_ANSWER, OK, Check
from reviewsite.operations.version import VERSION

WORKER = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
# Checks ask in threads and connections of their own, which see what is committed.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _asked_anew(monkeypatch):
    checks = [Check(check.name, check.ask, every=0.0, deadline=2.0) for check in readiness.CHECKS]
    monkeypatch.setattr(readiness, "CHECKS", checks)


def ask(path, method="get", **headers):
    environ = getattr(RequestFactory(), method)(path, headers=headers).environ
    answered = {}

    def start_response(status, headers):
        answered.update(headers, status=int(status[:3]))

    body = b"".join(probes.Probes(lambda environ, start: start("404 No", []) or [])(environ, start_response))
    return answered | {"body": json.loads(body) if body else None}


def checks():
    answer = ask("/readyz")
    assert answer["status"] == (200 if set(answer["body"]["checks"].values()) == {OK} else 503)
    return answer["body"]["checks"]


def failing(error):
    def fail(*args, **kwargs):
        raise error

    return fail


@pytest.mark.engines
def test_a_site_that_can_serve_is_ready_and_says_its_version():
    answer = ask("/readyz", host="10.0.0.7")

    assert (answer["status"], answer["Cache-Control"]) == (200, "no-store")
    names = ("database", "migrations", "storage", "worker", "clock")
    assert answer["body"] == {"ready": True, "version": VERSION, "checks": dict.fromkeys(names, OK)}


def test_being_alive_asks_no_database(monkeypatch):
    monkeypatch.setattr(
        "django.db.backends.base.base.BaseDatabaseWrapper.cursor", failing(OperationalError())
    )

    answer = ask("/healthz")

    assert (answer["status"], answer["Cache-Control"]) == (200, "no-store")
    assert answer["body"] == {"alive": True, "version": VERSION}


def test_other_addresses_and_methods_are_not_theirs():
    assert [ask(path)["status"] for path in ("/healthz/", "/readyz/x", "/")] == [404] * 3
    assert ask("/readyz", "post")["status"] == 404
    assert ask("/healthz", "head") == ask("/healthz", "head") | {"status": 200, "body": None}


def test_without_its_database_nothing_of_it_is_ready_and_no_secret_is_told(monkeypatch):
    error = OperationalError('connection to server at "db.internal", user "foyer" failed')
    monkeypatch.setattr("django.db.backends.base.base.BaseDatabaseWrapper.cursor", failing(error))

    found = checks()

    assert (found["database"], found["clock"], found["storage"]) == ("failed", "failed", OK)
    assert "internal" not in json.dumps(found)


def test_a_database_that_hangs_is_waited_for_until_the_deadline_and_asked_once(monkeypatch):
    ends, asked = threading.Event(), []

    def hang():
        asked.append(1)
        ends.wait(30)
        return OK

    hanging = Check("database", hang, deadline=0.2, every=0.0)
    monkeypatch.setattr(readiness, "CHECKS", [hanging, Check("storage", lambda: OK)])
    began = time.monotonic()
    found = [checks() for _time in range(3)]
    ends.set()

    assert found == [{"database": NO_ANSWER, "storage": OK}] * 3
    assert time.monotonic() - began < 5
    assert len(asked) == 1


def test_a_migration_that_was_not_applied(monkeypatch):
    applied = MigrationRecorder.applied_migrations
    monkeypatch.setattr(
        MigrationRecorder,
        "applied_migrations",
        lambda self: {key: row for key, row in applied(self).items() if key[0] != "monitoring"},
    )
    assert checks()["migrations"] == "behind"


def test_a_storage_that_cannot_be_written(settings, tmp_path):
    (tmp_path / "media").write_text("a file where the folder should be")
    assert checks()["storage"] == "failed"


def test_the_probe_of_the_storage_leaves_nothing():
    assert checks()["storage"] == OK
    assert default_storage.listdir("probes") == ([], [])


def test_a_worker_that_is_configured_and_silent(settings):
    settings.TASKS = WORKER
    assert checks()["worker"] == "silent"
    JobRun.objects.note(Job.WORKER)
    assert checks()["worker"] == OK
    JobRun.objects.update(ended_at="2026-01-01T00:00Z")
    assert checks()["worker"] == "silent"


@pytest.mark.parametrize("seconds", [-6, 6, 3600])
def test_a_clock_that_differs_from_the_databases(monkeypatch, seconds):
    ours = time.time
    monkeypatch.setattr("reviewsite.operations.readiness.time.time", lambda: ours() + seconds)
    assert checks()["clock"] == "differs"
