from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
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


def _sees_all(user) -> bool:
    return user.has_perm("reviews.edit_any_draft") or user.has_perm("reviews.decide")


def _is_visible(user) -> Q:
    return Q(entry__review__author=user) | Q(entry__review=None) | Q(why__in=OUTSIDE)


def _count(rows) -> models.Expression:
    return Coalesce(models.Subquery(rows.annotate(number=models.Count("pk")).values("number")), 0)


class NoticeQuerySet(models.QuerySet):
    def unread(self):
        return self.filter(read_at=None)

    def visible_to(self, user):
        """The notices to this user, except those of reviews that they may no longer see."""
        own = self.filter(to=user)
        return own if _sees_all(user) else own.filter(_is_visible(user))

    def unread_counts(self) -> dict[str, models.Expression]:
        """Annotations of a user, with which `unread_count` needs no query of those who see all reviews.

        What others may see is asked of the audit log, which PostgreSQL would read whole for everybody.
        """
        unread = self.unread().filter(to=models.OuterRef("pk")).order_by().values("to")
        return {"unread_of_all": _count(unread)}

    def unread_count(self, user) -> int:
        """The number of unread notices that are visible to this user."""
        loaded = getattr(user, "unread_of_all", None) if _sees_all(user) else None
        return self.visible_to(user).unread().count() if loaded is None else loaded

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
