"""Editorial leaks that somebody has already answered for, in the leak check of the review that hides them."""

from reviews.checks.waivers import pairs_with_waivers
from reviews.models import Edition
from reviewsite.leak_audit.secrets import Secret
from reviewsite.leak_audit.shingles import Shingle, Shingles


class Waived:
    """Which shingles stand in a sentence that was waived: “it is premise”. Each review is looked at once."""

    def __init__(self, shingles: Shingles):
        self._shingles = shingles
        self._of_review: dict[int, set[Shingle]] = {}

    def __call__(self, shingle: Shingle, secret: Secret) -> bool:
        if secret.review is None:
            return False
        if secret.review not in self._of_review:
            self._of_review[secret.review] = self._answered(secret.review)
        return shingle in self._of_review[secret.review]

    def _answered(self, review: int) -> set[Shingle]:
        edition = Edition.objects.live().select_related("review", "revision").filter(review=review).first()
        looked = pairs_with_waivers(edition.review, edition.revision.document()) if edition else []
        answered = (self._shingles.of(item.finding.safe) for item in looked if item.waiver)
        return set().union(*answered)
