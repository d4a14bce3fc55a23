from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cast.models import Credit
from films.models import Film
from images.models import Image
from ratings.models import Aspect, Scale
from reviews.document import FORMAT, Document, loads
from reviews.models.critic import Critic
from reviews.models.review import Review


class BytePosition(models.Func):
    """SQL function: the 1-based position of the second BLOB in the first; 0 if it is not in it."""

    function = "INSTR"
    arity = 2
    output_field = models.IntegerField()

    def as_postgresql(self, compiler, connection, **context):
        swapped = self.copy()
        swapped.set_source_expressions(self.get_source_expressions()[::-1])
        return swapped.as_sql(compiler, connection, function="POSITION", arg_joiner=" IN ", **context)


class RevisionQuerySet(models.QuerySet):
    def in_older_formats(self):
        """Revisions stored in an older document format than FORMAT.

        By searching the JSON for the format number. No text can contain that:
        quotes within texts are escaped.
        """
        current = models.Value(b'"format":%d,' % FORMAT, output_field=models.BinaryField())
        return self.alias(position=BytePosition("content", current)).filter(position=0)


class Revision(models.Model):
    """An immutable, numbered document of a review. A trigger refuses every UPDATE."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField(_("number"))
    content = models.BinaryField()
    digest = models.CharField(_("text checksum"), max_length=64)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("saved by"), on_delete=models.PROTECT, related_name="+"
    )
    saved_at = models.DateTimeField(_("saved"))
    # Made by `tighten`: only spoiler marks were added, so whoever saved it is no contributor.
    is_tightening = models.BooleanField(default=False)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["review", "number"], name="one_revision_a_number")]

    def __str__(self):
        return f"{self.review}, {self.number}"

    def document(self) -> Document:
        """The document, upgraded from an older format if necessary."""
        return loads(bytes(self.content))

    def equals(self, other: Document) -> bool:
        """Whether its document equals another, in whatever format it was stored. Digests differ by format."""
        return self.document() == other


# Models that a document can refer to, by the column of `Reference`.
REFERENCED_MODELS = {
    "film": Film,
    "credit": Credit,
    "image": Image,
    "critic": Critic,
    "scale": Scale,
    "aspect": Aspect,
}


def _exactly_one() -> Q:
    """Exactly one of the columns is not NULL."""
    condition = Q(pk__in=[])
    for name in REFERENCED_MODELS:
        condition |= Q(**{f"{other}__isnull": other != name for other in REFERENCED_MODELS})
    return condition


class Reference(models.Model):
    """An object that a revision's document refers to; PROTECT keeps it from being deleted."""

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="references")
    film = models.ForeignKey(Film, on_delete=models.PROTECT, null=True, related_name="+")
    credit = models.ForeignKey(Credit, on_delete=models.PROTECT, null=True, related_name="+")
    image = models.ForeignKey(Image, on_delete=models.PROTECT, null=True, related_name="+")
    critic = models.ForeignKey(Critic, on_delete=models.PROTECT, null=True, related_name="+")
    scale = models.ForeignKey(Scale, on_delete=models.PROTECT, null=True, related_name="+")
    aspect = models.ForeignKey(Aspect, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("reference")
        verbose_name_plural = _("references")
        constraints = [models.CheckConstraint(condition=_exactly_one(), name="reference_to_one_thing")]

    def __str__(self):
        return str(self.revision)
