from datetime import timedelta
from uuid import uuid4

from django.conf import settings
from django.core.signing import Signer
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reviews.models.audit_log import TakeDown
from reviews.models.edition import Edition
from reviews.models.review import Review
from reviews.models.revision import Revision

MAX_LIFETIME = timedelta(days=30)
_signer = Signer(salt="foyer.preview-link")


class PreviewLinkQuerySet(models.QuerySet):
    def running(self, at=None):
        """Links neither expired nor ended at `at` (aware, default now), whoever made them."""
        return self.filter(ended_at=None, until__gt=at or timezone.now())

    def open(self, at=None):
        """Running links whose maker's account is active: these answer. Embargoes are not checked."""
        return self.running(at).filter(made_by__is_active=True)

    def suspended_by(self, take_down):
        """Links that this take-down ended: both have the same moment, of one transaction."""
        return self.filter(review=take_down.review, ended_at=take_down.at)

    def with_destination(self, at=None):
        """Annotated with `leads_to_page`: its revision, or a later one, was public, and the review is now.

        A tightening is no later text: it is the live one with more of it hidden.
        """
        editions = Edition.objects.filter(review=OuterRef("review"))
        later = Q(revision__number__gt=OuterRef("revision__number"), revision__is_tightening=False)
        published = editions.ever_public(at).filter(Q(revision=OuterRef("revision")) | later)
        both = Q(Exists(editions.live(at))) & Q(Exists(published))
        return self.annotate(leads_to_page=models.ExpressionWrapper(both, models.BooleanField()))

    def at(self, token: str):
        """The link of this token, open or not; None if there is none. Raises BadSignature if forged."""
        key = _signer.unsign(token)
        return self.select_related("revision", "review__draft__film").filter(key=key).first()

    def for_screen(self):
        """With destination, and `was_taken_down`: a take-down ended it."""
        ends = TakeDown.objects.filter(review=OuterRef("review"), at=OuterRef("ended_at"))
        links = self.with_destination().annotate(was_taken_down=Exists(ends))
        return links.select_related("revision", "made_by", "ended_by").defer("revision__content")


class PreviewLink(models.Model):
    """A secret URL at which one outsider can read one revision before it is public.

    The token is not stored: it is the row's key, signed, so that whoever reads
    the table cannot open the links. Only `reviews.workflow` writes here, but
    for the number of openings; a trigger refuses to change what a link shows,
    and to whom.
    """

    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="preview_links")
    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="preview_links")
    recipient = models.CharField(_("for whom"), max_length=100)
    is_full = models.BooleanField(_("with what spoils"), default=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("made"))
    until = models.DateTimeField(_("until"))
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(_("ended"), null=True)
    openings = models.PositiveIntegerField(_("times opened"), default=0, editable=False)

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("made_at")), name="preview_link_lives"),
            models.CheckConstraint(condition=~Q(recipient=""), name="preview_link_is_for_somebody"),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="who_ends_a_preview_link_is_named",
            ),
        ]

    def __str__(self):
        return f"{self.review}, {self.recipient}"

    def get_absolute_url(self):
        return reverse("previews:safe", args=[self.token])

    @property
    def token(self) -> str:
        return _signer.sign(str(self.key))


class Preview(models.Model):
    """Access log: the first time that a user, or the holder of a link, opened a preview of a revision.

    Shown in the timeline. A trigger refuses every UPDATE.
    """

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="previews")
    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    link = models.ForeignKey(PreviewLink, on_delete=models.CASCADE, null=True, related_name="previews")
    is_full = models.BooleanField(_("with what spoils"))
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("preview")
        verbose_name_plural = _("previews")
        indexes = [models.Index(fields=["-at", "-id"], name="preview_newest_first")]
        constraints = [
            models.CheckConstraint(
                condition=Q(user=None, link__isnull=False) | Q(user__isnull=False, link=None),
                name="preview_by_an_account_or_a_link",
            ),
            models.UniqueConstraint(fields=["revision", "user", "is_full"], name="preview_once_an_account"),
            models.UniqueConstraint(fields=["link", "is_full"], name="preview_once_a_link"),
        ]

    def __str__(self):
        return f"{self.review}, {self.at:%Y-%m-%d}"
