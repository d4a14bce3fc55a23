from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from films.models import Film
from reviews.models.critic import Critic
from reviews.models.review import Review
from reviews.models.revision import Revision
from reviews.models.submission import Submission


class EditionKind(models.TextChoices):
    """Why an edition replaced the one before it."""

    FIRST = "first", _("First published")
    FIX = "fix", _("Silent fix")
    CORRECTION = "correction", _("Correction")
    UPDATE = "update", _("Update")
    REREVIEW = "re-review", _("Re-review")


# Those of which readers are told.
TOLD = (EditionKind.CORRECTION, EditionKind.UPDATE, EditionKind.REREVIEW)


class EditionQuerySet(models.QuerySet):
    def live(self, at=None):
        """What readers get at `at` (aware datetime, default now). The one public door."""
        at = at or timezone.now()
        return self.filter(
            Q(live_until=None) | Q(live_until__gt=at),  # NULL: until something replaces it
            public_from__lte=at,  # the later of live_from and every embargo
        )

    def ever_public(self, at=None):
        """Those that readers could get at some moment up to `at`."""
        at = at or timezone.now()
        return self.filter(Q(live_until=None) | Q(live_until__gt=F("public_from")), public_from__lte=at)

    def upcoming(self, at=None):
        """Approved, not yet public at `at`, and not called off: scheduled, or held back by an embargo."""
        at = at or timezone.now()
        return self.filter(Q(live_until=None) | Q(live_until__gt=F("live_from")), public_from__gt=at)

    def of_film(self, film):
        return self.filter(film=film)

    def of_franchise(self, franchise):
        return self.filter(film__instalments__franchise=franchise)

    def of_critic(self, critic):
        return self.filter(critics=critic)

    def approved_of(self, films, at=None):
        """Those of these films that readers get at `at`, or will get; the newest first."""
        return (self.live(at) | self.upcoming(at)).filter(film__in=films).order_by("-public_from", "-pk")

    def for_cards(self):
        """With what a card shows, in the same query, without the texts. Newest first.

        Of reviews of one moment the later one: a new edition changes no place.
        """
        editions = self.select_related("review", "film__poster").defer("safe")
        return editions.order_by("-first_public_at", "-review_id")

    def for_feed(self):
        """With what a feed says of each, in the same query. Newest first.

        Of reviews of one moment the later one: a new edition changes no place.
        """
        return self.select_related("review", "film").order_by("-first_public_at", "-review_id")

    def for_search(self):
        """With `lasting`, which orders hits that are equals: a new edition changes no place there either."""
        return self.annotate(lasting=F("review_id"))

    def for_sitemap(self):
        """By review, with `told_at`: when readers were last told of a change of it; None if never."""
        own = models.OuterRef
        told = Edition.objects.filter(review=own("review"), number__lte=own("number"), kind__in=TOLD)
        newest = told.ever_public().order_by("-number").values("public_from")[:1]
        editions = self.annotate(told_at=models.Subquery(newest)).order_by("review_id")
        return editions.select_related("review").defer("safe")

    def for_page(self):
        return self.select_related("review", "film__poster", "submission__moderator")


class Edition(models.Model):
    """An approved revision as readers get it, rendered once: the safe text alone.

    The full text stands in `EditionFull`, which only the spoiler page reads.
    Live in `[live_from, live_until)`; an edition that was called off before it
    began has both the same. Ranges of one review never overlap: an exclusion
    constraint on PostgreSQL, triggers on SQLite.
    """

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField(_("number"))
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="editions")
    submission = models.OneToOneField(Submission, on_delete=models.PROTECT, related_name="edition")
    film = models.ForeignKey(Film, on_delete=models.PROTECT, related_name="editions")
    critics = models.ManyToManyField(Critic, through="EditionCritic", related_name="editions")
    kind = models.CharField(_("kind"), max_length=10, choices=EditionKind, default=EditionKind.FIRST)
    note = models.TextField(_("note to readers"), blank=True)
    live_from = models.DateTimeField(_("live from"))
    live_until = models.DateTimeField(_("live until"), null=True)
    public_from = models.DateTimeField(_("public from"))
    # When the first edition of this review could be read: what lists are ordered by.
    first_public_at = models.DateTimeField(_("first published"))
    headline = models.CharField(_("headline"), max_length=200)
    dek = models.TextField(_("dek"), blank=True)
    score = models.PositiveSmallIntegerField(_("score in smallest steps"), null=True)
    score_maximum = models.PositiveSmallIntegerField(default=0)
    score_divisions = models.PositiveSmallIntegerField(default=1)
    score_word = models.CharField(max_length=60, blank=True)
    # Rendered for cards: the printed names, with the address of those who have a page.
    bylines = models.JSONField(default=list)
    # Rendered output, made from the revision by reviews.bake and made again by `rebake`.
    safe = models.JSONField()
    baked_at = models.DateTimeField(_("page built"))
    # Of the code that drew its card; empty: none, or an earlier one.
    card_version = models.PositiveSmallIntegerField(null=True, editable=False)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["-number"]
        indexes = [
            models.Index(fields=["-first_public_at", "-id"], name="edition_newest_first"),
            models.Index(fields=["film", "public_from"], name="edition_of_film"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["review", "number"], name="one_edition_a_number"),
            models.UniqueConstraint(
                fields=["review"], condition=Q(live_until=None), name="one_edition_without_an_end"
            ),
            models.CheckConstraint(
                condition=Q(live_until=None) | Q(live_until__gte=F("live_from")),
                name="edition_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(public_from__gte=F("live_from")), name="edition_public_once_live"
            ),
        ]

    def __str__(self):
        return f"{self.review}, edition {self.number}"


class EditionFull(models.Model):
    """The full text of an edition. Only the spoiler page's view reads this table."""

    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, primary_key=True, related_name="full")
    content = models.JSONField()

    def __str__(self):
        return str(self.edition_id)


class EditionCritic(models.Model):
    """A byline of an edition that names a critic."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="edition_critics")
    critic = models.ForeignKey(Critic, on_delete=models.PROTECT, related_name="edition_critics")
    name = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["edition", "critic"], name="one_byline_a_critic")]

    def __str__(self):
        return self.name
