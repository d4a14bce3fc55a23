"""The queue of submissions for those who decide, and the approvals they can still undo."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from pagecache.queries.prepared import PreparedQuery
from reviews import workflow
from reviews.desk.base.review_state import person_name
from reviews.models import Edition, Embargo, RenameRequest, Submission
from reviews.permissions.contributors import contributors_of

QUEUE_LIMIT = 40  # submissions read for the newsroom, and to find the next one


longest_waiting = PreparedQuery(lambda: Submission.objects.waiting()[:QUEUE_LIMIT])


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
    """Submissions (from `waiting`) as rows for this person. Their number adds no queries."""
    rows = list(waiting)
    contributors = contributors_of(rows) if rows else {}
    return [_queue_row(row, user, contributors[row.pk], embargoes) for row in rows]


def next_for(user, waiting: Iterable[Submission], contributors: Mapping[int, set[int]]) -> QueueRow | None:
    """The first of these submissions (from `waiting`) that this person may decide."""
    rows = (row for row in waiting if user.pk not in contributors[row.pk])
    return next((_queue_row(row, user, contributors[row.pk], ()) for row in rows), None)


def _queue_row(row, user, contributors, embargoes) -> QueueRow:
    draft = row.review.draft
    embargo_ends = [
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
        checks=row.check_count,
        since=row.submitted_at,
        held_until=max(embargo_ends, default=None),
        cause=_cause(row, user) if user.pk in contributors else "",
    )


def _cause(row, user) -> str:
    if row.review.author_id == user.pk:
        return _("You wrote it: somebody else decides.")
    if row.submitted_by_id == user.pk:
        return _("You submitted it: somebody else decides.")
    return _("You contributed to the text: somebody else decides.")


@dataclass(frozen=True)
class RenameRow:
    """A new address that is asked for, as somebody who decides sees it."""

    pk: int
    review: int
    title: str
    former: str
    slug: str
    asked_by: str
    since: datetime
    is_own: bool


def rename_rows(user) -> list[RenameRow]:
    """The open requests to rename. One query for any number."""
    return [
        RenameRow(
            pk=row.pk,
            review=row.review_id,
            title=str(row.review.draft),
            former=row.former,
            slug=row.slug,
            asked_by=person_name(row.asked_by),
            since=row.asked_at,
            is_own=row.asked_by_id == user.pk,
        )
        for row in _renames()
    ]


def may_undo_since(now: datetime) -> datetime:
    """Approvals later than this can still be undone."""
    return now - workflow.undo_window()


def undoable_of(user, now: datetime, since: datetime):
    """QuerySet of the editions that this person approved after `since`, and that are not public yet."""
    editions = Edition.objects.upcoming(now).filter(
        submission__moderator=user, submission__decided_at__gt=since, submission__is_tightening=False
    )
    return editions.for_desk()


_undoable = PreparedQuery(undoable_of, user=int, now=datetime, since=datetime)
_renames = PreparedQuery(lambda: RenameRequest.objects.waiting())


def undoable_editions(user) -> list[Edition]:
    """The editions that this person approved and can still undo, each with its `undo_until`."""
    now = timezone.now()
    recent = _undoable(user=user.pk, now=now, since=may_undo_since(now))
    for edition in recent:
        edition.undo_until = edition.submission.decided_at + workflow.undo_window()
    return recent
