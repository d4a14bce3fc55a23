"""The chief's status page, and the same figures for Prometheus."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from prometheus_client import CollectorRegistry, generate_latest

from monitoring.models import Job, JobRun
from pagecache.http.cdn.purges import Purge
from reviews.models import Notice
from reviewsite.leak_audit.models import AuditRun
from reviewsite.operations import figures, rows
from reviewsite.operations.exposition import HouseCollector
from reviewsite.operations.version import VERSION
from tests.reviews.builders import somebody, submitted

pytestmark = pytest.mark.django_db
WORKER = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
WEEK = datetime.timedelta(days=7)
QUERIES = 15  # session and account; ten figures; migrations, derived rows, the clock


def ago(delta):
    return timezone.now() - delta


def unwell():
    return {row.title: row for row in rows.rows(figures.read_figures()) if not row.is_well}


@pytest.fixture
def well(settings):
    """A house in which every job ran just now."""
    settings.SENDS_MAIL = True
    settings.PURGE_URL, settings.TASKS = "https://cdn.example/purge", WORKER
    AuditRun.objects.create(ended_at=timezone.now())
    for job in Job:
        JobRun.objects.note(job)


@pytest.fixture
def page(client):
    client.force_login(somebody("Chief"))
    return lambda: client.get(reverse("admin:status"))


@pytest.mark.engines
def test_a_house_in_which_all_is_well_says_so_with_versions(well, page):
    response = page()

    text = response.content.decode()
    assert unwell() == {}
    assert response.context["unwell"] == 0
    assert VERSION in text
    assert connection.display_name in text
    assert "<script" not in text.split("<main")[-1]


def test_a_new_house_is_told_what_to_set_up(page, settings):
    settings.SENDS_MAIL = False
    text = page().content.decode()

    assert set(unwell()) == {"Leak audit", "Link check", "Mail to staff", "Backup"}
    for said in (
        "manage.py audit_leaks",
        "manage.py check_links",
        "EMAIL_URL",
        "manage.py backup FOLDER",
    ):
        assert said in text


@pytest.mark.parametrize(
    ("title", "job"),
    [
        ("Link check", Job.LINKS),
        ("Mail to staff", Job.MAIL),
        ("Worker", Job.WORKER),
        ("Purges of the CDN", Job.PURGES),
        ("Backup", Job.BACKUP),
    ],
)
def test_a_job_that_no_longer_runs_or_failed_is_not_well(well, title, job):
    JobRun.objects.note(job, failed=1)
    assert "failed" in unwell()[title].message
    JobRun.objects.filter(job=job).update(ended_at=ago(WEEK), succeeded_at=ago(WEEK), failed_at=None)
    assert "1 week ago" in unwell()[title].message.replace("\xa0", " ")
    assert set(unwell()) == {title}


def test_what_waits_for_staff_too_long_is_late_and_links_to_where_it_is_decided(well):
    submission = submitted()
    assert unwell() == {}
    type(submission).objects.filter(pk=submission.pk).update(submitted_at=ago(WEEK))

    (row,) = unwell().values()

    assert (row.title, row.address) == ("Submissions", reverse("admin:reviews_draft_waiting"))
    assert "1 text waits" in row.message


def test_mail_that_waits_is_late_though_the_job_runs(well):
    somebody("Moderator")
    submitted()
    assert Notice.objects.update(due_at=ago(WEEK), mailed_at=None)

    assert set(unwell()) == {"Mail that waits"}


def test_an_audit_that_is_old_or_found_something_is_not_well(well):
    AuditRun.objects.update(ended_at=ago(WEEK))
    assert set(unwell()) == {"Leak audit"}
    AuditRun.objects.update(ended_at=timezone.now(), editorial=1)
    assert "found leaks" in unwell()["Leak audit"].message


def test_a_full_disk_a_wrong_clock_and_missing_migrations_are_not_well(well, monkeypatch):
    monkeypatch.setattr(figures, "_disk", lambda place: figures.Disk(5, 100))
    monkeypatch.setattr(rows, "clock_offset", lambda: -60.4)
    monkeypatch.setattr(rows, "missing_migrations", lambda: {("reviews", "9999_later")})

    found = unwell()

    assert found["Clock"].message == "It differs from the database's by 60 seconds."
    assert found["Tables"].message == "1 migration was not applied."
    assert "5 bytes of 100 bytes" in found["Disk of the pictures"].message.replace("\xa0", " ")


def test_the_page_costs_as_much_whatever_waits(well, page):
    page()
    counts = []
    for _turn in range(2):
        with CaptureQueriesContext(connection) as queries:
            assert page().status_code == 200
        counts.append(len(queries))
        submitted(), submitted()
        Purge.objects.create(scope="x")

    assert counts == [QUERIES, QUERIES]


def test_prometheus_gets_what_waits_when_jobs_ran_and_what_failed(well, monkeypatch):
    submitted()
    JobRun.objects.note(Job.MAIL, failed=3)
    registry = CollectorRegistry()
    registry.register(HouseCollector())
    # The check asks in a thread, which does not see what a test has not committed.
    now = figures.read_figures()
    monkeypatch.setattr("reviewsite.operations.exposition.outcomes", lambda checks: {"figures": now})

    text = generate_latest(registry).decode()

    for line in (
        f'foyer_build_info{{version="{VERSION}"}} 1.0',
        "foyer_database_up 1.0",
        'foyer_waiting{queue="submissions"} 1.0',
        'foyer_job_failures_total{job="mail"} 3.0',
        'foyer_audit_leaks{kind="machine"} 0.0',
        "foyer_failed_tasks 0.0",
    ):
        assert line in text
    assert 'foyer_oldest_seconds{queue="submissions"}' in text


def test_prometheus_is_told_that_the_database_is_away(monkeypatch):
    registry = CollectorRegistry()
    registry.register(HouseCollector())
    monkeypatch.setattr("reviewsite.operations.exposition.outcomes", lambda checks: {"figures": "failed"})

    text = generate_latest(registry).decode()

    assert "foyer_database_up 0.0" in text
    assert "foyer_waiting" not in text
