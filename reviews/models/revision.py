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


class At(models.Func):
    """At which byte of the first bytes the second ones begin; 0 if they are not among them."""

    function = "INSTR"
    arity = 2
    output_field = models.IntegerField()

    def as_postgresql(self, compiler, connection, **context):
        turned = self.copy()
        turned.set_source_expressions(self.get_source_expressions()[::-1])
        return turned.as_sql(compiler, connection, function="POSITION", arg_joiner=" IN ", **context)


class RevisionQuerySet(models.QuerySet):
    def in_older_formats(self):
        """Those that were stored in an older format than today's. No text holds what is looked for: quotes
        within texts are escaped."""
        today = models.Value(b'"format":%d,' % FORMAT, output_field=models.BinaryField())
        return self.alias(at=At("content", today)).filter(at=0)


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
    # Made by `tighten`: marks were added and no word was written, so it gives nobody a hand in the text.
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
        """The document, upgraded in memory from whatever format it was stored in."""
        return loads(bytes(self.content))

    def says(self, other: Document) -> bool:
        """Whether these are its words, in whatever format they were stored. Digests tell formats apart."""
        return self.document() == other


# The things a document may name. One of them stands in each reference.
NAMED = {"film": Film, "credit": Credit, "image": Image, "critic": Critic, "scale": Scale, "aspect": Aspect}


def _exactly_one() -> Q:
    """Just one of the columns is filled."""
    condition = Q(pk__in=[])
    for name in NAMED:
        condition |= Q(**{f"{other}__isnull": other != name for other in NAMED})
    return condition


class Reference(models.Model):
    """A thing that a revision's document names, and which can therefore not be deleted."""

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
