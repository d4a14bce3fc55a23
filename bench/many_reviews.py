"""Rows by the thousand for measuring, written past `workflow` as nobody may: only their number counts."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from films.models import Film
from reviews.models import AuditLogEntry, Draft, Edition, Review, Revision, Submission

BATCH = 2_000
STATES = ("open", "returned", "approved")


def many_reviews(count, authors, moderator):
    """So many reviews, a third each waiting, sent back and live; with films, revisions and the record."""
    now = timezone.now()
    films = stored(Film(title=f"Film {n}", slug=f"film-{n}", year=1950 + n % 70) for n in range(count // 4))
    reviews = stored(Review(slug=f"review-{n}", author=authors[n % len(authors)]) for n in range(count))
    stored(draft(review, n, films) for n, review in enumerate(reviews))
    revisions = stored(revision(review, now) for review in reviews)
    submissions = stored(submission(row, n, moderator, now) for n, row in enumerate(revisions))
    stored(edition(row, films, now) for row in submissions if row.state == "approved")
    for step in ("begin", "save", "submit"):
        stored(line(review, n, step, now) for n, review in enumerate(reviews))


def stored(rows):
    """The rows, in their order, with the primary keys that they got."""
    rows = list(rows)
    return type(rows[0]).objects.bulk_create(rows, BATCH)


def draft(review, number, films):
    film = films[number % len(films)]
    return Draft(review=review, film=film, headline=f"Headline {number}", updated_by=review.author)


def revision(review, now):
    digest = uuid4().hex * 2
    return Revision(
        review=review, number=1, content=b"{}", digest=digest, saved_by=review.author, saved_at=now
    )


def submission(revision, number, moderator, now):
    found = Submission(
        review=revision.review,
        revision=revision,
        state=STATES[number % 3],
        submitted_by=revision.review.author,
        submitted_at=now - timedelta(minutes=number),
    )
    if found.state != "open":
        found.moderator, found.decided_at, found.reason = moderator, now, "Once more."
    return found


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
        headline=f"Headline {submission.pk}",
        safe={},
        baked_at=now,
    )


def line(review, number, step, now):
    return AuditLogEntry(review=review, by=review.author, at=now - timedelta(minutes=number), step=step)
