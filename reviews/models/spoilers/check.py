from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from reviews.models.review import Review
from reviews.models.submission import Submission


class Opened(models.Model):
    """A user has been shown more than the safe text of a review, and may not sign a spoiler check of it.

    Written by every admin page that shows a full text (`reviews.desk.base.guards`).
    """

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="opened")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("opened text")
        verbose_name_plural = _("opened texts")
        indexes = [models.Index(fields=["-at", "-id"], name="opened_newest_first")]
        constraints = [models.UniqueConstraint(fields=["review", "user"], name="opened_once")]

    def __str__(self):
        return f"{self.review}, {self.at:%Y-%m-%d}"


class CheckResult(models.TextChoices):
    CLEAN = "clean", _("Nothing given away")
    POINTED = "pointed", _("Something is given away")


class SpoilerCheck(models.Model):
    """Signature of somebody who has read only the safe text of a submission: clean, or a spoiler at `place`.

    Only `reviews.workflow` writes here. Triggers refuse every UPDATE, and the
    signature of contributors and of those who opened the full text.
    """

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="spoiler_checks")
    digest = models.CharField(_("text checksum"), max_length=64)  # of the revision that was read
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("signed by"), on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(_("signed"))
    result = models.CharField(_("result"), max_length=7, choices=CheckResult)
    place = models.CharField(
        _("place"), max_length=36, blank=True
    )  # a part's key, or "headline", "verdict" …
    note = models.CharField(_("note"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("spoiler check")
        verbose_name_plural = _("spoiler checks")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "by"],
                name="one_spoiler_check_a_person",
                violation_error_message=_("You have signed this already."),
            ),
            models.CheckConstraint(
                condition=Q(result=CheckResult.CLEAN, place="")
                | (Q(result=CheckResult.POINTED) & ~Q(place="")),
                name="who_points_names_the_place",
                violation_error_message=_("Choose the passage that gives something away."),
            ),
        ]

    def __str__(self):
        return f"{self.submission.review}, {self.get_result_display()}"
