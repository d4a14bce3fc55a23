from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from films.models import Film
from reviews.models.review import Review


class PostOutcome(models.TextChoices):
    MADE = "made", _("Draft made")
    KNOWN = "known", _("Already here")
    UNREAD = "unread", _("Not read")


class FindingWeight(models.TextChoices):
    """What a finding of an imported draft means for adopting it; the heaviest first."""

    KEEPS = "keeps", _("It stays a draft")
    KEEPS_IF_READ = "read", _("It stays a draft if it is marked as read")
    WARNS = "warns", _("To look at")


class ImportBatch(models.Model):
    """Posts imported together: of a folder, a zip, or an export file. `source`: its name, without a path.

    `upload`: the file, kept until all of it is imported, so that an interrupted import goes on. `film`: of
    all its posts, if somebody chose one. `is_single`: one text, which waits until its author has seen what
    was understood of it.
    """

    source = models.CharField(_("from"), max_length=300)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), on_delete=models.PROTECT, related_name="+"
    )
    began_at = models.DateTimeField(_("begun"))
    ended_at = models.DateTimeField(_("ended"), null=True)
    undone_at = models.DateTimeField(_("undone"), null=True)
    upload = models.BinaryField(null=True)
    film = models.ForeignKey(Film, on_delete=models.SET_NULL, null=True, related_name="+")
    total = models.PositiveIntegerField(_("files"), null=True)  # if it is known before they are read
    is_single = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-began_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_single=False) | Q(ended_at__isnull=False) | Q(upload__isnull=False),
                name="single_text_kept_until_made",
            )
        ]

    def __str__(self):
        return self.source

    @property
    def waits(self) -> bool:
        """Whether its author has still to look at what was understood."""
        return self.is_single and not self.ended_at

    def counts(self) -> dict[str, int]:
        """How many posts were read, and of which outcome."""
        found = dict(self.posts.order_by().values_list("outcome").annotate(models.Count("pk")))
        counts = {outcome: found.get(outcome, 0) for outcome in PostOutcome.values}
        return {"read": sum(found.values())} | counts


class ImportedPost(models.Model):
    """What became of one post of a batch. One text makes one draft, however often it is imported.

    `sha256`: of its text and what came beside it. `digest`: of the draft's document as it was made.
    `notes`: [level, message, key of the part or null], which never spoil. `findings`: [`FindingWeight`,
    sentence] of the draft as it was made; null until it was checked. `findings_stamp`: of what they were
    made (`reviews.workflow.adoptions.kept_findings`).
    """

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="posts")
    number = models.PositiveIntegerField()  # in the order of the archive
    name = models.CharField(_("file or post"), max_length=500)
    outcome = models.CharField(_("outcome"), max_length=6, choices=PostOutcome)
    sha256 = models.CharField(max_length=64, blank=True, db_index=True)
    review = models.ForeignKey(Review, on_delete=models.SET_NULL, null=True, related_name="imported_posts")
    digest = models.CharField(max_length=64, blank=True)
    notes = models.JSONField(default=list)
    warning_count = models.PositiveIntegerField(default=0)
    reason = models.CharField(_("why not"), max_length=1000, blank=True)
    findings = models.JSONField(null=True)
    findings_stamp = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("imported post")
        verbose_name_plural = _("imported posts")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "number"], name="one_row_a_post"),
            models.UniqueConstraint(
                fields=["sha256"],
                condition=Q(outcome="made", review__isnull=False),
                name="one_draft_a_text",
            ),
        ]

    def __str__(self):
        return self.name
