from django.db import models
from django.utils.translation import gettext_lazy as _

from reviews.models.edition import Edition


class WorldTellingQuerySet(models.QuerySet):
    def open(self):
        """Those of which the edition is live, with its film. Newest first."""
        is_live = models.Exists(Edition.objects.live().filter(pk=models.OuterRef("edition")))
        rows = self.filter(is_live)
        return rows.select_related("edition__film").order_by("-pk")


class WorldTelling(models.Model):
    """A text of the film world (a field of a record) whose safe part tells what an edition withholds.

    Found after the edition was approved. Only hashes of the telling sentences are stored: once the text has
    none of them any more, the row stands for nothing.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    model = models.CharField(max_length=100)  # “films.film”
    record = models.PositiveBigIntegerField()  # its primary key
    field = models.CharField(max_length=50)
    sentences = models.JSONField(default=list)

    objects = WorldTellingQuerySet.as_manager()

    class Meta:
        verbose_name = _("telling of the film world")
        verbose_name_plural = _("tellings of the film world")
        indexes = [models.Index(fields=["model", "record"], name="world_telling_by_record")]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "model", "record", "field"], name="one_world_telling_a_text"
            )
        ]

    def __str__(self):
        return f"{self.model} {self.record}, {self.field}, tells of {self.edition_id}"
