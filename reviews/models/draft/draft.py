"""Draft and its parts: the working text of a review, the only text that is edited.

No public module may import these tables (tests/repository/test_architecture.py).
"""

import re
from uuid import uuid4

from django.conf import settings
from django.contrib.admin.widgets import AdminTextInputWidget
from django.core.validators import MaxLengthValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from cast.models import Credit
from films.models import Film
from images.models import Image
from ratings.models import Aspect, Scale
from reviews import document as d
from reviews.models.critic import Critic
from reviews.models.draft.cached_relations import SkipCachedRelationValidation
from reviews.models.draft.choices import SeenHow
from reviews.models.review import Review
from shield.levels import Level
from shield.markdown_field import MarkdownField

validate_web_address = RegexValidator(
    rf"\A{d.WEB_ADDRESS.pattern}\Z", _("Write it whole: “https://…”."), flags=re.IGNORECASE
)


class LineField(models.TextField):
    """A TextField with a one-line input; forms limit it to `limit` characters.

    The column has no limit, because an imported document must thaw without
    loss; forms and the completeness check limit it. Deconstructs as a
    `TextField`, so that migrations import nothing from here.
    """

    def __init__(self, *args, limit=300, **options):
        self.limit = limit
        super().__init__(*args, **options)

    def deconstruct(self):
        name, _path, args, options = super().deconstruct()
        return name, "django.db.models.TextField", args, options

    def formfield(self, **options):
        defaults = {"max_length": self.limit, "widget": AdminTextInputWidget}
        return super().formfield(**(defaults | options))


def text_field(of: type, name: str, **options):
    """The model field of a part's text; label, limit and type come from `reviews.document.parts`."""
    text = d.text_of(of, name)
    if not text.markdown:
        return LineField(_(text.label), limit=text.limit, blank=True, **options)
    return MarkdownField(_(text.label), blank=True, validators=[MaxLengthValidator(text.limit)], **options)


class DraftQuerySet(models.QuerySet):
    def with_parts(self):
        """With all that `freeze` reads, in at most 18 queries whatever the size of the text."""
        chosen = {"pictures": "image", "bylines": "critic", "opinions": "critic", "aspects": "aspect"}
        scoped = ("sections", "cast_notes", "points", "advice", "advisories", "opinions", "pictures")
        return self.select_related("review", "film", "scale").prefetch_related(
            *(self._rows_with(part, name) for part, name in chosen.items()),
            *(f"{part}__scope" for part in scoped),
            models.Prefetch("cast_notes__credits", Credit.objects.select_related("person", "film")),
        )

    def _rows_with(self, part: str, name: str) -> models.Prefetch:
        """The rows of a part with what each chose, in one query."""
        rows = self.model._meta.get_field(part).related_model.objects
        return models.Prefetch(part, rows.select_related(name))

    def visible_to(self, user):
        """Drafts that this user may see: their own, or all with `edit_any_draft` or `decide`."""
        if user.has_perm("reviews.edit_any_draft") or user.has_perm("reviews.decide"):
            return self
        return self.filter(review__author=user)


