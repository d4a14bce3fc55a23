"""What every step shares: how it refuses, and the line it leaves behind."""

from django.contrib.auth.models import User
from django.utils import timezone

from reviews.models import RecordLine, Review, Step


class Refused(Exception):
    """A step that may not happen. Its text is a sentence staff can act on, and never spoils."""


def write_line(review: Review | None, step: Step, by: User, **details) -> RecordLine:
    """Add the one line that a step leaves. `details`: reason, detail, revision, submission, edition, film."""
    return RecordLine.objects.create(review=review, step=step, by=by, at=timezone.now(), **details)


def lock(review: Review) -> None:
    """Let steps of one review follow each other: the second waits for the first to end.

    On SQLite every writing transaction already waits for the one before it.
    """
    Review.objects.select_for_update(no_key=True).get(pk=review.pk)
