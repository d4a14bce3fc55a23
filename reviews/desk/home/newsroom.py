"""The newsroom, the first page of the desk: what waits for this person, and what comes next."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from reviews.desk.base.review_state import badges, with_state
from reviews.desk.checks.spoiler_check import waiting_to_check
from reviews.desk.deciding.queue import QUEUE_LIMIT, queue_rows, rename_rows, undoable_editions
from reviews.models import Draft, Edition, Embargo, Submission
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


def newsroom(user) -> dict:
    """The template context for this person. The number of rows adds no queries."""
    context = {"to_check": waiting_to_check(user), "now": timezone.now()}
    if not may(user, "see"):
        return context
    sees_all = user.has_perm("reviews.edit_any_draft") or user.has_perm("reviews.decide")
    decides = may(user, "decide")
    own_drafts = _own_drafts(user)
    returned = [draft for draft in own_drafts if not draft.is_waiting and draft.last_decision == "returned"]
    embargoes = _embargoes(user, sees_all)
    editions = Edition.objects.for_desk()
    if not sees_all:
        editions = editions.filter(review__author=user)
    waiting = Submission.objects.waiting()[:QUEUE_LIMIT] if decides else ()
    queue = queue_rows(waiting, user, embargoes)
    return context | {
        "may_see": True,
        "may_decide": decides,
        "may_begin": may(user, "begin"),
        "undoable": undoable_editions(user) if decides else (),
        "renames": rename_rows(user) if decides else (),
        "queue": [row for row in queue if not row.cause][:MAX_ROWS],
        "others": [row for row in queue if row.cause],
        "returned": _with_reasons(returned),
        "drafts": [draft for draft in own_drafts if draft not in returned][:MAX_ROWS],
        "coming": _coming(editions, embargoes, decides),
        "published": editions.live().newest_editions()[:6],
    }


# Own drafts


def _own_drafts(user) -> list[Draft]:
    drafts = with_state(Draft.objects.filter(review__author=user).select_related("film"))
    own_drafts = list(drafts.order_by("-updated_at", "-pk")[: 3 * MAX_ROWS])
    for draft in own_drafts:
        draft.badges = badges(draft)
    return own_drafts


def _with_reasons(drafts: list[Draft]) -> list[Draft]:
    """Returned drafts, each with its latest submission, which holds the reason."""
    latest = {}
    submissions = Submission.objects.filter(review__in=[draft.pk for draft in drafts])
    for row in submissions.select_related("moderator").order_by("submitted_at", "pk"):
        latest[row.review_id] = row
    for draft in drafts:
        draft.returned = latest.get(draft.pk)
    return drafts


# Scheduled events


def _coming(editions, embargoes, decides: bool) -> list[ComingRow]:
    upcoming = editions.upcoming().order_by("public_from", "pk")[:MAX_ROWS]
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


def _embargoes(user, sees_all) -> list[Embargo]:
    """Embargoes in force; there are few at any time."""
    embargoes = Embargo.objects.in_force().select_related("film", "review__draft").order_by("until", "pk")
    return list(embargoes if sees_all else embargoes.filter(review__author=user))
