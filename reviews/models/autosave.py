from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from reviews.models.review import Review


class WorkingCopyQuerySet(models.QuerySet):
    def of(self, review, user):
        """The unsaved input of this user for the draft of a review, or None."""
        return self.filter(review=review, user=user).exclude(form={}).first()


class WorkingCopy(models.Model):
    """Autosave: what a user has typed into the form of a draft and not saved.

    Private to the user, one for each review, without history: the next autosave
    replaces it, saving or discarding empties it.
    """

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="working_copies")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    base_version = models.PositiveIntegerField(_("version of the draft it began with"))
    base_number = models.PositiveIntegerField(_("revision it began with"), default=0)
    # The POST data: each field name with its list of values, without the CSRF token. {} once saved.
    form = models.JSONField()
    # Id of the page that autosaved. Another window of the user overwrites only what it was restored with.
    page = models.CharField(max_length=36, blank=True)
    # Id of the page that saved the draft: an autosave of it that arrives later is ignored.
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
        """Identifies one autosave by page and time: the same page autosaves again as its user types on."""
        return f"{self.page}/{self.kept_at.isoformat()}"


class PresenceQuerySet(models.QuerySet):
    def others(self, user, since):
        """The presences of other users that were updated since a time, the longest open first."""
        return self.exclude(user=user).filter(seen_at__gte=since).select_related("user").order_by("opened_at")


class Presence(models.Model):
    """A user has the form of a draft open. Their page updates the row every few seconds (heartbeat)."""

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
