"""Contributors of a submission, who may not decide on it (four-eyes rule)."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import F, Max, OuterRef, Q, Subquery
from django.utils import timezone

from pagecache.queries.prepared import PreparedQuery
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


# Queries, each said once a process: `revisions` and `reviews` are primary keys.

_bylines = PreparedQuery(
    lambda revisions: Reference.objects.filter(
        revision__in=revisions, critic__account__isnull=False
    ).values_list("revision_id", "critic__account_id"),
    revisions=[int],
)
_saved = PreparedQuery(
    lambda reviews: Revision.objects.filter(review__in=reviews, is_tightening=False).values_list(
        "review_id", "number", "digest", "saved_by_id"
    ),
    reviews=[int],
)


def _live_numbers_of(reviews, now):
    started = Edition.objects.filter(live_from__lte=now)
    live = started.filter(Q(live_until=None) | Q(live_until__gt=now), review=OuterRef("review"))
    written = started.filter(
        Q(live_until=None) | Q(live_until__gt=F("live_from")),
        review__in=reviews,
        revision__is_tightening=False,
    )
    with_live = written.annotate(now=Subquery(live.values("pk")[:1])).filter(now__isnull=False)
    return with_live.values_list("review_id").annotate(last=Max("revision__number"))


_live_number = PreparedQuery(_live_numbers_of, reviews=[int], now=datetime)


def _byline_accounts(submissions) -> dict[int, set[int]]:
    """By revision: the accounts of the critics in its bylines."""
    accounts: dict[int, set[int]] = {}
    for revision, account in _bylines(revisions=[row.revision_id for row in submissions]):
        accounts.setdefault(revision, set()).add(account)
    return accounts


def _revisions(submissions) -> dict[int, list[tuple[int, str, int]]]:
    """By review: (number, digest, saver) of every revision, except those that only added spoiler marks."""
    revisions: dict[int, list[tuple[int, str, int]]] = {}
    for review, *values in _saved(reviews={row.review_id for row in submissions}):
        revisions.setdefault(review, []).append(tuple(values))
    return revisions


def _live_numbers(submissions) -> dict[int, int]:
    """By review: the number of the last revision that went live, tightenings aside.

    Reviews of which nothing is live now are left out.
    """
    return dict(_live_number(reviews={row.review_id for row in submissions}, now=timezone.now()))
