from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from keys.models import Keyed, KeyedQuerySet


class ReviewQuerySet(KeyedQuerySet):
    def at_address(self, slug: str):
        """The review that has or had this slug, or None. The current slug wins."""
        return (
            self.filter(models.Q(slug=slug) | models.Q(former_slugs__slug=slug))
            .order_by(
                models.Case(models.When(slug=slug, then=0), default=1, output_field=models.IntegerField())
            )
            .first()
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

    def __str__(self):
        return self.slug

    def get_absolute_url(self):
        return self.address_of("detail")

    def address_of(self, view: str) -> str:
        """The path of one of the review's pages: detail, history, spoilers, report."""
        return reverse(f"reviews:{view}", args=[self.slug])


class FormerSlug(models.Model):
    """A former slug of a published review. Its URLs redirect permanently."""

    slug = models.SlugField(_("slug"), max_length=100, unique=True)
    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="former_slugs")

    def __str__(self):
        return self.slug
