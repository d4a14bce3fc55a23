"""The newsroom: what waits for whom, told in a few queries."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from reviews.access import may
from reviews.desk.checking import to_check
from reviews.desk.state import marks, person, with_state
from reviews.hands import hands_of
from reviews.models import Draft, Edition, Embargo, Submission

SHOWN = 12  # rows of each list; the change list has them all
QUEUE = 40  # submissions that are looked at


@dataclass(frozen=True)
class Queued:
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


@dataclass(frozen=True)
class Coming:
    """Something that happens by itself at a moment: an edition goes out, an embargo ends."""

    at: datetime
    title: str
    film: str
    review: int | None
    is_edition: bool
    is_held: bool
    may_move: bool


def newsroom(user) -> dict:
    """The lists of the desk's first page, for this person. As many queries, whatever they hold."""
    told = {"to_check": to_check(user), "now": timezone.now()}
    if not may(user, "see"):
        return told
    sees_all = user.has_perm("reviews.edit_any_draft") or user.has_perm("reviews.decide")
    decides = may(user, "decide")
    own = _own_drafts(user)
    returned = [draft for draft in own if not draft.is_waiting and draft.last_decision == "returned"]
    embargoes = _embargoes(user, sees_all)
    editions = Edition.objects.for_cards()
    if not sees_all:
        editions = editions.filter(review__author=user)
    queue = _queue(user, embargoes) if decides else []
    return told | {
        "may_see": True,
        "may_decide": decides,
        "may_begin": may(user, "begin"),
        "queue": [row for row in queue if not row.cause][:SHOWN],
        "others": [row for row in queue if row.cause],
        "returned": _with_reasons(returned),
        "drafts": [draft for draft in own if draft not in returned][:SHOWN],
        "coming": _coming(editions, embargoes, decides),
        "published": editions.live().order_by("-public_from", "-pk")[:6],
    }


# What waits


def _queue(user, embargoes) -> list[Queued]:
    """The longest wait first. Whoever has a hand in the words is told so in a query for all of them."""
    waiting = Submission.objects.waiting().defer("revision__content")
    rows = list(waiting.annotate(checks=Count("spoiler_checks"))[:QUEUE])
    hands = hands_of(rows)
    return [_queued(row, user, hands[row.pk], embargoes) for row in rows]


def _queued(row, user, hands, embargoes) -> Queued:
    draft = row.review.draft
    held = [
        embargo.until
        for embargo in embargoes
        if embargo.review_id == row.review_id or (embargo.film_id and embargo.film_id == draft.film_id)
    ]
    return Queued(
        pk=row.pk,
        review=row.review_id,
        title=str(draft),
        has_title=bool(draft.headline),
        film=draft.film.title if draft.film else _("no film"),
        author=person(row.review.author),
        revision=row.revision.number,
        checks=row.checks,
        since=row.submitted_at,
        held_until=max(held, default=None),
        cause=_cause(row, user) if user.pk in hands else "",
    )


def _cause(row, user) -> str:
    if row.review.author_id == user.pk:
        return _("You wrote it: somebody else decides.")
    if row.submitted_by_id == user.pk:
        return _("You submitted it: somebody else decides.")
    return _("Words of yours are in it: somebody else decides.")


# What is one's own


def _own_drafts(user) -> list[Draft]:
    drafts = with_state(Draft.objects.filter(review__author=user).select_related("film"))
    own = list(drafts.order_by("-updated_at", "-pk")[: 3 * SHOWN])
    for draft in own:
        draft.marks = marks(draft)
    return own


def _with_reasons(drafts: list[Draft]) -> list[Draft]:
    """Drafts that came back, each with the submission that says why."""
    latest = {}
    submissions = Submission.objects.filter(review__in=[draft.pk for draft in drafts])
    for row in submissions.select_related("moderator").order_by("submitted_at", "pk"):
        latest[row.review_id] = row
    for draft in drafts:
        draft.returned = latest.get(draft.pk)
    return drafts


# What comes


def _coming(editions, embargoes, decides: bool) -> list[Coming]:
    upcoming = editions.upcoming().order_by("public_from", "pk")[:SHOWN]
    found = [_edition(row, decides) for row in upcoming] + [_embargo(row, decides) for row in embargoes]
    return sorted(found, key=lambda row: row.at)[:SHOWN]


def _edition(row: Edition, decides: bool) -> Coming:
    is_held = row.live_from < row.public_from
    return Coming(row.public_from, row.headline, row.film.title, row.review_id, True, is_held, decides)


def _embargo(row: Embargo, decides: bool) -> Coming:
    film = row.film.title if row.film_id else ""
    title = "" if row.film_id else str(row.review.draft)
    return Coming(row.until, title, film, row.review_id, False, False, decides)


def _embargoes(user, sees_all) -> list[Embargo]:
    """All that hold now: few at any time."""
    embargoes = Embargo.objects.in_force().select_related("film", "review__draft").order_by("until", "pk")
    return list(embargoes if sees_all else embargoes.filter(review__author=user))
