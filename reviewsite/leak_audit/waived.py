"""Editorial leaks that are already waived in the leak check of the review that hides the text."""

from reviews.checks.waivers import pairs_with_waivers
from reviews.models import Edition
from reviewsite.leak_audit.secrets import Secret
from reviewsite.leak_audit.shingles import Shingle, Shingles


class Waived:
    """Callable: whether a shingle is in a waived sentence. Each review is loaded only once."""

    def __init__(self, shingles: Shingles):
        self._shingles = shingles
        self._by_review: dict[int, set[Shingle]] = {}

    def __call__(self, shingle: Shingle, secret: Secret) -> bool:
        if secret.review is None:
            return False
        if secret.review not in self._by_review:
            self._by_review[secret.review] = self._waived_shingles(secret.review)
        return shingle in self._by_review[secret.review]

    def _waived_shingles(self, review: int) -> set[Shingle]:
        edition = Edition.objects.live().select_related("review", "revision").filter(review=review).first()
        pairs = pairs_with_waivers(edition.review, edition.revision.document()) if edition else []
        shingles = (self._shingles.of(item.finding.safe) for item in pairs if item.waiver)
        return set().union(*shingles)
