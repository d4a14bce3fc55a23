"""What every workflow step shares: `Refused`, the audit log entry and the lock."""

from collections.abc import Collection

from django.contrib.auth.models import User
from django.utils import timezone

from films.models import Film
from reviews.models import AuditLogEntry, Review, Step
from reviews.notifications import notify


class Refused(Exception):
    """Raised for a step that may not happen. The message is a sentence staff can act on; it never spoils."""


def log_step(
    review: Review | None, step: Step, by: User, *, former: Collection[User] = (), **details
) -> AuditLogEntry:
    """Create the audit log entry of a step and notify its recipients (`reviews.notifications`).

    `details`: reason, detail, revision, submission, edition, film. `former`: authors
    to notify that the review is no longer theirs.
    """
    entry = AuditLogEntry.objects.create(review=review, step=step, by=by, at=timezone.now(), **details)
    notify(entry, former=former)
    return entry


def lock(review: Review) -> None:
    """Lock the review's row: a second step on the same review waits until the first commits.

    SQLite ignores `select_for_update`, but there writing transactions run one after another anyway.
    """
    Review.objects.select_for_update(no_key=True).get(pk=review.pk)


def lock_film(film: Film) -> None:
    """Lock the film's row: no embargo on it is set or lifted until this step commits. After the review's."""
    Film.objects.select_for_update(no_key=True).get(pk=film.pk)
