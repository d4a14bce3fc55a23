"""`HouseCollector`: figures of the house for Prometheus, read from the database at each scrape."""

from collections.abc import Iterator

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, InfoMetricFamily, Metric

from reviewsite.operations.checks import Check, outcomes
from reviewsite.operations.figures import Figures, read_figures
from reviewsite.operations.version import VERSION


class HouseCollector:
    """A scrape waits for the database for five seconds, and asks it at most once in five."""

    def __init__(self):
        self._check = Check("figures", read_figures, deadline=5.0, every=5.0)

    def describe(self) -> list[Metric]:
        return []  # else it would be asked before there is a site

    def collect(self) -> Iterator[Metric]:
        figures = outcomes([self._check])["figures"]
        yield InfoMetricFamily("foyer_build", "The version that runs.", value={"version": VERSION})
        is_up = isinstance(figures, Figures)
        yield GaugeMetricFamily("foyer_database_up", "Whether the database answered.", value=int(is_up))
        if isinstance(figures, Figures):
            yield from _families(figures)


def _families(figures: Figures) -> Iterator[Metric]:
    waiting = GaugeMetricFamily("foyer_waiting", "What waits, by queue.", labels=["queue"])
    oldest = GaugeMetricFamily("foyer_oldest_seconds", "For how long the oldest waits.", labels=["queue"])
    for name, queue in figures.queues.items():
        waiting.add_metric([name], queue.count)
        oldest.add_metric([name], queue.seconds(figures.now))
    yield from (waiting, oldest)
    yield GaugeMetricFamily("foyer_failed_tasks", "Tasks that failed.", value=figures.failed_tasks)
    yield from _of_jobs(figures)
    yield from _of_audit(figures)
    free = GaugeMetricFamily("foyer_disk_free_bytes", "Space left.", labels=["of"])
    for name, disk in figures.disks.items():
        free.add_metric([name], disk.free)
    yield free


def _of_jobs(figures: Figures) -> Iterator[Metric]:
    ended = GaugeMetricFamily("foyer_job_ended_timestamp_seconds", "The last run of a job.", labels=["job"])
    good = GaugeMetricFamily("foyer_job_success_timestamp_seconds", "The last that did all.", labels=["job"])
    failures = CounterMetricFamily("foyer_job_failures", "What failed in it: mails, purges.", labels=["job"])
    for name, run in figures.jobs.items():
        ended.add_metric([name], run.ended_at.timestamp())
        failures.add_metric([name], run.failures)
        if run.succeeded_at:
            good.add_metric([name], run.succeeded_at.timestamp())
    yield from (ended, good, failures)


def _of_audit(figures: Figures) -> Iterator[Metric]:
    if not (audit := figures.audit):
        return
    yield GaugeMetricFamily(
        "foyer_audit_timestamp_seconds", "When the last leak audit ended.", value=audit.ended_at.timestamp()
    )
    leaks = GaugeMetricFamily("foyer_audit_leaks", "What it found.", labels=["kind"])
    for kind in ("machine", "editorial", "unread"):
        leaks.add_metric([kind], getattr(audit, kind))
    yield leaks
