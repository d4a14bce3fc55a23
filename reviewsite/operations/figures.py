"""What waits, what ran and what is late: figures for the metrics and the status page. Some ten queries."""

import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import connection
from django.db.models import Count, Min, QuerySet
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from monitoring.models import JobRun
from pagecache.http.cdn.purges import Purge
from reviews.models import Notice, SpoilerReport, Submission
from reviewsite.leak_audit.models import AuditRun


@dataclass(frozen=True)
class Queue:
    """How many wait, and since when the oldest does."""

    count: int
    since: datetime | None

    def seconds(self, now: datetime) -> float:
        return max(0.0, (now - self.since).total_seconds()) if self.since else 0.0


@dataclass(frozen=True)
class Disk:
    free: int  # bytes
    total: int

    @property
    def share(self) -> float:
        return self.free / self.total if self.total else 1.0


@dataclass(frozen=True)
class Figures:
    now: datetime
    queues: dict[str, Queue]
    failed_tasks: int
    audit: AuditRun | None
    jobs: dict[str, JobRun]
    disks: dict[str, Disk]


def read_figures() -> Figures:
    now = timezone.now()
    return Figures(
        now=now,
        queues={
            "submissions": _queue(Submission.objects.open(), "submitted_at"),
            "reports": _queue(SpoilerReport.objects.open(), "reported_at"),
            "mail": _queue(Notice.objects.to_mail(now), "due_at"),
            "tasks": _ready_tasks(now),
            "purges": _queue(Purge.objects.filter(due_at__lte=now), "due_at"),
        },
        failed_tasks=DBTaskResult.objects.failed().count(),
        audit=AuditRun.objects.finished().defer("findings").first(),
        jobs=JobRun.objects.in_bulk(),
        disks=_disks(),
    )


def _queue(rows: QuerySet, moment: str) -> Queue:
    return Queue(**rows.order_by().aggregate(count=Count("pk"), since=Min(moment)))


def _ready_tasks(now: datetime) -> Queue:
    """Those that a worker could have begun. The backend stores "at once" as the last moment there is."""
    rows = DBTaskResult.objects.ready()
    at_once = rows.filter(run_after__gt=now).order_by().aggregate(count=Count("pk"), since=Min("enqueued_at"))
    later = rows.filter(run_after__lte=now).order_by().aggregate(count=Count("pk"), since=Min("run_after"))
    moments = [moment for moment in (at_once["since"], later["since"]) if moment]
    return Queue(at_once["count"] + later["count"], min(moments, default=None))


def _disks() -> dict[str, Disk]:
    """Where pictures are, and the database if it is a file. Those of other machines are theirs to watch."""
    places = {}
    if isinstance(default_storage, FileSystemStorage):
        places["pictures"] = Path(settings.MEDIA_ROOT)
    if connection.vendor == "sqlite":
        places["database"] = Path(connection.settings_dict["NAME"])
    return {name: disk for name, place in places.items() if (disk := _disk(place))}


def _disk(place: Path) -> Disk | None:
    existing = next((path for path in (place, *place.parents) if path.exists()), None)
    if existing is None:
        return None
    usage = shutil.disk_usage(existing)
    return Disk(usage.free, usage.total)
