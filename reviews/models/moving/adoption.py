from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from reviews.models.review import Review


class Adoption(models.Model):
    """Imported drafts that one moderator put live with one press, as the archive of a former house.

    `ended_at`: when all that was chosen was done, or the rest was called off.
    """

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(_("at"))
    ended_at = models.DateTimeField(_("ended"), null=True)
    taken_back_at = models.DateTimeField(_("taken back"), null=True)

    class Meta:
        verbose_name = _("adoption")
        verbose_name_plural = _("adoptions")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M}"


class ChoiceOutcome(models.TextChoices):
    WAITS = "waits", _("Waits")
    ADOPTED = "adopted", _("Public")
    REFUSED = "refused", _("Stays a draft")


class AdoptionChoice(models.Model):
    """A draft that a moderator ticked. `is_read`: to its end.

    `digest`: of the text that stood on the page. `slug`: the one that stood there, if any did.
    """

    adoption = models.ForeignKey(Adoption, on_delete=models.CASCADE, related_name="choices")
    review = models.ForeignKey(Review, on_delete=models.SET_NULL, null=True, related_name="+")
    digest = models.CharField(max_length=64)
    slug = models.CharField(max_length=100, blank=True)
    is_read = models.BooleanField(default=False)
    outcome = models.CharField(max_length=7, choices=ChoiceOutcome, default=ChoiceOutcome.WAITS)
    reason = models.CharField(_("why not"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("draft to adopt")
        verbose_name_plural = _("drafts to adopt")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["adoption", "review"], name="one_choice_a_review"),
        ]

    def __str__(self):
        return f"{self.adoption}: {self.get_outcome_display()}"
