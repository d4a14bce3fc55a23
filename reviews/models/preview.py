from datetime import timedelta
from uuid import uuid4

from django.conf import settings
from django.core.signing import Signer
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reviews.models.review import Review
from reviews.models.revision import Revision

LONGEST = timedelta(days=30)  # that a link may live
_signer = Signer(salt="foyer.preview-link")


class PreviewLinkQuerySet(models.QuerySet):
    def open(self, at=None):
        """Those that answer at `at` (aware, default now): neither over nor ended by hand. Embargoes aside."""
        return self.filter(ended_at=None, until__gt=at or timezone.now())

    def at(self, token: str):
        """The link of this address, open or not; None if nobody ever made it."""
        key = _signer.unsign(token)
        return self.select_related("revision", "review__draft__film").filter(key=key).first()

    def for_screen(self):
        return self.select_related("revision", "made_by", "ended_by").defer("revision__content")


class PreviewLink(models.Model):
    """An address at which one outsider reads one revision before it is public.

    The address is not stored: it is the row's key with our signature, so that
    who reads the table cannot open what it lists. Only `reviews.workflow`
    writes here; a trigger keeps what a link shows, and to whom.
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
    """Somebody looked at a revision as readers would get it: the first time each, for the timeline.

    By an account at the desk, or through a link by whoever has it. A trigger refuses every UPDATE.
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
