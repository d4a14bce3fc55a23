from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.db.models.fields.json import KT
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from films.models import Film
from pagecache.queries.having import having
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


# Kinds that are announced to readers, with the note.
ANNOUNCED_KINDS = (EditionKind.CORRECTION, EditionKind.UPDATE, EditionKind.REREVIEW)


def reviews_scope(film: int) -> str:
    """The scope of the reviews of a film (pagecache)."""
    return f"reviews:{film}"


def month_scope(at: datetime) -> str:
    """The scope of the reviews that lists have in one month (pagecache)."""
    return f"listed:{at:%Y-%m}"


def month_scopes(first: datetime, last: datetime) -> list[str]:
    """Of all months from the first to the last moment."""
    months = range(12 * first.year + first.month - 1, 12 * last.year + last.month)
    return [month_scope(datetime(month // 12, month % 12 + 1, 1)) for month in months]


# What a card shows, and what orders lists. The other columns would take a quarter of a list's time.
POSTER_FIELDS = ("file", "width", "height", "alt", "credit", "rights_until_date")
CARD_FIELDS = ("number", "film", "headline", "dek", "bylines", "listed_at", "is_unread", "review__slug")
CARD_FIELDS += ("score", "score_maximum", "score_divisions", "score_word")
CARD_FIELDS += ("film__title", "film__short_title", "film__slug", "film__year")
CARD_FIELDS += tuple(f"film__poster__{name}" for name in POSTER_FIELDS)


NOT_CANCELLED = Q(live_until=None) | Q(live_until__gt=F("live_from"))


class EditionQuerySet(models.QuerySet):
    def live(self, at=None):
        """Editions that readers get at `at` (aware datetime, default now). Every public query starts here."""
        at = at or timezone.now()
        return self.filter(
            Q(live_until=None) | Q(live_until__gt=at),  # NULL: until another edition replaces it
            public_from__lte=at,  # the later of live_from and every embargo
        )

    def ever_public(self, at=None):
        """Editions that were public at some time up to `at`."""
        at = at or timezone.now()
        return self.filter(Q(live_until=None) | Q(live_until__gt=F("public_from")), public_from__lte=at)

    def upcoming(self, at=None):
        """Editions not yet public at `at` and not cancelled: scheduled, or held back by an embargo."""
        return self.filter(NOT_CANCELLED, public_from__gt=at or timezone.now())

    def newest_editions(self):
        """By when each edition became public, corrections too. The condition names the index."""
        return self.filter(NOT_CANCELLED).order_by("-public_from", "-pk")

    def read_here(self):
        """Editions but those adopted from an archive that nobody here has read."""
        return self.filter(is_unread=False)

    def of_film(self, film):
        return self.filter(film=film)

    def of_franchise(self, franchise):
        return self.filter(film__instalments__franchise=franchise)

    def of_critic(self, critic):
        return having(self, "critics", critic)

    def approved_of(self, films, at=None):
        """Live and upcoming editions of these films, newest first."""
        return (self.live(at) | self.upcoming(at)).filter(film__in=films).order_by("-public_from", "-pk")

    def for_cards(self):
        """With what a card shows, in one query, without the texts. Newest first.

        Ties by review, not by edition: a new edition does not move a review in the list.
        `excerpt`: what stands in the place of a dek.
        """
        excerpt = models.Case(
            models.When(dek="", then=KT("safe__description")), output_field=models.TextField()
        )
        editions = self.select_related("review", "film__poster").only(*CARD_FIELDS).annotate(excerpt=excerpt)
        return editions.order_by("-listed_at", "-review_id")

    def for_desk(self):
        """With what lists of the desk show, in one query, without the texts. Newest first."""
        editions = self.select_related("review", "film", "submission").defer("safe")
        return editions.order_by("-listed_at", "-review_id")

    def listed_before(self, listed_at, review):
        """Those that a list, newest first, has after the edition of this review, listed at this moment."""
        tied = Q(listed_at=listed_at, review__lt=review)
        return self.filter(Q(listed_at__lt=listed_at) | tied, listed_at__lte=listed_at)  # for the index

    def for_feed(self):
        """With what a feed entry shows, in one query. Newest first, ties as in `for_cards`."""
        return self.select_related("review", "film").order_by("-listed_at", "-review_id")

    def for_search(self):
        """Annotated with `lasting`, which breaks ties between hits: it stays the same for a new edition."""
        return self.annotate(lasting=F("review_id"))

    def for_hits(self):
        """What a search hit shows besides the texts of its row: plain values, which cost a tenth of rows."""
        shown = ("pk", "review__slug", "listed_at", "headline", "film__title")
        return self.order_by().values_list(*shown, named=True)

    def with_announced_at(self):
        """Annotated with `announced_at`: the last announced change; None if there was none."""
        outer = models.OuterRef
        announced = Edition.objects.filter(
            review=outer("review"), number__lte=outer("number"), kind__in=ANNOUNCED_KINDS
        )
        newest = announced.ever_public().order_by("-number").values("public_from")[:1]
        return self.annotate(announced_at=models.Subquery(newest))

    def for_page(self):
        return self.select_related("review", "film__poster", "submission__moderator")


class Edition(models.Model):
    """An approved revision, rendered for readers: the safe text only.

    The full text is in `EditionFull`, which only the spoiler page reads.
    Live in `[live_from, live_until)`; an edition that was cancelled before it
    began has both equal. The ranges of one review never overlap: an exclusion
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
    # When the first edition of this review became public.
    first_public_at = models.DateTimeField(_("first published"))
    # When readers are told that it was first published, here or elsewhere: lists, feeds and cursors order by
    # it. `place_in_lists` alone sets both.
    listed_at = models.DateTimeField(_("place in lists"))
    headline = models.CharField(_("headline"), max_length=200)
    dek = models.TextField(_("dek"), blank=True)
    score = models.PositiveSmallIntegerField(_("score in smallest steps"), null=True)
    score_maximum = models.PositiveSmallIntegerField(default=0)
    score_divisions = models.PositiveSmallIntegerField(default=1)
    score_word = models.CharField(max_length=60, blank=True)
    # Rendered for cards: [{"name": as printed, "slug": of the critic's page or ""}].
    bylines = models.JSONField(default=list)
    # The safe text, rendered from the revision by reviews.rendering.bake, and again by `rebake`.
    safe = models.JSONField()
    # Adopted from an archive, and read by nobody here: only its opening is shown, and it is in no feed.
    is_unread = models.BooleanField(_("not read here"), default=False)
    baked_at = models.DateTimeField(_("page built"))
    # Of the code that drew its card; empty: none, or an earlier one.
    card_version = models.PositiveSmallIntegerField(null=True, editable=False)
    # Of the code that wrote its rows of HiddenSentence; empty: none, or an earlier one.
    hidden_version = models.PositiveSmallIntegerField(null=True, editable=False)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["-number"]
        indexes = [
            models.Index(fields=["listed_at", "review"], name="edition_in_lists"),
            # Partial, so that SQLite does not take it for lists, which it would have to sort.
            models.Index(fields=["public_from"], condition=NOT_CANCELLED, name="edition_public_from"),
            models.Index(fields=["card_version"], name="edition_card_version"),
            models.Index(fields=["hidden_version"], name="edition_hidden_version"),
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
    """The full text of an edition. On public pages, only the spoiler page reads this table."""

    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, primary_key=True, related_name="full")
    content = models.JSONField()

    def __str__(self):
        return str(self.edition_id)


class EditionCritic(models.Model):
    """A byline of an edition that refers to a critic."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="edition_critics")
    critic = models.ForeignKey(Critic, on_delete=models.PROTECT, related_name="edition_critics")
    name = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["edition", "critic"], name="one_byline_a_critic")]

    def __str__(self):
        return self.name
