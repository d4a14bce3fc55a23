"""Who is notified of which step, and why. Add a new step to `RECIPIENTS`."""

from collections.abc import Callable, Collection, Iterable

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import Q

from reviews.models import AuditLogEntry, CheckResult, Critic, Notice, Opened, Review, Step, Submission, Why
from reviews.models.notice import OUTSIDE
from reviews.permissions.access import who_may
from reviews.permissions.contributors import contributors_since_live

Recipients = Iterable[tuple[int, Why]]


def recipients_of(entry: AuditLogEntry, *, former: Collection[User] = ()) -> dict[int, Why]:
    """The accounts (primary keys) to notify of an entry, each with the first reason that applies.

    Never whoever acted, inactive accounts, or those who may not see the review
    (any more). Exception (`OUTSIDE`): spoiler checkers, and former authors,
    whose notices say no more than that something is to check or is theirs no longer.
    """
    recipients: dict[int, Why] = {}
    for pk, why in RECIPIENTS.get(entry.step, nobody)(entry):
        recipients.setdefault(pk, why)
    recipients |= {user.pk: Why.FORMER for user in former if user.is_active}
    recipients.pop(entry.by_id, None)
    if not recipients:
        return {}
    insiders = {pk for pk, why in recipients.items() if why not in OUTSIDE}
    allowed = set(who_may("see", entry.review).filter(pk__in=insiders).values_list("pk", flat=True))
    return {pk: why for pk, why in recipients.items() if pk in allowed or why in OUTSIDE}


def nobody(entry: AuditLogEntry) -> Recipients:
    return ()


def writers(entry: AuditLogEntry) -> Recipients:
    """The author, the submitter, and the accounts of the critics in the bylines."""
    yield entry.review.author_id, Why.AUTHOR
    submission = entry.submission or (entry.edition and entry.edition.submission)
    submission = submission or entry.review.submissions.first()
    if submission:
        yield submission.submitted_by_id, Why.SUBMITTED
    yield from ((pk, Why.BYLINE) for pk in _byline_accounts(entry))


def _byline_accounts(entry: AuditLogEntry) -> Iterable[int]:
    """Of the bylines of the entry's revision, else of the draft."""
    if entry.revision_id:
        rows = entry.revision.references.filter(critic__account__isnull=False)
        return rows.values_list("critic__account_id", flat=True)
    draft = entry.review.draft
    return Critic.objects.filter(pk__in=draft.bylines.values("critic"), account__isnull=False).values_list(
        "account_id", flat=True
    )


def deciders(entry: AuditLogEntry) -> Recipients:
    """Moderators who did not contribute to the text."""
    people = who_may("decide").exclude(pk__in=contributors_since_live(entry.submission))
    return ((pk, Why.DECIDES) for pk in people.values_list("pk", flat=True))


def checkers(entry: AuditLogEntry) -> Recipients:
    """Those who may still sign the spoiler check: no contributors, and nobody who has opened the review."""
    opened = Opened.objects.filter(review=entry.review).values("user")
    people = who_may("check").exclude(pk__in=contributors_since_live(entry.submission)).exclude(pk__in=opened)
    people = people.filter(is_superuser=False)  # a superuser has the permission, but not the task
    return ((pk, Why.CHECKS) for pk in people.values_list("pk", flat=True))


def deciders_and_checkers(entry: AuditLogEntry) -> Recipients:
    yield from deciders(entry)
    yield from checkers(entry)


def author_of_other_save(entry: AuditLogEntry) -> Recipients:
    """The author, unless a notice of an earlier save is unread. A tightening has a step of its own."""
    unread = Notice.objects.unread().filter(
        to=entry.review.author_id, entry__review=entry.review, entry__step=Step.SAVE
    )
    if not entry.revision.is_tightening and not unread.exists():
        yield entry.review.author_id, Why.AUTHOR


def spoiler_check_recipients(entry: AuditLogEntry) -> Recipients:
    """Writers and moderators if it found a spoiler; if not, moderators, who may have been waiting for it."""
    check = entry.submission.spoiler_checks.filter(by=entry.by_id).first()
    found_spoiler = check and check.result == CheckResult.POINTED
    if found_spoiler:
        yield from writers(entry)
    if found_spoiler or settings.SPOILER_CHECK_REQUIRED:
        yield from deciders(entry)


def commenters(entry: AuditLogEntry) -> Recipients:
    """Of a comment: the author, the submitter of the open submission, and all who commented before."""
    yield entry.review.author_id, Why.AUTHOR
    submitters = (
        Submission.objects.open().filter(review=entry.review).values_list("submitted_by_id", flat=True)
    )
    yield from ((pk, Why.SUBMITTED) for pk in submitters)
    before = AuditLogEntry.objects.filter(
        review=entry.review, step__in=(Step.COMMENT, Step.RESOLVE, Step.REOPEN), pk__lt=entry.pk
    )
    yield from ((pk, Why.COMMENTED) for pk in before.order_by().values_list("by_id", flat=True).distinct())


def embargoed_authors(entry: AuditLogEntry) -> Recipients:
    """The authors of the embargoed reviews."""
    reviews = Review.objects.filter(pk=entry.review_id)
    if entry.film_id:
        reviews = Review.objects.filter(Q(draft__film=entry.film_id) | Q(editions__film=entry.film_id))
    return ((pk, Why.AUTHOR) for pk in reviews.values_list("author_id", flat=True).distinct())


def new_author(entry: AuditLogEntry) -> Recipients:
    """The new author; the former one comes in as `former`."""
    yield entry.review.author_id, Why.AUTHOR


def rename_deciders(entry: AuditLogEntry) -> Recipients:
    """Moderators who did not contribute to the text that has the address."""
    editions = entry.review.editions.select_related("submission__review", "submission__revision")
    edition = editions.live().first() or editions.order_by("-number").first()
    contributors = contributors_since_live(edition.submission) if edition else ()
    people = who_may("rename").exclude(pk__in=contributors)
    return ((pk, Why.DECIDES) for pk in people.values_list("pk", flat=True))


def rename_asker(entry: AuditLogEntry) -> Recipients:
    """Whoever asked for the address that was decided last."""
    decided = entry.review.rename_requests.exclude(decided_at=None).order_by("-decided_at", "-pk")
    return ((pk, Why.ASKED) for pk in decided.values_list("asked_by", flat=True)[:1])


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
    Step.ASK_RENAME: rename_deciders,
    Step.APPROVE_RENAME: rename_asker,
    Step.REFUSE_RENAME: rename_asker,
    Step.VOID_RENAME: rename_asker,
    Step.COMMON_KNOWLEDGE: writers,
    Step.END_COMMON_KNOWLEDGE: writers,
}
