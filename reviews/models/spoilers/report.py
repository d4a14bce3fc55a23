from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from reviews.models.edition import Edition
from reviews.models.review import Review


class ReportState(models.TextChoices):
    OPEN = "open", _("Waiting for an answer")
    TIGHTENED = "tightened", _("Hidden")
    DISMISSED = "dismissed", _("Dismissed")


class SpoilerReportQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state=ReportState.OPEN)

    def for_queue(self):
        """Open reports, oldest first, with their reviews."""
        return self.open().select_related("review", "edition__film").order_by("reported_at", "pk")


class SpoilerReport(models.Model):
    """A reader's report of a spoiler on a public page. Its text may spoil, and is stored nowhere else."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="spoiler_reports")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(_("passage"), max_length=40, blank=True)  # key of a part, "verdict", or the page
    quote = models.TextField(_("words"), blank=True)
    note = models.TextField(_("note"), blank=True)
    reported_at = models.DateTimeField(_("reported"))
    # Keyed hash of the sender's IP address, for the rate limit. Emptied when the report is answered.
    sender = models.CharField(max_length=64, blank=True, editable=False)
    state = models.CharField(_("state"), max_length=9, choices=ReportState, default=ReportState.OPEN)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("answered by"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    answered_at = models.DateTimeField(_("answered"), null=True)

    objects = SpoilerReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("spoiler report")
        verbose_name_plural = _("spoiler reports")
        ordering = ["-reported_at", "-pk"]
        indexes = [models.Index(fields=["state", "reported_at"], name="report_waiting")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=ReportState.OPEN, answered_by__isnull=True, answered_at__isnull=True)
                | (
                    ~Q(state=ReportState.OPEN)
                    & Q(answered_by__isnull=False, answered_at__isnull=False, sender="")
                ),
                name="report_answered_by_somebody",
            )
        ]

    def __str__(self):
        return f"{self.review}, {self.reported_at:%Y-%m-%d}"
