from django.db import models
from django.utils.translation import gettext_lazy as _

from reviews.models.review import Review


class Shingle(models.Model):
    """Hash of eight consecutive words of a review's latest revision, to find repeats in other reviews.

    Updated with each new revision (`reviews.workflow`), and by the command
    `refresh_derived`. The words cannot be recovered from it.
    """

    review = models.ForeignKey(
        Review, on_delete=models.CASCADE, related_name="shingles", db_index=False
    )  # the index of the unique constraint begins with it
    hash = models.BigIntegerField(_("hash"))

    class Meta:
        verbose_name = _("run of words")
        verbose_name_plural = _("runs of words")
        indexes = [models.Index(fields=["hash", "review"], name="shingle_by_hash")]
        constraints = [models.UniqueConstraint(fields=["review", "hash"], name="one_shingle_a_review")]

    def __str__(self):
        return str(self.hash)
