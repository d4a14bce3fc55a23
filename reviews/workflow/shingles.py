"""Keeping the runs of words of a review's latest revision."""

from reviews import document as d
from reviews.checks.shingles import VERSION, hashes_of
from reviews.models import Review, Shingle

AT_ONCE = 5_000  # rows in one statement


def keep_shingles(review: Review, document: d.Document) -> int:
    """Add what is new and take away what is gone; how many runs the review has now.

    Inside the transaction that makes the revision.
    """
    wanted = hashes_of(document)
    there = set(review.shingles.values_list("hash", flat=True))
    gone = list(there - wanted)
    for at in range(0, len(gone), AT_ONCE):
        review.shingles.filter(hash__in=gone[at : at + AT_ONCE]).delete()
    rows = (Shingle(review=review, hash=hash) for hash in sorted(wanted - there))
    Shingle.objects.bulk_create(rows, batch_size=AT_ONCE)
    if review.shingles_version != VERSION:
        Review.objects.filter(pk=review.pk).update(shingles_version=VERSION)
        review.shingles_version = VERSION
    return len(wanted)
