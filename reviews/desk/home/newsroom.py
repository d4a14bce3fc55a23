"""The newsroom, the first page of the desk: what waits for this person, and what comes next."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists
from django.utils import timezone

from pagecache.queries.prepared import PreparedQuery
from reviews.desk.base.review_state import badges, with_state
from reviews.desk.checks.spoiler_check import waiting_to_check
from reviews.desk.deciding.queue import (
    longest_waiting,
    may_undo_since,
    queue_rows,
    rename_rows,
    undoable_editions,
    undoable_of,
)
from reviews.models import Draft, Edition, Embargo, RenameRequest, Submission
from reviews.permissions.access import may

MAX_ROWS = 12  # rows of each list; the change list has them all


@dataclass(frozen=True)
class ComingRow:
    """A scheduled event: an edition becomes public, or an embargo ends."""

    at: datetime
    title: str
    film: str
    review: int | None
    is_edition: bool
    is_held: bool
    may_move: bool


# Queries, each said once a process


def _of_all_or_author(make) -> tuple[PreparedQuery, PreparedQuery]:
    """A query of all reviews, for those who see them, and of one author's."""
    of_author = PreparedQuery(lambda now, author: make(now, review__author=author), now=datetime, author=int)
    return PreparedQuery(make, now=datetime), of_author


def _upcoming(now, **of):
    return Edition.objects.for_desk().filter(**of).upcoming(now).order_by("public_from", "pk")[:MAX_ROWS]


def _published(now, **of):
    return Edition.objects.for_desk().filter(**of).live(now).newest_editions()[:6]


def _in_force(now, **of):
    embargoes = Embargo.objects.in_force(now).filter(**of)
    return embargoes.select_related("film", "review__draft").order_by("until", "pk")


def _drafts_of(author, now):
    drafts = with_state(Draft.objects.filter(review__author=author).select_related("film"), now)
    return drafts.order_by("-updated_at", "-pk")[: 3 * MAX_ROWS]


def _what_there_is(user, now, since):
    """Of what a quiet newsroom has none. One row: the table of content types is never empty."""
    kinds = {
        "waiting": Submission.objects.open(),
        "undoable": undoable_of(user, now, since),
        "renames": RenameRequest.objects.waiting(),
        "upcoming": Edition.objects.upcoming(now),
    }
    exist = {f"has_{name}": Exists(rows.order_by()) for name, rows in kinds.items()}
    return ContentType.objects.annotate(**exist).values(*exist)[:1]


UPCOMING, PUBLISHED, IN_FORCE = (_of_all_or_author(make) for make in (_upcoming, _published, _in_force))
_own_drafts_at = PreparedQuery(_drafts_of, author=int, now=datetime)
_there_is = PreparedQuery(_what_there_is, user=int, now=datetime, since=datetime)


def newsroom(user) -> dict:
    """The template context for this person. The number of rows adds no queries."""
    now = timezone.now()
    context = {"to_check": waiting_to_check(user), "now": now}
    if not may(user, "see"):
        return context
    there_is = _there_is.first(user=user.pk, now=now, since=may_undo_since(now))
    decides = may(user, "decide")
    own_drafts = _own_drafts(user, now)
    returned = [draft for draft in own_drafts if not draft.is_waiting and draft.last_decision == "returned"]
    embargoes = _rows(IN_FORCE, user, now)
    upcoming = _rows(UPCOMING, user, now) if there_is["has_upcoming"] else []
    queue = queue_rows(longest_waiting() if decides and there_is["has_waiting"] else (), user, embargoes)
    return context | {
        "may_see": True,
        "may_decide": decides,
        "may_begin": may(user, "begin"),
        "undoable": undoable_editions(user) if decides and there_is["has_undoable"] else (),
        "renames": rename_rows(user) if decides and there_is["has_renames"] else (),
        "queue": [row for row in queue if not row.cause][:MAX_ROWS],
        "others": [row for row in queue if row.cause],
        "returned": _with_reasons(returned),
        "drafts": [draft for draft in own_drafts if draft not in returned][:MAX_ROWS],
        "coming": _coming(upcoming, embargoes, decides),
        "published": _rows(PUBLISHED, user, now),
    }


def _rows(query: tuple[PreparedQuery, PreparedQuery], user, now) -> list:
    of_all, of_author = query
    if user.has_perm("reviews.edit_any_draft") or user.has_perm("reviews.decide"):
        return of_all(now=now)
    return of_author(now=now, author=user.pk)


# Own drafts


def _own_drafts(user, now) -> list[Draft]:
    own_drafts = _own_drafts_at(author=user.pk, now=now)
    for draft in own_drafts:
        draft.badges = badges(draft)
    return own_drafts


def _with_reasons(drafts: list[Draft]) -> list[Draft]:
    """Returned drafts, each with its latest submission, which holds the reason."""
    if not drafts:
        return []
    latest = {}
    submissions = Submission.objects.filter(review__in=[draft.pk for draft in drafts])
    for row in submissions.select_related("moderator").order_by("submitted_at", "pk"):
        latest[row.review_id] = row
    for draft in drafts:
        draft.returned = latest.get(draft.pk)
    return drafts


# Scheduled events


def _coming(upcoming: list[Edition], embargoes: list[Embargo], decides: bool) -> list[ComingRow]:
    rows = [_edition_row(row, decides) for row in upcoming]
    rows += [_embargo_row(row, decides) for row in embargoes]
    return sorted(rows, key=lambda row: row.at)[:MAX_ROWS]


def _edition_row(row: Edition, decides: bool) -> ComingRow:
    is_held = row.live_from < row.public_from
    return ComingRow(row.public_from, row.headline, row.film.title, row.review_id, True, is_held, decides)


def _embargo_row(row: Embargo, decides: bool) -> ComingRow:
    film = row.film.title if row.film_id else ""
    title = "" if row.film_id else str(row.review.draft)
    return ComingRow(row.until, title, film, row.review_id, False, False, decides)
