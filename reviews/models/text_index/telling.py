from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from reviews.models.edition import Edition
from reviews.models.waiver import LeakWaiver


class TellingQuerySet(models.QuerySet):
    def open(self) -> list["Telling"]:
        """Those of which both editions are live, and not every sentence is waived. Newest first."""
        live = Edition.objects.live()
        rows = self.filter(*(Exists(live.filter(pk=OuterRef(name))) for name in ("edition", "teller")))
        rows = list(rows.select_related("edition__film", "teller__review").order_by("-pk"))
        waivers = LeakWaiver.objects.filter(review__in={row.teller.review_id for row in rows})
        waived = set(waivers.values_list("review", "pair")) if rows else set()
        return [row for row in rows if any((row.teller.review_id, pair) not in waived for pair in row.pairs)]


class Telling(models.Model):
    """A live edition (`teller`) that tells what a later one of another review withholds.

    Found after the later one was approved, and found again by the check of the teller's draft. Only hashes
    of the pairs of sentences are stored, as waivers store them.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    teller = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    pairs = models.JSONField(default=list)

    objects = TellingQuerySet.as_manager()

    class Meta:
        verbose_name = _("telling of what another review withholds")
        verbose_name_plural = _("tellings of what another review withholds")
        constraints = [models.UniqueConstraint(fields=["edition", "teller"], name="one_telling_a_pair")]

    def __str__(self):
        return f"{self.teller_id} tells of {self.edition_id}"
