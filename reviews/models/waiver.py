from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from films.models import Film
from reviews.models.review import Review


class WaiverKind(models.TextChoices):
    LEAK = "leak", _("Known beforehand (trailer, synopsis)")
    SHOWN_AGAIN = "shown-again", _("May be shown again")
    ELSEWHERE = "elsewhere", _("Known beforehand, though another review withholds it")
    FINDING = "finding", _("It may stay")
    PREMISE = "premise", _("Premise only")
    FILM_BEFORE = "film-before", _("Known from the film before")
    OTHER = "other", _("Another reason")


# Why a section may be safe although its kind usually gives something away.
SAFE_ANSWERS = (WaiverKind.PREMISE, WaiverKind.FILM_BEFORE, WaiverKind.OTHER)


class LeakWaiver(models.Model):
    """A waiver: lets a finding of the leak check, or of another waivable check, stand for a reason.

    The finding is stored as its hash, so that no spoiler is stored here. A
    waiver holds for every later revision in which the sentences concerned are
    unchanged. Only `reviews.workflow` creates one; a trigger refuses every UPDATE.
    """

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="leak_waivers")
    pair = models.CharField(_("hash of the finding"), max_length=64)
    kind = models.CharField(_("kind"), max_length=11, choices=WaiverKind)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(_("at"))
    reason = models.TextField(_("reason"))

    class Meta:
        verbose_name = _("waiver of a finding")
        verbose_name_plural = _("waivers of findings")
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["review", "pair"], name="one_leak_waiver_a_pair"),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="leak_waiver_has_a_reason",
                violation_error_message=_("Say why it may stand."),
            ),
        ]

    def __str__(self):
        return f"{self.review}, {self.get_kind_display()}"


class CommonKnowledgeQuerySet(models.QuerySet):
    def current(self):
        """Those that hold: not withdrawn."""
        return self.filter(withdrawn_at=None)

    def for_screen(self):
        """With what their list shows: those that hold first, then the newest."""
        rows = self.annotate(is_current=Q(withdrawn_at__isnull=True))
        return rows.select_related("film", "review", "by", "withdrawn_by").order_by(
            "-is_current", "-at", "-pk"
        )


class CommonKnowledge(models.Model):
    """A sentence that a review withholds, and that every other text may tell: a waiver for all reviews.

    The sentence is stored as its hash. It stays withheld where it is. Only `reviews.workflow` writes here;
    a trigger refuses every UPDATE but the one that withdraws.
    """

    film = models.ForeignKey(Film, on_delete=models.PROTECT, related_name="+")  # that the review is about
    sentence = models.CharField(_("hash of the sentence"), max_length=64)
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="common_knowledge")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(_("at"))
    reason = models.CharField(_("reason"), max_length=300)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("withdrawn by"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True)

    objects = CommonKnowledgeQuerySet.as_manager()

    class Meta:
        verbose_name = _("common knowledge")
        verbose_name_plural = _("common knowledge")
        constraints = [
            models.UniqueConstraint(
                fields=["film", "sentence"],
                condition=Q(withdrawn_at=None),
                name="one_common_knowledge_a_sentence",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="common_knowledge_has_a_reason"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="withdrawal_has_person_and_moment",
            ),
        ]

    def __str__(self):
        return f"{self.review}, {self.film}"  # never its words
