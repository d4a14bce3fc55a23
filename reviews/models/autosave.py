from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from reviews.models.review import Review


class WorkingCopyQuerySet(models.QuerySet):
    def of(self, review, user):
        """What this person typed into the draft of a review and did not save; None if nothing."""
        return self.filter(review=review, user=user).exclude(form={}).first()


class WorkingCopy(models.Model):
    """What somebody has typed into the form of a draft and not saved.

    Theirs alone, one a review, and no history: the next kept form replaces it,
    a save or a word of theirs empties it.
    """

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="working_copies")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    base_version = models.PositiveIntegerField(_("version of the draft it began with"))
    base_number = models.PositiveIntegerField(_("revision it began with"), default=0)
    # The form as a browser sends it: each name with the list of its values. Never a token. Empty once saved.
    form = models.JSONField()
    # The page that kept this form. Another window of theirs overwrites only what it was restored with.
    page = models.CharField(max_length=36, blank=True)
    # The page that saved it: what that page sent just before, and what comes late, is kept no more.
    saved_page = models.CharField(max_length=36, blank=True)
    kept_at = models.DateTimeField(_("autosaved"))

    objects = WorkingCopyQuerySet.as_manager()

    class Meta:
        verbose_name = _("working copy")
        verbose_name_plural = _("working copies")
        ordering = ["-kept_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["review", "user"], name="one_working_copy_a_person"),
        ]

    def __str__(self):
        return f"{self.review}, {self.kept_at:%Y-%m-%d %H:%M %Z}"

    @property
    def stamp(self) -> str:
        """Names the kept text by its page and its moment: a page types on after it was kept."""
        return f"{self.page}/{self.kept_at.isoformat()}"


class PresenceQuerySet(models.QuerySet):
    def others(self, user, since):
        """Who else has a form open: those heard of since that moment, the longest there first."""
        return self.exclude(user=user).filter(seen_at__gte=since).select_related("user").order_by("opened_at")


class Presence(models.Model):
    """Somebody has the form of a draft open. Their page says so every few seconds."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="presences")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    opened_at = models.DateTimeField(_("opened"))
    seen_at = models.DateTimeField(_("heard of last"))
    typed_at = models.DateTimeField(_("typed last"), null=True)

    objects = PresenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("presence")
        verbose_name_plural = _("presences")
        ordering = ["opened_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["review", "user"], name="one_presence_a_person")]

    def __str__(self):
        return f"{self.review}, {self.seen_at:%Y-%m-%d %H:%M %Z}"
