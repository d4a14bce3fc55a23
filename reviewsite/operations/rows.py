"""Rows of the status page, each well or not, with a sentence of what there is and one of what to do."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from monitoring.models import Job
from reviewsite.derived import outdated
from reviewsite.operations.figures import Figures
from reviewsite.operations.readiness import (
    MOST_OFF,
    WORKER_SILENT,
    clock_offset,
    has_worker,
    missing_migrations,
)

DAILY = timedelta(hours=26)  # what runs once a day, and two hours late
MAIL_WAITS = timedelta(minutes=15)  # three runs of what comes every five minutes
TASK_WAITS = timedelta(minutes=5)
SUBMISSION_WAITS, REPORT_WAITS = timedelta(days=3), timedelta(days=1)
LEAST_FREE = 0.1  # of a disk


@dataclass(frozen=True)
class Row:
    """`action`: what to do if it is not well; `address`: where, if that is at the desk."""

    title: str
    message: str
    is_well: bool = True
    action: str = ""
    address: str = ""


def rows(figures: Figures) -> list[Row]:
    """What is not well first."""
    found = [
        *_of_staff(figures),
        _audit(figures),
        _links(figures),
        *_mail(figures),
        *_worker(figures),
        *_purges(figures),
        _backup(figures),
        *_disks(figures),
        _migrations(),
        _derived(),
        _clock(),
    ]
    return sorted(found, key=lambda row: row.is_well)


def _is_late(moment: datetime | None, most: timedelta, now: datetime) -> bool:
    return moment is None or now - moment > most


def _ago(moment: datetime, now: datetime) -> str:
    return _("%(age)s ago") % {"age": timesince(moment, now)}


def _of_staff(figures: Figures) -> Iterator[Row]:
    """Texts and reports that wait for moderators."""
    texts, reports = figures.queues["submissions"], figures.queues["reports"]
    sentence = ngettext("%d text waits", "%d texts wait", texts.count) % texts.count
    yield _queue_row(
        _("Submissions"), sentence, texts, SUBMISSION_WAITS, figures.now, _("Decide on the oldest"), "waiting"
    )
    sentence = ngettext("%d report waits", "%d reports wait", reports.count) % reports.count
    yield _queue_row(
        _("Reports of readers"),
        sentence,
        reports,
        REPORT_WAITS,
        figures.now,
        _("Answer the oldest"),
        "reports",
    )


def _queue_row(title, sentence, queue, most, now, action, name) -> Row:
    if queue.since:
        sentence = _("%(what)s, the oldest for %(age)s") % {
            "what": sentence,
            "age": timesince(queue.since, now),
        }
    is_well = queue.since is None or not _is_late(queue.since, most, now)
    return Row(title, f"{sentence}.", is_well, action, reverse(f"admin:reviews_draft_{name}"))


def _audit(figures: Figures) -> Row:
    title, audit = _("Leak audit"), figures.audit
    if audit is None:
        action = _("An operator runs “manage.py audit_leaks” each night; a moderator can start one here")
        return Row(title, _("The site was never audited."), False, action, reverse("admin:index"))
    address = reverse("admin:audit_auditrun_change", args=[audit.pk])
    if not audit.is_clean:
        message = _("The last one found leaks, or addresses that could not be read.")
        return Row(title, message, False, _("Look at what it found"), address)
    is_well = not _is_late(audit.ended_at, DAILY, figures.now)
    message = _("The last one, %(ago)s, found nothing.") % {"ago": _ago(audit.ended_at, figures.now)}
    return Row(
        title, message, is_well, _("An operator looks why “manage.py audit_leaks” no longer runs"), address
    )


def _job(figures: Figures, job: Job, title: str, most: timedelta, action: str, never: str) -> Row:
    """The last run of a job that is to come round in time."""
    run = figures.jobs.get(job)
    if run is None:
        return Row(title, never, False, action)
    if run.has_failed:
        return Row(title, _("Its last run failed, %s.") % _ago(run.failed_at, figures.now), False, action)
    is_well = not _is_late(run.ended_at, most, figures.now)
    return Row(title, _("It last ran %s.") % _ago(run.ended_at, figures.now), is_well, action)


def _links(figures: Figures) -> Row:
    action = _("An operator runs “manage.py check_links” once a night")
    return _job(figures, Job.LINKS, _("Link check"), DAILY, action, _("Links were never checked as a whole."))


def _mail(figures: Figures) -> Iterator[Row]:
    title, waiting = _("Mail to staff"), figures.queues["mail"]
    if not settings.SENDS_MAIL:
        yield Row(title, _("None goes out."), False, _("An operator names a mail server (EMAIL_URL)"))
        return
    action = _("An operator runs “manage.py send_notices” every five minutes, and reads the log of failures")
    yield _job(figures, Job.MAIL, title, MAIL_WAITS, action, _("“send_notices” never ran."))
    if waiting.since and _is_late(waiting.since, MAIL_WAITS, figures.now):
        message = ngettext("%d notice waits to be mailed", "%d notices wait to be mailed", waiting.count)
        since = timesince(waiting.since, figures.now)
        message = _("%(what)s, the oldest for %(age)s") % {"what": message % waiting.count, "age": since}
        yield Row(_("Mail that waits"), f"{message}.", False, action)


def _worker(figures: Figures) -> Iterator[Row]:
    title, tasks = _("Tasks"), figures.queues["tasks"]
    if not has_worker():
        yield Row(title, _("They run at once, without a worker."))
        return
    action = _("An operator starts “manage.py db_worker” again, and reads its log")
    yield _job(figures, Job.WORKER, _("Worker"), WORKER_SILENT, action, _("It never gave a sign."))
    sentence = ngettext("%d task waits", "%d tasks wait", tasks.count) % tasks.count
    is_well = tasks.since is None or not _is_late(tasks.since, TASK_WAITS, figures.now)
    failed = ngettext("%d has failed", "%d have failed", figures.failed_tasks) % figures.failed_tasks
    yield Row(title, f"{sentence}, {failed}.", is_well, action)


def _purges(figures: Figures) -> Iterator[Row]:
    if settings.PURGE_URL:
        action = _("An operator runs “manage.py send_purges” every minute, and reads the log of failures")
        never = _("“send_purges” never ran.")
        yield _job(figures, Job.PURGES, _("Purges of the CDN"), MAIL_WAITS, action, never)


def _backup(figures: Figures) -> Row:
    action = _("An operator runs “manage.py backup FOLDER” each night")
    return _job(figures, Job.BACKUP, _("Backup"), DAILY, action, _("None was ever recorded."))


def _disks(figures: Figures) -> Iterator[Row]:
    titles = {"pictures": _("Disk of the pictures"), "database": _("Disk of the database")}
    for name, disk in figures.disks.items():
        sizes = {"free": filesizeformat(disk.free), "total": filesizeformat(disk.total)}
        message = _("%(free)s of %(total)s are free.") % sizes
        yield Row(
            titles[name], message, disk.share >= LEAST_FREE, _("An operator makes room, or a larger disk")
        )


def _migrations() -> Row:
    missing = len(missing_migrations())
    message = ngettext("%d migration was not applied.", "%d migrations were not applied.", missing) % missing
    done = _("All migrations are applied.")
    return Row(
        _("Tables"), message if missing else done, not missing, _("An operator runs “manage.py migrate”")
    )


def _derived() -> Row:
    kinds = outdated()
    done = _("All that is made of other rows is as this version makes it.")
    message = _("Still as an earlier version made them: %s.") % ", ".join(map(str, kinds)).lower()
    action = _("An operator runs “manage.py refresh_derived”")
    return Row(_("Derived data"), message if kinds else done, not kinds, action)


def _clock() -> Row:
    offset = clock_offset()
    is_well = abs(offset) <= MOST_OFF
    message = _("It is within %d seconds of the database's.") % MOST_OFF
    wrong = _("It differs from the database's by %d seconds.") % abs(offset)
    action = _("An operator sets the clocks by NTP: what is scheduled appears by them")
    return Row(_("Clock"), message if is_well else wrong, is_well, action)
