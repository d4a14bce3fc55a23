from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from films.models import Film
from reviews.models.edition import Edition
from reviews.models.review import Review
from reviews.models.revision import Revision
from reviews.models.submission import Submission


class Step(models.TextChoices):
    BEGIN = "begin", _("begun")
    SAVE = "save", _("saved")
    DELETE = "delete", _("deleted, never submitted")
    SUBMIT = "submit", _("submitted")
    WITHDRAW = "withdraw", _("withdrawn")
    REQUEST_CHANGES = "request-changes", _("changes requested")
    APPROVE = "approve", _("approved")
    RESCHEDULE = "reschedule", _("rescheduled")
    UNSCHEDULE = "unschedule", _("unscheduled")
    TAKE_DOWN = "take-down", _("taken down")
    RESTORE = "restore", _("restored into the draft")
    RENAME = "rename", _("renamed")
    ASK_RENAME = "ask-rename", _("new address asked for")
    APPROVE_RENAME = "approve-rename", _("new address approved")
    REFUSE_RENAME = "refuse-rename", _("new address refused")
    VOID_RENAME = "void-rename", _("request for an address void")
    RETIRE_ADDRESS = "retire-address", _("former address retired")
    TIGHTEN = "tighten", _("more was hidden")
    REBAKE = "rebake", _("page rebuilt")
    DISMISS_REPORT = "dismiss-report", _("spoiler report dismissed")
    EMBARGO = "embargo", _("embargo set")
    LIFT_EMBARGO = "lift-embargo", _("embargo lifted")
    WAIVE_LEAKS = "waive-leaks", _("leak check waived")
    SHOW_AGAIN = "show-again", _("allowed to show again what was hidden")
    SPOILER_CHECK = "spoiler-check", _("checked for spoilers")
    UNDO = "undo", _("approval undone")
    COMMENT = "comment", _("commented")
    RESOLVE = "resolve", _("comment resolved")
    REOPEN = "reopen", _("comment reopened")
    REASSIGN = "reassign", _("given to another author")
    COMMON_KNOWLEDGE = "common", _("hidden sentence taken as common knowledge")
    END_COMMON_KNOWLEDGE = "end-common", _("common knowledge withdrawn")
    WAIVE_CHECKS = "waive-checks", _("finding waived")
    SHARE = "share", _("preview link made")
    END_SHARE = "end-share", _("preview link ended")


class AuditLogEntry(models.Model):
    """One workflow step: who did what, when and why. It never holds a spoiler.

    Append-only: a trigger refuses every UPDATE, and nobody has the permission to delete.
    """

    review = models.ForeignKey(Review, on_delete=models.CASCADE, null=True, related_name="audit_log")
    film = models.ForeignKey(Film, on_delete=models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(_("at"))
    step = models.CharField(_("step"), max_length=15, choices=Step)
    reason = models.TextField(_("reason"), blank=True)
    detail = models.CharField(_("detail"), max_length=300, blank=True)
    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, null=True, related_name="+")
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, null=True, related_name="+")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "reviews_recordline"  # named before the model was
        verbose_name = _("audit log entry")
        verbose_name_plural = _("audit log")
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["-at", "-id"], name="record_newest_first"),
            models.Index(fields=["step", "-at"], name="record_of_step"),
            models.Index(fields=["by", "-at"], name="record_of_person"),
        ]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M %Z} {self.get_step_display()}"


class TakeDownQuerySet(models.QuerySet):
    def last_at(self, editions: models.QuerySet[Edition]) -> datetime | None:
        """When the last of these editions was taken down; None if none ever was."""
        return self.filter(edition__in=editions.values("pk")).aggregate(last=models.Max("at"))["last"]


class TakeDown(models.Model):
    """Why a review is no longer public. Its page answers 410 with the reason until an edition goes live."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="take_downs")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))
    reason = models.CharField(_("reason, for readers"), max_length=300)

    objects = TakeDownQuerySet.as_manager()

    class Meta:
        verbose_name = _("take-down")
        verbose_name_plural = _("take-downs")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.review}, {self.at:%Y-%m-%d}"
