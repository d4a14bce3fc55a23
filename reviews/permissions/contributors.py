"""Contributors of a submission, who may not decide on it (four-eyes rule)."""

from collections.abc import Collection

from django.db.models import F, Max, OuterRef, Q, Subquery
from django.utils import timezone

from reviews.models import Edition, Reference, Revision, Submission


def contributors_since_live(submission: Submission) -> set[int]:
    """Accounts (primary keys): author, submitter, bylines, and all who saved since the live text."""
    return contributors_of([submission])[submission.pk]


def contributors_of(submissions: Collection[Submission]) -> dict[int, set[int]]:
    """`contributors_since_live` for many, by the submission's primary key; three queries for any number.

    Expects `review` and `revision` to be loaded (select_related).
    """
    bylines = _byline_accounts(submissions)
    live, revisions = _live_numbers(submissions), _revisions(submissions)
    return {
        row.pk: {
            row.review.author_id,
            row.submitted_by_id,
            *bylines.get(row.revision_id, ()),
            *_savers(revisions.get(row.review_id, ()), live.get(row.review_id, 0), row.revision.digest),
        }
        for row in submissions
    }


def _savers(revisions: Collection[tuple[int, str, int]], live: int, digest: str) -> set[int]:
    """Accounts that saved a revision after number `live`, or one that was restored after it.

    A restored text has the digest of an earlier revision: whoever saved that wrote it.
    """
    live_digests = {other for number, other, _saver in revisions if number == live}
    later_digests = {other for number, other, _saver in revisions if number > live} - live_digests
    return {saver for number, other, saver in revisions if number > live or other in later_digests | {digest}}


def _byline_accounts(submissions) -> dict[int, set[int]]:
    """By revision: the accounts of the critics in its bylines."""
    accounts: dict[int, set[int]] = {}
    rows = Reference.objects.filter(
        revision__in=[row.revision_id for row in submissions], critic__account__isnull=False
    )
    for revision, account in rows.values_list("revision_id", "critic__account_id"):
        accounts.setdefault(revision, set()).add(account)
    return accounts


def _revisions(submissions) -> dict[int, list[tuple[int, str, int]]]:
    """By review: (number, digest, saver) of every revision, except those that only added spoiler marks."""
    revisions: dict[int, list[tuple[int, str, int]]] = {}
    rows = Revision.objects.filter(review__in={row.review_id for row in submissions}, is_tightening=False)
    for review, *values in rows.values_list("review_id", "number", "digest", "saved_by_id"):
        revisions.setdefault(review, []).append(tuple(values))
    return revisions


def _live_numbers(submissions) -> dict[int, int]:
    """By review: the number of the last revision that went live, tightenings aside.

    Reviews of which nothing is live now are left out.
    """
    now = timezone.now()
    started = Edition.objects.filter(live_from__lte=now)
    live = started.filter(Q(live_until=None) | Q(live_until__gt=now), review=OuterRef("review"))
    written = started.filter(
        Q(live_until=None) | Q(live_until__gt=F("live_from")),
        review__in={row.review_id for row in submissions},
        revision__is_tightening=False,
    )
    with_live = written.annotate(now=Subquery(live.values("pk")[:1])).filter(now__isnull=False)
    return dict(with_live.values_list("review_id").annotate(last=Max("revision__number")))
