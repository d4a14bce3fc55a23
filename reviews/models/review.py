from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from keys.addresses import reverse
from keys.models import Keyed, KeyedQuerySet
from keys.old_addresses import MAX_LENGTH


class ReviewQuerySet(KeyedQuerySet):
    def at_address(self, slug: str):
        """The review that has or had this slug, or None. The current slug wins."""
        return self.filter(slug=slug).first() or self.filter(former_slugs__slug=slug).first()

    def once_public(self, at=None):
        """Those of which some edition was ever public, and those that were erased; no drafts."""
        editions = apps.get_model("reviews", "Edition").objects.ever_public(at)
        return self.filter(
            models.Exists(editions.filter(review=models.OuterRef("pk"))) | models.Q(erasure__isnull=False)
        )

    def about(self, film):
        """Reviews whose draft or any edition is about this film."""
        return self.filter(models.Q(draft__film=film) | models.Q(editions__film=film)).distinct()


class Review(Keyed):
    """A review: its URL and author. The text is in its draft, revisions and editions."""

    slug = models.SlugField(_("slug"), max_length=100, unique=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("author"), on_delete=models.PROTECT, related_name="reviews"
    )
    created_at = models.DateTimeField(_("begun"), auto_now_add=True)
    # Of the code that made its shingles; empty: none, or an earlier one.
    shingles_version = models.PositiveSmallIntegerField(null=True, editable=False)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("address of a review")
        verbose_name_plural = _("addresses of reviews")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["shingles_version"], name="review_shingles_version")]

    def __str__(self):
        return self.slug

    def get_absolute_url(self):
        return self.address_of("detail")

    def address_of(self, view: str) -> str:
        """The path of one of the review's pages: detail, history, spoilers, report."""
        return reverse(f"reviews:{view}", args=[self.slug])


class FormerSlugQuerySet(models.QuerySet):
    def left(self):
        """Without those that their review has again."""
        return self.exclude(slug=F("review__slug"))

    def retired(self):
        return self.filter(retired_at__isnull=False)


class FormerSlug(models.Model):
    """A former slug of a published review, which may have it again. Its URLs redirect permanently.

    Or, once it is retired, answer 410. Triggers keep the row, keep it retired, and any review from taking it.
    """

    slug = models.SlugField(_("slug"), max_length=100, unique=True)
    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="former_slugs")
    retired_at = models.DateTimeField(_("retired"), null=True)

    objects = FormerSlugQuerySet.as_manager()

    def __str__(self):
        return self.slug


class OldAddressQuerySet(models.QuerySet):
    def public(self, at=None):
        """Those that lead to a review which is public, or was: of others, nothing may tell."""
        return self.filter(review__in=Review.objects.once_public(at))


class OldAddress(models.Model):
    """Path and query of a review at another site, as `keys.old_addresses` spells them. It redirects here."""

    address = models.CharField(_("address"), max_length=MAX_LENGTH, unique=True)
    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="old_addresses")

    objects = OldAddressQuerySet.as_manager()

    class Meta:
        verbose_name = _("old address")
        verbose_name_plural = _("old addresses")
        ordering = ["address"]
        constraints = [
            models.CheckConstraint(condition=Q(address__startswith="/"), name="old_address_is_a_path"),
            models.CheckConstraint(condition=~Q(address="/"), name="old_address_is_not_home"),
        ]

    def __str__(self):
        return f"{self.review}, {self._meta.verbose_name} {self.pk}"


class RenameState(models.TextChoices):
    OPEN = "open", _("Waiting for a decision")
    APPROVED = "approved", _("Approved")
    REFUSED = "refused", _("Refused")
    VOID = "void", _("Void: edition or address changed meanwhile")


class RenameRequestQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state=RenameState.OPEN)

    def waiting(self):
        """Open requests, longest wait first, with what the queue shows."""
        related = self.open().select_related("review__draft", "asked_by")
        return related.order_by("asked_at", "pk")


class RenameRequest(models.Model):
    """A new address asked for an approved review, with words that nobody approved yet; and the decision.

    Only `reviews.workflow` writes here.
    """

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="rename_requests")
    slug = models.SlugField(_("new slug"), max_length=100)
    former = models.SlugField(_("slug when asked"), max_length=100)
    # The live one when it was asked; empty: none was.
    edition = models.ForeignKey("reviews.Edition", on_delete=models.PROTECT, null=True, related_name="+")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("asked by"), on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField(_("asked"))
    state = models.CharField(_("state"), max_length=8, choices=RenameState, default=RenameState.OPEN)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    decided_at = models.DateTimeField(_("decided"), null=True)

    objects = RenameRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request to rename")
        verbose_name_plural = _("requests to rename")
        constraints = [
            models.UniqueConstraint(
                fields=["review"], condition=Q(state=RenameState.OPEN), name="one_open_rename_request"
            ),
            models.CheckConstraint(
                condition=Q(state=RenameState.OPEN, decided_by__isnull=True, decided_at__isnull=True)
                | (~Q(state=RenameState.OPEN) & Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="rename_decision_has_person_and_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state=RenameState.APPROVED) | ~Q(decided_by=F("asked_by")),
                name="rename_four_eyes",
                violation_error_message=_("Nobody approves an address that they asked for."),
            ),
        ]

    def __str__(self):
        return f"{self.review}, {self.get_state_display()}"
