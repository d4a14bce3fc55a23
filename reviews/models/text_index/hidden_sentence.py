from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from cast.models import Credit
from films.models import Film
from reviews.models.edition import Edition
from reviews.models.waiver import CommonKnowledge
from shield.levels import Level


class HiddenSentenceQuerySet(models.QuerySet):
    def withheld(self, at=None, *, with_upcoming=False):
        """Those that live editions withhold at `at` (default now); `with_upcoming`: upcoming ones too.

        A sentence about a credit counts as long as the public pages withhold the credit's notes. Without
        what is common knowledge.
        """
        editions = Edition.objects.live(at)
        if with_upcoming:
            editions = editions | Edition.objects.upcoming(at)
        flagged_since = Q(credit__flagged_at__gt=F("edition__submission__decided_at"))
        is_withheld = Q(credit=None) | ~Q(credit__spoiler_level="") | flagged_since
        are_public = Exists(editions.filter(pk=OuterRef("edition")))  # not `in`: that reads all of them
        return self.filter(are_public, is_withheld, ~Exists(_common_knowledge()))

    def common_knowledge(self):
        """Those that every review may tell."""
        return self.filter(Exists(_common_knowledge()))


def _common_knowledge():
    """Of the sentence, in whichever review of the same film it is withheld."""
    return CommonKnowledge.objects.current().filter(film=OuterRef("edition__film"), sentence=OuterRef("hash"))


class HiddenSentence(models.Model):
    """A sentence that an edition withholds, in a row for the reviewed film and each film of its scope.

    The leak check of every other review of these films compares with it.
    Written with the edition (`reviews.workflow`), and by `refresh_derived`.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="hidden_sentences")
    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="+")
    # In the scope of the spoiler; else the film is the reviewed one, and the spoiler of others alone.
    gives_film_away = models.BooleanField()
    # Withheld while this credit is flagged; None: always.
    credit = models.ForeignKey(Credit, on_delete=models.CASCADE, null=True, related_name="+")
    level = models.CharField(max_length=6, choices=Level)
    position = models.PositiveIntegerField()  # in the edition
    text = models.TextField()
    hash = models.CharField(max_length=64, default="")  # of the text, as `CommonKnowledge` holds it
    around = models.TextField(blank=True)  # of a passage of a few words: the sentence around it

    objects = HiddenSentenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("hidden sentence")
        verbose_name_plural = _("hidden sentences")
        ordering = ["edition", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "position", "film"],
                condition=Q(credit=None),
                name="one_hidden_sentence_a_film",
            ),
            models.UniqueConstraint(
                fields=["edition", "position", "film", "credit"], name="one_hidden_sentence_a_credit"
            ),
        ]

    def __str__(self):
        return f"{self.edition_id}, {self.position}"  # never its words
