"""What every workflow step shares: `Refused`, the audit log entry, the lock, and telling the page cache."""

from collections.abc import Collection
from datetime import datetime

from django.contrib.auth.models import User
from django.utils import timezone

from films.models import Film
from pagecache.models import changed
from pagecache.scopes import Thing, scopes
from reviews.models import AuditLogEntry, Critic, EditionCritic, Review, Step
from reviews.models.edition import month_scope, reviews_scope
from reviews.notifications import notify

# When an edition is public, until when, and its place in lists.
Range = tuple[datetime, datetime | None, datetime]


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


def review_changed(review: Review) -> None:
    """Name the pages that a step changes: of the review, its films and critics, and lists of its month.

    All editions count: what a page showed of an earlier one, it shows no more. At each coming moment at
    which one of them begins or ends, the same pages change once more. Call it after the step has written.
    """
    rows = list(review.editions.values_list("film_id", "listed_at", "public_from", "live_until"))
    critics = EditionCritic.objects.filter(edition__review=review).values_list("critic_id", flat=True)
    shown: list[Thing] = [
        review,
        *map(reviews_scope, {film for film, *_times in rows}),
        *scopes(Critic, set(critics)),
    ]
    months = [month_scope(listed) for listed in {listed for _film, listed, *_range in rows}]
    ranges: list[Range] = [(begins, ends, listed) for _film, listed, begins, ends in rows]
    now = timezone.now()
    changed(*shown, *(months if _appears(ranges, now) else ()))
    times = {at for begins, ends, _listed in ranges for at in (begins, ends)}
    for moment in sorted(at for at in times if at and at > now):
        changed(*shown, *(months if _appears(ranges, moment) else ()), at=moment)


def _appears(ranges: Collection[Range], at: datetime) -> bool:
    """Whether an edition is public then that did not follow upon one that was, at the same place in lists.

    Lists that lack the review then change. Those that have it are made of the review itself.
    """
    shown = next((one for one in ranges if one[0] <= at and not (one[1] and one[1] <= at)), None)
    if shown is None:
        return False
    begins, _ends, place = shown
    return not any(
        earlier < begins and ends and ends >= begins and listed == place for earlier, ends, listed in ranges
    )
