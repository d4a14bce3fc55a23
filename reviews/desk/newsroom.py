"""The newsroom: what waits for whom, told in a few queries."""

from django.db.models import Count, Min
from django.utils import timezone

from reviews.access import may
from reviews.desk.checking import to_check
from reviews.desk.state import marks, with_state
from reviews.models import Draft, Edition, Embargo, SpoilerReport, Submission

SHOWN = 12  # rows of each list; the change list has them all


def newsroom(user) -> dict:
    """The lists of the desk's first page, for this person. Six queries at most, one more for who checks."""
    checks = {"to_check": to_check(user)}
    if not may(user, "see"):
        return checks
    sees_all = user.has_perm("reviews.edit_any_draft") or user.has_perm("reviews.decide")
    own = _own_drafts(user)
    returned = [draft for draft in own if not draft.is_waiting and draft.last_decision == "returned"]
    editions = Edition.objects.for_cards()
    if not sees_all:
        editions = editions.filter(review__author=user)
    return checks | {
        "queue": list(Submission.objects.waiting()[:SHOWN]) if may(user, "decide") else [],
        "may_decide": may(user, "decide"),
        "reports": _reports() if may(user, "tighten") else None,
        "may_begin": may(user, "begin"),
        "returned": _with_reasons(returned),
        "drafts": [draft for draft in own if draft not in returned][:SHOWN],
        "coming": editions.upcoming().order_by("public_from", "pk")[:SHOWN],
        "embargoes": _embargoes(user, sees_all),
        "published": editions.live().order_by("-public_from", "-pk")[:6],
        "now": timezone.now(),
    }


def _reports() -> dict:
    """How many reports of readers wait, and since when."""
    return SpoilerReport.objects.open().aggregate(number=Count("pk"), since=Min("reported_at"))


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


def _embargoes(user, sees_all):
    embargoes = Embargo.objects.in_force().select_related("film", "review__draft").order_by("until", "pk")
    if not sees_all:
        embargoes = embargoes.filter(review__author=user)
    return embargoes[:SHOWN]
