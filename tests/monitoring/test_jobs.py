"""What jobs beside the site say of themselves: when they last ran, and whether it went well."""

import datetime
import threading

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import OperationalError

from monitoring.management.commands import db_worker
from monitoring.models import Job, JobRun

pytestmark = pytest.mark.django_db


@pytest.mark.engines
def test_a_job_has_one_row_with_its_last_run_and_the_last_of_each_outcome():
    with time_machine.travel(datetime.datetime(2026, 5, 1, tzinfo=datetime.UTC), tick=False) as clock:
        JobRun.objects.note(Job.MAIL)
        clock.shift(60)
        JobRun.objects.note(Job.MAIL, failed=3)
        JobRun.objects.note(Job.MAIL, failed=2)

    run = JobRun.objects.get()
    assert (run.failed_at - run.succeeded_at, run.ended_at) == (datetime.timedelta(seconds=60), run.failed_at)
    assert (run.failures, run.has_failed) == (5, True)
    JobRun.objects.note(Job.MAIL)
    run.refresh_from_db()
    assert (run.failures, run.has_failed) == (5, False)


@pytest.mark.parametrize(
    ("command", "job"), [("send_notices", Job.MAIL), ("check_links", Job.LINKS), ("send_purges", Job.PURGES)]
)
def test_commands_say_that_they_ran(command, job):
    call_command(command)
    assert JobRun.objects.get().job == job


def test_a_backup_of_ones_own_is_recorded(capsys):
    call_command("record_run", "backup")
    call_command("record_run", "backup", "--failed")

    assert JobRun.objects.get().has_failed
    assert "backup failed" in capsys.readouterr().out
    with pytest.raises(CommandError):
        call_command("record_run", "mail")


def test_the_worker_beats_and_outlives_a_database_that_is_away(monkeypatch, caplog):
    monkeypatch.setattr(db_worker.connection, "close", lambda: None)  # that of the test
    db_worker.beat()
    assert JobRun.objects.get().job == Job.WORKER

    def fail(job):
        raise OperationalError("gone")

    monkeypatch.setattr(JobRun.objects, "note", fail)
    db_worker.beat()
    assert "could not be written: OperationalError" in caplog.text


def test_the_worker_beats_until_it_is_stopped(monkeypatch):
    beats, stop = [], threading.Event()
    monkeypatch.setattr(db_worker, "beat", lambda: beats.append(1) or (len(beats) == 3 and stop.set()))

    db_worker.beat_until(stop, interval=0.001)

    assert len(beats) == 3
