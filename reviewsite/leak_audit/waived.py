"""Editorial leaks that are waived: in the review that hides the text, in one that tells it, or for all."""

from functools import cached_property

from reviews.checks.waivers import pairs_with_waivers
from reviews.models import Edition, HiddenSentence, LeakWaiver, WaiverKind
from reviewsite.leak_audit.secrets import Secret
from reviewsite.leak_audit.shingles import Shingle, Shingles


class Waived:
    """Callable: whether a shingle is in a waived sentence. Each review is loaded only once."""

    def __init__(self, shingles: Shingles):
        self._shingles = shingles
        self._by_review: dict[int, set[Shingle]] = {}

    def __call__(self, shingle: Shingle, secret: Secret) -> bool:
        if shingle in self._told_elsewhere or shingle in self._common_knowledge.get(secret.film, ()):
            return True
        if secret.review is None:
            return False
        if secret.review not in self._by_review:
            self._by_review[secret.review] = self._waived_shingles(secret.review)
        return shingle in self._by_review[secret.review]

    @cached_property
    def _told_elsewhere(self) -> set[Shingle]:
        """Of the sentences that may stay although another review withholds what they say."""
        waivers = LeakWaiver.objects.filter(kind=WaiverKind.ELSEWHERE)
        reviews = waivers.order_by().values_list("review", flat=True).distinct()
        return set().union(*map(self._waived_shingles, reviews))

    @cached_property
    def _common_knowledge(self) -> dict[int | None, set[Shingle]]:
        """Of the hidden sentences that every review may tell, by the film that is reviewed."""
        shingles: dict[int | None, set[Shingle]] = {}
        for row in HiddenSentence.objects.common_knowledge().select_related("edition"):
            shingles.setdefault(row.edition.film_id, set()).update(self._shingles.of(row.text))
        return shingles

    def _waived_shingles(self, review: int) -> set[Shingle]:
        edition = Edition.objects.live().select_related("review", "revision").filter(review=review).first()
        pairs = pairs_with_waivers(edition.review, edition.revision.document()) if edition else []
        shingles = (self._shingles.of(item.finding.safe) for item in pairs if item.waiver)
        return set().union(*shingles)
