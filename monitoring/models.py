"""When jobs beside the site last ran: what nobody asks for shows no error when it stops."""

from django.db import models
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Job(models.TextChoices):
    WORKER = "worker", _("worker of tasks")
    MAIL = "mail", _("mail to staff")
    LINKS = "links", _("link check")
    PURGES = "purges", _("purges of the CDN")
    BACKUP = "backup", _("backup")


class JobRunQuerySet(models.QuerySet):
    def note(self, job: Job, *, failed: int = 0) -> None:
        """A run of this job has just ended; so many things in it failed."""
        now, outcome = timezone.now(), "failed_at" if failed else "succeeded_at"
        run = JobRun(job=job, ended_at=now, **{outcome: now})
        self.bulk_create(
            [run], update_conflicts=True, unique_fields=["job"], update_fields=["ended_at", outcome]
        )
        if failed:
            self.filter(job=job).update(failures=F("failures") + failed)


class JobRun(models.Model):
    """The last run of a job, and the last of each outcome. One row a job, written over."""

    job = models.CharField(_("job"), max_length=10, choices=Job, primary_key=True)
    ended_at = models.DateTimeField(_("last run"))
    succeeded_at = models.DateTimeField(_("last success"), null=True)
    failed_at = models.DateTimeField(_("last failure"), null=True)
    failures = models.PositiveBigIntegerField(_("failures until now"), default=0)

    objects = JobRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("last run of a job")
        verbose_name_plural = _("last runs of jobs")
        constraints = [models.CheckConstraint(condition=models.Q(job__in=Job.values), name="known_job")]

    def __str__(self):
        return self.job

    @property
    def has_failed(self) -> bool:
        """Whether the last run failed."""
        return self.failed_at is not None and (
            self.succeeded_at is None or self.failed_at > self.succeeded_at
        )
