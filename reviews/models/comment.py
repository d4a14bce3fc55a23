from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from reviews.models.review import Review
from reviews.models.revision import Revision


class CommentQuerySet(models.QuerySet):
    def threads(self):
        """First comments of threads, oldest first, with their users and replies loaded."""
        threads = self.filter(answers=None).select_related("by", "resolved_by", "revision")
        replies = Comment.objects.select_related("by").order_by("at", "pk")
        return threads.defer("revision__content").prefetch_related(models.Prefetch("replies", replies))

    def unresolved(self):
        return self.filter(answers=None, resolved_at=None)


class Comment(models.Model):
    """A comment among staff on a part of a text, or on a passage in it; or a reply to one (`answers`).

    It may quote a spoiler, so it is shown only next to the full text. `place`
    is the part's key, which later revisions keep. Only `reviews.workflow`
    writes here; a trigger refuses changes of text, place or author.
    """

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="comments")
    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="comments")
    place = models.CharField(_("part"), max_length=36)  # a part's key, "front" or "verdict"
    quote = models.TextField(_("passage"), blank=True)
    text = models.TextField(_("comment"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(_("at"))
    answers = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="replies")
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("resolved by"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    resolved_at = models.DateTimeField(_("resolved"), null=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="comment_says_something",
                violation_error_message=_("Write something."),
            ),
            models.CheckConstraint(
                condition=Q(resolved_by__isnull=True, resolved_at__isnull=True)
                | Q(resolved_by__isnull=False, resolved_at__isnull=False, answers__isnull=True),
                name="comment_resolved_by_somebody",
            ),
        ]

    def __str__(self):
        return f"{self.review}, {self.at:%Y-%m-%d %H:%M %Z}"


class Read(models.Model):
    """A moderator had this revision on the decision page: what they last read of a review."""

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("text read to decide")
        verbose_name_plural = _("texts read to decide")
        ordering = ["-at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["revision", "user"], name="read_once")]

    def __str__(self):
        return f"{self.revision}, {self.at:%Y-%m-%d %H:%M %Z}"
