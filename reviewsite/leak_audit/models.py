"""Audit runs and their findings."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AuditRunQuerySet(models.QuerySet):
    def finished(self):
        """Finished runs, the latest first."""
        return self.filter(ended_at__isnull=False).order_by("-started_at", "-pk")


class AuditRun(models.Model):
    """One audit of the whole site. `findings` are AuditFindings as dictionaries; they quote nothing."""

    started_at = models.DateTimeField(_("started"), default=timezone.now)
    ended_at = models.DateTimeField(_("ended"), null=True)
    pages = models.PositiveIntegerField(_("addresses read"), default=0)
    machine = models.PositiveIntegerField(_("machine leaks"), default=0)
    editorial = models.PositiveIntegerField(_("editorial leaks"), default=0)
    unread = models.PositiveIntegerField(_("addresses that could not be read"), default=0)
    findings = models.JSONField(default=list)

    objects = AuditRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("leak audit")
        verbose_name_plural = _("leak audits")
        ordering = ["-started_at", "-pk"]
        permissions = [("run_audit", _("Can audit the site for leaks"))]

    def __str__(self):
        return f"{self.started_at:%Y-%m-%d %H:%M %Z}"

    @property
    def is_clean(self) -> bool:
        return not (self.machine or self.editorial or self.unread)
