from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.lookups import IsNull
from django.utils.translation import gettext_lazy as _

from reviews.models.audit_log import AuditLogEntry


class Why(models.TextChoices):
    """The reason why a user is notified of a step."""

    DECIDES = "decides", _("you decide")
    CHECKS = "checks", _("you check for spoilers")
    AUTHOR = "author", _("you write it")
    SUBMITTED = "submitted", _("you submitted it")
    BYLINE = "byline", _("your name stands under it")
    COMMENTED = "commented", _("you commented on it")
    ASKED = "asked", _("you asked for it")
    FORMER = "former", _("you wrote it until now")


# Reasons for which a user is notified without the permission to see the review. They get its title at most.
OUTSIDE = (Why.CHECKS, Why.FORMER)


class NoticeQuerySet(models.QuerySet):
    def unread(self):
        return self.filter(read_at=None)

    def visible_to(self, user):
        """The notices to this user, except those of reviews that they may no longer see."""
        own = self.filter(to=user)
        if user.has_perm("reviews.edit_any_draft") or user.has_perm("reviews.decide"):
            return own
        return own.filter(Q(entry__review__author=user) | Q(entry__review=None) | Q(why__in=OUTSIDE))

    def for_screen(self):
        """With what the inbox shows, in one query. Unread ones first, then the newest."""
        related = ("entry__by", "entry__film", "entry__review__draft__film", "entry__submission")
        rows = self.annotate(is_unread=Q(read_at__isnull=True))
        return rows.select_related(*related).order_by("-is_unread", "-at", "-pk")

    def to_mail(self, at):
        """Notices whose mail is due at `at`, and which were not read meanwhile."""
        return self.filter(mailed_at=None, read_at=None, due_at__lte=at, to__is_active=True)


class Notice(models.Model):
    """A notification of one user about an audit log entry. Created in the transaction of the step itself.

    It stores no text: `reviews.notifications.texts` renders it.
    """

    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    entry = models.ForeignKey(
        AuditLogEntry, on_delete=models.CASCADE, related_name="notices", db_column="line_id"
    )
    why = models.CharField(_("why"), max_length=9, choices=Why)
    at = models.DateTimeField(_("at"))
    read_at = models.DateTimeField(_("read"), null=True)
    due_at = models.DateTimeField(_("mail due"), null=True)  # NULL: no mail
    mailed_at = models.DateTimeField(_("mailed"), null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["to"], condition=Q(read_at=None), name="notice_unread"),
            models.Index(F("to"), IsNull(F("read_at"), True), F("at"), F("id"), name="notice_in_inbox"),
            models.Index(fields=["due_at"], condition=Q(mailed_at=None), name="notice_to_mail"),
        ]
        constraints = [models.UniqueConstraint(fields=["to", "entry"], name="told_once")]

    def __str__(self):
        return f"{self.entry_id}, {self.get_why_display()}"
