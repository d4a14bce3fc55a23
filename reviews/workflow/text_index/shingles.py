"""Keep the `Shingle` rows of a review equal to its latest revision."""

from django.db import connection

from reviews import document as d
from reviews.checks.shingles import VERSION, hashes_of
from reviews.models import Review, Shingle

BATCH_SIZE = 5_000  # rows in one SQL statement


def update_shingles(review: Review, document: d.Document) -> int:
    """Insert new shingles and delete stale ones; returns how many the review has now.

    Called inside the transaction that creates the revision.
    """
    hashes = hashes_of(document)
    stored = set(review.shingles.values_list("hash", flat=True))
    stale = list(stored - hashes)
    for start in range(0, len(stale), BATCH_SIZE):
        review.shingles.filter(hash__in=stale[start : start + BATCH_SIZE]).delete()
    _insert(review, sorted(hashes - stored))
    if review.shingles_version != VERSION:
        Review.objects.filter(pk=review.pk).update(shingles_version=VERSION)
        review.shingles_version = VERSION
    return len(hashes)


def _insert(review: Review, hashes: list[int]) -> None:
    """As `bulk_create`, which takes a third of saving a review: a text has a thousand shingles."""
    table = connection.ops.quote_name(Shingle._meta.db_table)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} (review_id, hash) VALUES (%s, %s)", [(review.pk, hash) for hash in hashes]
        )
