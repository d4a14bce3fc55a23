"""Model of images: cleaned files with alternative text, credit, licence and rights."""

from collections.abc import Iterable
from uuid import UUID

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from keys.models import Alias, Keyed, KeyedQuerySet
from pagecache.queries.prepared import PreparedQuery
from shield.refuse_marks import refuse_marks


class ImageQuerySet(KeyedQuerySet):
    def running_out(self, until):
        """Images whose rights have expired, or expire by this day; the earliest first."""
        return self.filter(rights_until_date__lte=until).order_by("rights_until_date", "pk")

    def same_picture(self, sha256: str, alt: str):
        """The image with these bytes and this alternative text, or None."""
        return self.filter(sha256=sha256, alt=alt).first()


class Image(Keyed):
    """A cleaned picture, upright and without metadata; its file is named by the hash of its bytes."""

    file = models.ImageField(_("file"), upload_to="images/", width_field="width", height_field="height")
    width = models.PositiveIntegerField(_("width in pixels"), editable=False)
    height = models.PositiveIntegerField(_("height in pixels"), editable=False)
    sha256 = models.CharField(_("SHA-256 of the bytes"), max_length=64, editable=False, db_index=True)
    title = models.CharField(
        _("title"), max_length=200, help_text=_("For staff, to find it again. Readers never see it.")
    )
    alt = models.CharField(
        _("alternative text"),
        max_length=300,
        blank=True,
        help_text=_("What the picture shows, for those who do not see it. Never a spoiler."),
    )
    is_decorative = models.BooleanField(
        _("decorative"),
        default=False,
        help_text=_("It says nothing that the text does not say: no alternative text."),
    )
    credit = models.CharField(_("credit"), max_length=200, blank=True)
    licence = models.CharField(_("licence"), max_length=200, blank=True)
    rights_until_date = models.DateField(
        _("rights until"), null=True, blank=True, help_text=_("The last day on which it may be shown.")
    )
    focal_x = models.PositiveSmallIntegerField(
        _("focal point from the left, per cent"),
        default=50,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    focal_y = models.PositiveSmallIntegerField(
        _("focal point from the top, per cent"),
        default=50,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    created_at = models.DateTimeField(_("added"), auto_now_add=True)

    objects = ImageQuerySet.as_manager()

    class Meta:
        verbose_name = _("image")
        verbose_name_plural = _("images")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(is_decorative=True, alt="") | (Q(is_decorative=False) & ~Q(alt=""))),
                name="image_alt_or_decorative",
                violation_error_message=_(
                    "Say what the picture shows, or tick that it is decorative; not both."
                ),
            ),
            models.UniqueConstraint(
                fields=["sha256", "alt"],
                name="one_row_a_picture_and_alt",
                violation_error_message=_("The house has this picture already, with the same words."),
            ),
            models.CheckConstraint(
                condition=Q(focal_x__lte=100, focal_y__lte=100), name="image_focal_point_inside"
            ),
        ]

    def __str__(self):
        return self.title

    def clean(self):
        refuse_marks(self, "alt")


_of_keys = PreparedQuery(lambda keys: Image.objects.filter(key__in=keys), keys=[UUID])


def images_by_keys(keys: Iterable[UUID]) -> dict[UUID, Image]:
    """As `Image.objects.by_keys`, with a prepared query unless one of them was merged into another."""
    wanted = set(keys)
    images = {image.key: image for image in _of_keys(keys=wanted)} if wanted else {}
    return images if images.keys() == wanted else Image.objects.by_keys(wanted)


class ImageAlias(Alias):
    thing = models.ForeignKey(Image, on_delete=models.CASCADE, related_name="aliases")
