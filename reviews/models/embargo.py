from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from films.models import Film
from reviews.models.review import Review


class EmbargoQuerySet(models.QuerySet):
    def of(self, *, film=None, review=None):
        """Embargoes on `film` or on `review` that were not lifted (they may be over)."""
        return self.filter(
            Q(film=film, film__isnull=False) | Q(review=review, review__isnull=False), lifted_at=None
        )

    def in_force(self, at=None):
        return self.filter(lifted_at=None, until__gt=at or timezone.now())


class Embargo(models.Model):
    """The time before which the reviews of a film, or one review, must not be public."""

    film = models.ForeignKey(
        Film,
        verbose_name=_("film"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="embargoes",
    )
    review = models.ForeignKey(
        Review,
        verbose_name=_("review"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="embargoes",
    )
    until = models.DateTimeField(_("until"))
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("set by"), on_delete=models.PROTECT, related_name="+"
    )
    set_at = models.DateTimeField(_("set"))
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("lifted by"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    lifted_at = models.DateTimeField(_("lifted"), null=True)

    objects = EmbargoQuerySet.as_manager()

    class Meta:
        verbose_name = _("embargo")
        verbose_name_plural = _("embargoes")
        ordering = ["-until", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(film__isnull=False) ^ Q(review__isnull=False),
                name="embargo_of_film_or_review",
                violation_error_message=_("An embargo holds for a film or for one review."),
            ),
            models.UniqueConstraint(
                fields=["film"], condition=Q(lifted_at=None, film__isnull=False), name="one_embargo_a_film"
            ),
            models.UniqueConstraint(
                fields=["review"],
                condition=Q(lifted_at=None, review__isnull=False),
                name="one_embargo_a_review",
            ),
        ]

    def __str__(self):
        return f"{self.film or self.review}, {self.until:%Y-%m-%d %H:%M %Z}"
