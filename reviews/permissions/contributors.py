"""Whose words a submission holds: those who may therefore not decide on it."""

from collections.abc import Collection

from django.db.models import F, Max, OuterRef, Q, Subquery
from django.utils import timezone

from reviews.models import Edition, Reference, Revision, Submission


def contributors_since_live(submission: Submission) -> set[int]:
    """The accounts (primary keys) whose words these are: author, submitter, bylines, whoever saved since."""
    return contributors_of([submission])[submission.pk]


def contributors_of(submissions: Collection[Submission]) -> dict[int, set[int]]:
    """The same for many, by the primary key of the submission, in three queries whatever their number.

    Their reviews and revisions are loaded with them.
    """
    named, live, saved = _bylined(submissions), _live_numbers(submissions), _savings(submissions)
    return {
        row.pk: {
            row.review.author_id,
            row.submitted_by_id,
            *named.get(row.revision_id, ()),
            *_savers(saved.get(row.review_id, ()), live.get(row.review_id, 0), row.revision.digest),
        }
        for row in submissions
    }


def _savers(saved: Collection[tuple], live: int, digest: str) -> set[int]:
    """Whoever saved since what is live; and whoever wrote what was restored since then, to be written on."""
    begun = {other for number, other, _saver in saved if number == live}
    since = {other for number, other, _saver in saved if number > live} - begun
    return {saver for number, other, saver in saved if number > live or other in since | {digest}}


def _bylined(submissions) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    rows = Reference.objects.filter(
        revision__in=[row.revision_id for row in submissions], critic__account__isnull=False
    )
    for revision, account in rows.values_list("revision_id", "critic__account_id"):
        found.setdefault(revision, set()).add(account)
    return found


def _savings(submissions) -> dict[int, list[tuple]]:
    """By review: number, digest and saver of every revision, those aside that only added marks."""
    found: dict[int, list[tuple]] = {}
    written = Revision.objects.filter(review__in={row.review_id for row in submissions}, is_tightening=False)
    for review, *saved in written.values_list("review_id", "number", "digest", "saved_by_id"):
        found.setdefault(review, []).append(tuple(saved))
    return found


def _live_numbers(submissions) -> dict[int, int]:
    """By review: the revision whose words are live, marks added later aside. None while nothing is live."""
    now = timezone.now()
    begun = Edition.objects.filter(live_from__lte=now)
    live = begun.filter(Q(live_until=None) | Q(live_until__gt=now), review=OuterRef("review"))
    written = begun.filter(
        Q(live_until=None) | Q(live_until__gt=F("live_from")),
        review__in={row.review_id for row in submissions},
        revision__is_tightening=False,
    )
    alive = written.annotate(now=Subquery(live.values("pk")[:1])).filter(now__isnull=False)
    return dict(alive.values_list("review_id").annotate(last=Max("revision__number")))
