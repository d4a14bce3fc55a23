"""Thousands of review rows for benchmarks, created with bulk_create instead of the workflow."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from films.models import Film
from reviews.models import AuditLogEntry, Draft, Edition, Review, Revision, Submission

BATCH = 2_000
STATES = ("open", "returned", "approved")


def many_reviews(count, authors, moderator, content=b"{}"):
    """Create reviews, a third each waiting, returned and live, with films, revisions and audit log."""
    now = timezone.now()
    films = bulk_created(
        Film(title=f"Film {n}", slug=f"film-{n}", year=1950 + n % 70) for n in range(count // 4)
    )
    reviews = bulk_created(Review(slug=f"review-{n}", author=authors[n % len(authors)]) for n in range(count))
    bulk_created(draft(review, n, films) for n, review in enumerate(reviews))
    revisions = bulk_created(revision(review, now, content) for review in reviews)
    submissions = bulk_created(submission(row, n, moderator, now) for n, row in enumerate(revisions))
    bulk_created(edition(row, films, now) for row in submissions if row.state == "approved")
    for step in ("begin", "save", "submit"):
        bulk_created(log_entry(review, n, step, now) for n, review in enumerate(reviews))


def bulk_created(rows):
    """Create the rows. Returns them in order, with their primary keys."""
    rows = list(rows)
    return type(rows[0]).objects.bulk_create(rows, BATCH)


def draft(review, number, films):
    film = films[number % len(films)]
    return Draft(review=review, film=film, headline=f"Headline {number}", updated_by=review.author)


def revision(review, now, content):
    digest = uuid4().hex * 2
    return Revision(
        review=review, number=1, content=content, digest=digest, saved_by=review.author, saved_at=now
    )


def submission(revision, number, moderator, now):
    row = Submission(
        review=revision.review,
        revision=revision,
        state=STATES[number % 3],
        submitted_by=revision.review.author,
        submitted_at=now - timedelta(minutes=number),
    )
    if row.state != "open":
        row.moderator, row.decided_at, row.reason = moderator, now, "Once more."
    return row


def edition(submission, films, now):
    since = now - timedelta(minutes=submission.pk)
    return Edition(
        review=submission.review,
        number=1,
        revision=submission.revision,
        submission=submission,
        film=films[submission.pk % len(films)],
        live_from=since,
        public_from=since,
        first_public_at=since,
        listed_at=since,
        headline=f"Headline {submission.pk}",
        safe={},
        baked_at=now,
    )


def log_entry(review, number, step, now):
    return AuditLogEntry(review=review, by=review.author, at=now - timedelta(minutes=number), step=step)
