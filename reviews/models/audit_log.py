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
    OLD_ADDRESSES = "old-addresses", _("old addresses changed")
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
    ERASE_REVIEW = "erase-review", _("erased by order")
    ERASE_PERSON = "erase-person", _("person erased")
    ADOPT = "adopt", _("adopted from an archive")
    END_ADOPTION = "end-adoption", _("adoption taken back")


class AuditLogEntry(models.Model):
    """One workflow step: who did what, when and why. It never holds a spoiler.

    Append-only: triggers refuse UPDATE and DELETE. Only an `Erasure` lets an entry lose its words.
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
        """When the last of these editions was taken down, or any review was erased; None if none ever was."""
        is_one = models.Exists(editions.filter(pk=models.OuterRef("edition")))  # asked of the few, not of all
        taken_down = self.filter(is_one).order_by().values_list("at", flat=True)
        erased = Erasure.objects.filter(review__isnull=False).order_by().values_list("at", flat=True)
        return taken_down.union(erased).order_by("-at").first()


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


class Erasure(models.Model):
    """The order by which a review's words, or an account's name and mail, were erased. Itself never changed.

    Triggers refuse to delete what was ever submitted unless a row here names the review. Only
    `reviews.workflow` writes here.
    """

    review = models.OneToOneField(Review, on_delete=models.PROTECT, null=True, related_name="erasure")
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="erasure"
    )
    order = models.CharField(_("reference of the order"), max_length=200)
    operator = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("erasure")
        verbose_name_plural = _("erasures")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(review__isnull=False) ^ models.Q(account__isnull=False),
                name="erasure_of_review_or_account",
            ),
            models.CheckConstraint(condition=~models.Q(order=""), name="erasure_has_an_order"),
        ]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M %Z}, {self.order}"
