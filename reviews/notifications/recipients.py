"""Who is told of which step, and why they are. A new step gets its line in `TOLD`."""

from collections.abc import Callable, Collection, Iterable

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import Q

from reviews.models import AuditLogEntry, CheckResult, Critic, Notice, Opened, Review, Step, Submission, Why
from reviews.models.notice import OUTSIDE
from reviews.permissions.access import who_may
from reviews.permissions.contributors import contributors_since_live

Recipients = Iterable[tuple[int, Why]]


def recipients_of(line: AuditLogEntry, *, former: Collection[User] = ()) -> dict[int, Why]:
    """The accounts (primary keys) that are told of a line, each with the first cause there is.

    Never whoever acted, nobody inactive, and nobody who may not see the review
    (any more): those alone excepted who are told no more than that something
    is to check, or is theirs no longer (`former`).
    """
    found: dict[int, Why] = {}
    for pk, why in RECIPIENTS.get(line.step, nobody)(line):
        found.setdefault(pk, why)
    found |= {user.pk: Why.FORMER for user in former if user.is_active}
    found.pop(line.by_id, None)
    if not found:
        return {}
    inside = {pk for pk, why in found.items() if why not in OUTSIDE}
    seeing = set(who_may("see", line.review).filter(pk__in=inside).values_list("pk", flat=True))
    return {pk: why for pk, why in found.items() if pk in seeing or why in OUTSIDE}


def nobody(line: AuditLogEntry) -> Recipients:
    return ()


def writers(line: AuditLogEntry) -> Recipients:
    """The author, whoever submitted, and the accounts behind the bylines."""
    yield line.review.author_id, Why.AUTHOR
    submission = line.submission or (line.edition and line.edition.submission)
    submission = submission or line.review.submissions.first()
    if submission:
        yield submission.submitted_by_id, Why.SUBMITTED
    yield from ((pk, Why.BYLINE) for pk in _bylined(line))


def _bylined(line: AuditLogEntry) -> Iterable[int]:
    """Behind the bylines of the text that the line is about, or of the draft."""
    if line.revision_id:
        rows = line.revision.references.filter(critic__account__isnull=False)
        return rows.values_list("critic__account_id", flat=True)
    draft = line.review.draft
    return Critic.objects.filter(pk__in=draft.bylines.values("critic"), account__isnull=False).values_list(
        "account_id", flat=True
    )


def deciders(line: AuditLogEntry) -> Recipients:
    """Those who decide and had no hand in the words."""
    hands = contributors_since_live(line.submission)
    people = who_may("decide").exclude(pk__in=hands)
    return ((pk, Why.DECIDES) for pk in people.values_list("pk", flat=True))


def checkers(line: AuditLogEntry) -> Recipients:
    """Those who may still sign the text: without a hand in it, and without having opened it."""
    opened = Opened.objects.filter(review=line.review).values("user")
    people = who_may("check").exclude(pk__in=contributors_since_live(line.submission)).exclude(pk__in=opened)
    people = people.filter(is_superuser=False)  # who may everything is not waiting to check
    return ((pk, Why.CHECKS) for pk in people.values_list("pk", flat=True))


def deciders_and_checkers(line: AuditLogEntry) -> Recipients:
    yield from deciders(line)
    yield from checkers(line)


def author_of_other_save(line: AuditLogEntry) -> Recipients:
    """The author, unless a notice of an earlier save is unread. Of added marks their own step tells."""
    unread = Notice.objects.unread().filter(
        to=line.review.author_id, entry__review=line.review, entry__step=Step.SAVE
    )
    if not line.revision.is_tightening and not unread.exists():
        yield line.review.author_id, Why.AUTHOR


def spoiler_check_recipients(line: AuditLogEntry) -> Recipients:
    """Something given away concerns who wrote and who decides; a clean sheet, those who waited for it."""
    check = line.submission.spoiler_checks.filter(by=line.by_id).first()
    points = check and check.result == CheckResult.POINTED
    if points:
        yield from writers(line)
    if points or settings.SPOILER_CHECK_REQUIRED:
        yield from deciders(line)


def commenters(line: AuditLogEntry) -> Recipients:
    """Of a comment: the author, whoever submitted what waits, and all who commented before."""
    yield line.review.author_id, Why.AUTHOR
    waiting = Submission.objects.open().filter(review=line.review).values_list("submitted_by_id", flat=True)
    yield from ((pk, Why.SUBMITTED) for pk in waiting)
    before = AuditLogEntry.objects.filter(
        review=line.review, step__in=(Step.COMMENT, Step.RESOLVE, Step.REOPEN), pk__lt=line.pk
    )
    yield from ((pk, Why.COMMENTED) for pk in before.order_by().values_list("by_id", flat=True).distinct())


def embargoed_authors(line: AuditLogEntry) -> Recipients:
    """The authors of the reviews that an embargo concerns."""
    reviews = Review.objects.filter(pk=line.review_id)
    if line.film_id:
        reviews = Review.objects.filter(Q(draft__film=line.film_id) | Q(editions__film=line.film_id))
    return ((pk, Why.AUTHOR) for pk in reviews.values_list("author_id", flat=True).distinct())


def new_author(line: AuditLogEntry) -> Recipients:
    """The new author; the former one is named by the step."""
    yield line.review.author_id, Why.AUTHOR


RECIPIENTS: dict[str, Callable[[AuditLogEntry], Recipients]] = {
    Step.SAVE: author_of_other_save,
    Step.SUBMIT: deciders_and_checkers,
    Step.WITHDRAW: writers,
    Step.REQUEST_CHANGES: writers,
    Step.APPROVE: writers,
    Step.UNDO: writers,
    Step.RESCHEDULE: writers,
    Step.UNSCHEDULE: writers,
    Step.TAKE_DOWN: writers,
    Step.TIGHTEN: writers,
    Step.EMBARGO: embargoed_authors,
    Step.LIFT_EMBARGO: embargoed_authors,
    Step.SPOILER_CHECK: spoiler_check_recipients,
    Step.COMMENT: commenters,
    Step.RESOLVE: commenters,
    Step.REOPEN: commenters,
    Step.REASSIGN: new_author,
    Step.SHARE: writers,
}
