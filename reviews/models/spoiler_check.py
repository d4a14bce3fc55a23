from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from reviews.models.review import Review
from reviews.models.submission import Submission


class Opened(models.Model):
    """This account was shown more of a review than readers are: it signs no spoiler check of it any more.

    Written by every page of the desk that shows a text (`reviews.desk.base.guards`).
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
    """What somebody who has not seen the film says of the safe text of a submission.

    Only `reviews.workflow` writes here. Triggers refuse every UPDATE, and the
    signature of whoever opened the full text or had a hand in the words.
    """

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="spoiler_checks")
    digest = models.CharField(_("text checksum"), max_length=64)  # of the revision that was read
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("signed by"), on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(_("signed"))
    result = models.CharField(_("result"), max_length=7, choices=CheckResult)
    place = models.CharField(_("place"), max_length=36, blank=True)  # a part's key, or what is no part
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