class Draft(models.Model):
    review = models.OneToOneField(Review, on_delete=models.CASCADE, primary_key=True, related_name="draft")
    film = models.ForeignKey(
        Film, verbose_name=_("film"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    printed_title = LineField(limit=400, blank=True, editable=False)
    headline = LineField(_("headline"), limit=200, blank=True, help_text=_("Never a spoiler."))
    dek = MarkdownField(
        _("dek"),
        blank=True,
        validators=[MaxLengthValidator(600)],
        help_text=_("The standfirst: one or two sentences under the headline. Never a spoiler."),
    )
    language = LineField(_("language"), limit=12, default="en", help_text=_("“en”, “pt-BR”."))
    seen_how = models.CharField(_("seen"), max_length=15, choices=SeenHow, blank=True)
    seen_guest_of = LineField(
        _("as a guest of"),
        limit=200,
        blank=True,
        help_text=_("“Lionsgate”."),
    )
    seen_format = LineField(_("format"), limit=60, blank=True, help_text=_("“IMAX”, “35 mm”."))
    first_published_date = models.DateField(
        _("day"), null=True, blank=True, help_text=_("Empty: it appears here for the first time.")
    )
    first_published_outlet = LineField(
        _("in"), limit=200, blank=True, help_text=_("The magazine or site. Shown on the page.")
    )
    first_published_address = LineField(
        _("address"),
        limit=500,
        blank=True,
        validators=[validate_web_address],
        help_text=_("Where it stood, if it still does: “https://…”. The page links to it."),
    )
    verdict_label = text_field(d.Verdict, "label")
    verdict_text = text_field(d.Verdict, "text")
    scale = models.ForeignKey(
        Scale, verbose_name=_("scale"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    score = models.PositiveSmallIntegerField(
        _("score"), null=True, blank=True, help_text=_("In the scale's smallest steps: 7 is 3½ of 5.")
    )
    printed_word = LineField(limit=60, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    updated_at = models.DateTimeField(_("last saved"), auto_now=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("saved by"),
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )

    objects = DraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        ordering = ["-updated_at", "-pk"]
        indexes = [models.Index(fields=["-updated_at", "-review"], name="draft_last_saved")]
        permissions = [
            ("edit_any_draft", _("Can edit every draft")),
            ("decide", _("Can decide on submissions")),
            ("take_down", _("Can take a review down")),
            ("set_embargo", _("Can set and lift embargoes")),
            ("waive_four_eyes", _("Can waive the rule of four eyes")),
            ("see_record", _("Can see the audit log of every review")),
            ("read_safe_text", _("Can read the safe text of submissions")),
        ]

    def __str__(self):
        return self.headline or str(_("Untitled"))

    def get_absolute_url(self):
        return self.review.get_absolute_url()


class DraftPart(SkipCachedRelationValidation, models.Model):
    """Abstract base of parts that can be flagged as spoilers. `__str__` never holds their text."""

    key = models.UUIDField(default=uuid4, editable=False)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    level = models.CharField(
        _("spoiler"), max_length=6, choices=Level, blank=True, help_text=_("How much this gives away.")
    )
    scope = models.ManyToManyField(
        Film,
        verbose_name=_("gives away"),
        blank=True,
        related_name="+",
        help_text=_("The films it gives away; empty means the reviewed film."),
    )

    class Meta:
        abstract = True
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["draft", "key"], name="%(class)s_key_once_a_draft")]

    def __str__(self):
        return str(self._meta.verbose_name).capitalize()


class SectionKind(models.TextChoices):
    OPENING = "opening", _("Opening")
    STYLE = "style", _("Tone and style")
    CAST = "cast", _("Cast")
    PLOT = "plot", _("Plot")
    CAMEOS = "cameos", _("Cameos")
    TWISTS = "twists", _("Twists")
    ENDING = "ending", _("Ending")
    OUTLOOK = "outlook", _("What's next")
    OTHER = "other", _("Other")


class DraftSection(DraftPart):
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="sections")
    kind = models.CharField(_("kind"), max_length=7, choices=SectionKind, default=SectionKind.OTHER)
    heading = text_field(d.Section, "heading")
    text = text_field(d.Section, "text")
    flag = LineField(
        _("to check"),
        limit=300,
        blank=True,
        help_text=_("A word from the importer. Empty it when settled."),
    )

    class Meta(DraftPart.Meta):
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def __str__(self):
        return self.get_kind_display()


class DraftCastNote(DraftPart):
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="cast_notes")
    credits = models.ManyToManyField(
        Credit,
        verbose_name=_("credits"),
        blank=True,
        related_name="+",
        help_text=_("Whom the note is about, in the film's record."),
    )
    name = text_field(d.CastNote, "name")
    role = text_field(d.CastNote, "role")
    is_cameo = models.BooleanField(_("cameo"), default=False)
    text = text_field(d.CastNote, "text")

    class Meta(DraftPart.Meta):
        verbose_name = _("cast note")
        verbose_name_plural = _("cast notes")


class Side(models.TextChoices):
    GOOD = "good", _("The good")
    BAD = "bad", _("The bad")


class DraftPoint(DraftPart):
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="points")
    side = models.CharField(_("side"), max_length=4, choices=Side, default=Side.GOOD)
    label = text_field(d.Point, "label")
    text = text_field(d.Point, "text")

    class Meta(DraftPart.Meta):
        verbose_name = _("point")
        verbose_name_plural = _("the good and the bad")


class Answer(models.TextChoices):
    YES = "yes", _("Yes")
    MAYBE = "maybe", _("Maybe")
    NO = "no", _("No")


class DraftAdvice(DraftPart):
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="advice")
    answer = models.CharField(_("answer"), max_length=5, choices=Answer, default=Answer.YES)
    condition = text_field(d.Advice, "condition", help_text=_("“If you want fights with wit”"))
    reason = text_field(d.Advice, "reason")

    class Meta(DraftPart.Meta):
        verbose_name = _("advice")
        verbose_name_plural = _("should you see it?")


class DraftPicture(DraftPart):
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="pictures")
    image = models.ForeignKey(Image, verbose_name=_("image"), on_delete=models.PROTECT, related_name="+")
    alt = text_field(d.Picture, "alt", help_text=_("Empty: the image's own."))
    caption = text_field(d.Picture, "caption")

    class Meta(DraftPart.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")


class DraftByline(SkipCachedRelationValidation, models.Model):
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="bylines")
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    critic = models.ForeignKey(
        Critic, verbose_name=_("critic"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = LineField(
        _("name as printed"), limit=200, blank=True, help_text=_("Empty: the critic's own name.")
    )

    class Meta:
        verbose_name = _("byline")
        verbose_name_plural = _("bylines")
        ordering = ["position", "pk"]

    def __str__(self):
        return self.name or str(self.critic or "")


class DraftAspect(SkipCachedRelationValidation, models.Model):
    """A score for one aspect, on the draft's scale."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="aspects")
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    aspect = models.ForeignKey(Aspect, verbose_name=_("aspect"), on_delete=models.PROTECT, related_name="+")
    printed_name = LineField(limit=60, blank=True, editable=False)
    score = models.PositiveSmallIntegerField(_("score"), help_text=_("In the scale's smallest steps."))
    printed_word = LineField(limit=60, blank=True, editable=False)

    class Meta:
        verbose_name = _("aspect score")
        verbose_name_plural = _("aspect scores")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["draft", "aspect"],
                name="one_score_an_aspect",
                violation_error_message=_("This aspect already has a score."),
            )
        ]

    def __str__(self):
        return str(self.aspect)
