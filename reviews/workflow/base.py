"""What every step shares: how it refuses, and the line it leaves behind."""

from collections.abc import Collection

from django.contrib.auth.models import User
from django.utils import timezone

from reviews.models import AuditLogEntry, Review, Step
from reviews.notifications import notify


class Refused(Exception):
    """A step that may not happen. Its text is a sentence staff can act on, and never spoils."""


def log_step(
    review: Review | None, step: Step, by: User, *, former: Collection[User] = (), **details
) -> AuditLogEntry:
    """Add the one line that a step leaves, and tell those whom it concerns (`reviews.notifications`).

    `details`: reason, detail, revision, submission, edition, film. `former`: who is told
    that the review is theirs no longer.
    """
    line = AuditLogEntry.objects.create(review=review, step=step, by=by, at=timezone.now(), **details)
    notify(line, former=former)
    return line


def lock(review: Review) -> None:
    """Let steps of one review follow each other: the second waits for the first to end.

    On SQLite every writing transaction already waits for the one before it.
    """
    Review.objects.select_for_update(no_key=True).get(pk=review.pk)
