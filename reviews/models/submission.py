from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from reviews.models.moving.adoption import Adoption
from reviews.models.review import Review
from reviews.models.revision import Revision


class SubmissionState(models.TextChoices):
    OPEN = "open", _("Waiting for a decision")
    APPROVED = "approved", _("Approved")
    RETURNED = "returned", _("Changes requested")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    UNDONE = "undone", _("Approval undone")


class SubmissionQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state=SubmissionState.OPEN)

    def waiting(self):
        """Open submissions, longest wait first, with what the queue shows; `check_count`: its signatures."""
        checks = self.model._meta.get_field("spoiler_checks").related_model.objects
        signed = checks.filter(submission=models.OuterRef("pk")).order_by().values("submission")
        counted = models.Subquery(signed.annotate(count=models.Count("pk")).values("count"))
        return (
            self.open()
            .annotate(check_count=Coalesce(counted, 0))
            .select_related("review", "revision", "submitted_by", "review__author", "review__draft__film")
            .defer("revision__content")
            .order_by("submitted_at", "pk")
        )

    def for_screen(self):
        return self.select_related("review", "revision", "submitted_by", "moderator")


class Submission(models.Model):
    """A revision submitted to the moderators, and their decision.

    Only `reviews.workflow` writes here. Triggers refuse to reopen a submission
    that has left `OPEN`, and the approval by a contributor of its text.
    """

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="submissions")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="submissions")
    state = models.CharField(_("state"), max_length=9, choices=SubmissionState, default=SubmissionState.OPEN)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("submitted by"), on_delete=models.PROTECT, related_name="+"
    )
    submitted_at = models.DateTimeField(_("submitted"))
    moderator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    decided_at = models.DateTimeField(_("decided"), null=True)
    reason = models.TextField(_("reason"), blank=True)
    is_tightening = models.BooleanField(_("hides more"), default=False)
    # The submission whose approval was undone, and which this one replaces: same revision and submitter.
    instead_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    waived_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("four eyes waived by"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    waiver_reason = models.TextField(_("reason of the waiver"), blank=True)
    # If it was approved as part of an archive, with others.
    adoption = models.ForeignKey(Adoption, on_delete=models.PROTECT, null=True, related_name="submissions")

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        ordering = ["-submitted_at", "-pk"]
        indexes = [models.Index(fields=["state", "submitted_at", "id"], name="submission_longest_wait")]
        constraints = [
            models.UniqueConstraint(
                fields=["review"],
                condition=Q(state=SubmissionState.OPEN),
                name="one_open_submission",
                violation_error_message=_("This review is already before the moderators."),
            ),
            models.CheckConstraint(
                condition=(
                    ~Q(state=SubmissionState.APPROVED)
                    | Q(is_tightening=True)
                    | Q(waived_by__isnull=False)
                    | ~Q(moderator=F("submitted_by"))
                ),
                name="four_eyes",
                violation_error_message=_("Nobody approves a revision of their own."),
            ),
            models.CheckConstraint(
                condition=Q(waived_by__isnull=True, waiver_reason="")
                | (Q(waived_by__isnull=False) & ~Q(waiver_reason="")),
                name="waiver_has_name_and_reason",
                violation_error_message=_("A waiver needs a name and a reason."),
            ),
            models.CheckConstraint(
                condition=Q(state=SubmissionState.OPEN, moderator__isnull=True, decided_at__isnull=True)
                | Q(state=SubmissionState.WITHDRAWN)
                | Q(moderator__isnull=False, decided_at__isnull=False),
                name="decision_has_moderator_and_moment",
            ),
            models.CheckConstraint(
                condition=Q(adoption=None)
                | (
                    Q(state__in=(SubmissionState.APPROVED, SubmissionState.UNDONE))
                    & Q(waived_by=None, is_tightening=False)
                ),
                name="adoption_is_an_approval",
            ),
            models.CheckConstraint(
                condition=~Q(state=SubmissionState.RETURNED) | ~Q(reason=""),
                name="changes_requested_with_a_reason",
                violation_error_message=_("Say what should change."),
            ),
        ]

    def __str__(self):
        return f"{self.review}, {self.get_state_display()}"
