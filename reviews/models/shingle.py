from django.db import models
from django.utils.translation import gettext_lazy as _

from reviews.models.review import Review


class Shingle(models.Model):
    """Eight words in a row of a review as last saved, by their hash: what another text may repeat.

    Made from the latest revision when it is made (`reviews.workflow`), and
    again by `refresh_derived`. Nothing can be read out of it.
    """

    review = models.ForeignKey(
        Review, on_delete=models.CASCADE, related_name="shingles", db_index=False
    )  # the constraint begins with it
    hash = models.BigIntegerField(_("hash"))

    class Meta:
        verbose_name = _("run of words")
        verbose_name_plural = _("runs of words")
        indexes = [models.Index(fields=["hash", "review"], name="shingle_by_hash")]
        constraints = [models.UniqueConstraint(fields=["review", "hash"], name="one_shingle_a_review")]

    def __str__(self):
        return str(self.hash)
