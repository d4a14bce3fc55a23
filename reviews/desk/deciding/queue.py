"""What waits for a decision, as those who decide see it; and what they can take back."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from reviews import workflow
from reviews.desk.base.review_state import person_name
from reviews.models import Edition, Embargo, SpoilerCheck, Submission
from reviews.permissions.contributors import contributors_of

QUEUE = 40  # submissions that the newsroom, and whoever asks for the next one, look at


@dataclass(frozen=True)
class QueueRow:
    """A submission in the queue, as somebody who decides sees it."""

    pk: int
    review: int
    title: str
    has_title: bool
    film: str
    author: str
    revision: int
    checks: int  # signatures of spoiler checkers
    since: datetime
    held_until: datetime | None
    cause: str  # why this person may not decide on it


def queue_rows(waiting: Iterable[Submission], user, embargoes: Iterable[Embargo]) -> list[QueueRow]:
    """Submissions (from `waiting`) as rows. Whoever has a hand in some is told in queries for all of them."""
    rows = list(waiting)
    hands = contributors_of(rows) if rows else {}
    signed = Counter(SpoilerCheck.objects.filter(submission__in=rows).values_list("submission", flat=True))
    return [_queued(row, user, hands[row.pk], embargoes, signed[row.pk]) for row in rows]


def next_for(user, submission: Submission) -> QueueRow | None:
    """The longest wait of those that this person may decide, but for this one."""
    others = Submission.objects.waiting().exclude(pk=submission.pk)[:QUEUE]
    return next((row for row in queue_rows(others, user, ()) if not row.cause), None)


def _queued(row, user, hands, embargoes, checks: int) -> QueueRow:
    draft = row.review.draft
    held = [
        embargo.until
        for embargo in embargoes
        if embargo.review_id == row.review_id or (embargo.film_id and embargo.film_id == draft.film_id)
    ]
    return QueueRow(
        pk=row.pk,
        review=row.review_id,
        title=str(draft),
        has_title=bool(draft.headline),
        film=draft.film.title if draft.film else _("no film"),
        author=person_name(row.review.author),
        revision=row.revision.number,
        checks=checks,
        since=row.submitted_at,
        held_until=max(held, default=None),
        cause=_cause(row, user) if user.pk in hands else "",
    )


def _cause(row, user) -> str:
    if row.review.author_id == user.pk:
        return _("You wrote it: somebody else decides.")
    if row.submitted_by_id == user.pk:
        return _("You submitted it: somebody else decides.")
    return _("You contributed to the text: somebody else decides.")


def undoable_editions(user) -> list[Edition]:
    """What this person approved just now, and can take back; `undo_until` says how long."""
    since = timezone.now() - workflow.undo_window()
    editions = Edition.objects.upcoming().filter(submission__moderator=user, submission__decided_at__gt=since)
    found = list(editions.filter(submission__is_tightening=False).select_related("submission").for_cards())
    for edition in found:
        edition.undo_until = edition.submission.decided_at + workflow.undo_window()
    return found
