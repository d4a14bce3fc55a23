"""Adopt imported drafts: an archive goes live at once, and says of each text that nobody read it here yet."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from reviews import document as d
from reviews.checks.completeness import completeness
from reviews.checks.findings import Finding
from reviews.checks.run import run_checks
from reviews.document.unread import opening_of
from reviews.models import (
    Adoption,
    Edition,
    EditionKind,
    ImportedPost,
    PostOutcome,
    Review,
    Revision,
    Step,
    Submission,
    SubmissionState,
)
from reviews.models.edition import NOT_CANCELLED
from reviews.permissions.contributors import contributors_since_live
from reviews.workflow.base import Refused, lock, log_step, review_changed
from reviews.workflow.check_waivers import refuse_outdated_index
from reviews.workflow.editions import film_of_revision, make_edition
from reviews.workflow.publishing import end_before_start

MOST_AT_ONCE = 100
TAKE_BACK_WITHIN = timedelta(hours=24)
UNDONE = Q(state=SubmissionState.UNDONE, adoption__isnull=False)  # an adoption taken back
SHOWN = ("headline", "dek", "seen", "first_published")  # of an unread text, besides its opening


def adoptable(user: User, before: datetime | None = None) -> QuerySet[ImportedPost]:
    """Posts whose drafts this moderator may adopt: as they were made, by others, first published before.

    `before`: the first edition of this house (`first_edition_at`). What their texts say is asked when they
    are adopted: the day stands in the draft.
    """
    reviews = Review.objects.alias(saves=Count("revisions")).filter(saves=1, pk=OuterRef("review"))
    undecided = ~Exists(Submission.objects.filter(review=OuterRef("review")).exclude(UNDONE))
    posts = ImportedPost.objects.filter(Exists(reviews), undecided, outcome=PostOutcome.MADE)
    posts = posts.filter(review__draft__first_published_date__lt=timezone.localdate(before))
    return posts.exclude(batch__by=user).exclude(review__author=user)


def first_edition_at() -> datetime | None:
    """When this house first published a review that it did not adopt; None if it has not."""
    own = Edition.objects.ever_public().filter(submission__adoption=None)
    return own.aggregate(first=Min("public_from"))["first"]


@dataclass(frozen=True)
class Choice:
    """A draft to adopt: the checksum of the text that stood on the page, and whether it was read there."""

    review: int
    digest: str
    is_read: bool = False


def adopt(choices: Collection[Choice], *, moderator: User) -> tuple[Adoption, dict[int, str]]:
    """Put the chosen drafts live, each for itself; (the adoption, why some were refused, by review).

    Refused as a whole for more than `MOST_AT_ONCE`, or until `refresh_derived` has run after an upgrade.
    """
    if not 0 < len(choices) <= MOST_AT_ONCE:
        raise Refused(_("Choose between one and %(most)s reviews.") % {"most": MOST_AT_ONCE})
    refuse_outdated_index()
    adoption = Adoption.objects.create(by=moderator, at=timezone.now())
    refused: dict[int, str] = {}
    for choice in choices:
        try:
            _adopt_one(adoption, choice)
        except Refused as error:
            refused[choice.review] = str(error)
    Adoption.objects.filter(pk=adoption.pk, submissions=None).delete()  # nothing was adopted
    return adoption, refused


@transaction.atomic
def _adopt_one(adoption: Adoption, choice: Choice) -> Edition:
    review = Review.objects.filter(pk=choice.review).first()
    if not review:
        raise Refused(_("This draft was deleted meanwhile."))
    lock(review)
    revision = _unchanged(review, choice)
    document = revision.document()
    _refuse_other_days(revision)
    findings = refusing_findings(review, document, is_read=choice.is_read)
    if findings:
        raise Refused(" ".join(dict.fromkeys(finding.sentence for finding in findings)))
    now = timezone.now()
    submission = Submission(
        review=review,
        revision=revision,
        state=SubmissionState.APPROVED,
        submitted_by=review.author,
        submitted_at=now,
        moderator=adoption.by,
        decided_at=now,
        adoption=adoption,
    )
    if adoption.by_id in _contributors(submission):
        raise Refused(_("Nobody adopts words of their own."))
    submission.save()
    edition = make_edition(submission, at=None, kind=EditionKind.FIRST, is_unread=not choice.is_read)
    log_step(
        review,
        Step.ADOPT,
        adoption.by,
        submission=submission,
        revision=revision,
        edition=edition,
        detail=_("read") if choice.is_read else _("not read"),
    )
    return edition


def _unchanged(review: Review, choice: Choice) -> Revision:
    """The only revision of an imported draft. Refused for another text than was shown, or if submitted."""
    revision = review.revisions.first()
    posts = review.imported_posts.filter(outcome=PostOutcome.MADE, digest=choice.digest)
    if not revision or revision.number != 1 or revision.digest != choice.digest or not posts.exists():
        raise Refused(_("This draft was changed since it was imported. Submit it as any other."))
    if review.submissions.exclude(UNDONE).exists():
        raise Refused(_("This draft was submitted. Decide on it as on any other."))
    return revision


def _refuse_other_days(revision: Revision) -> None:
    """Only what is older than the house's first edition is an archive, and no text is older than its film."""
    day, first = revision.document().first_published.date, first_edition_at()
    if not day or day >= timezone.localdate(first):
        raise Refused(_("It has no day of first publication before this house's own first review."))
    film = film_of_revision(revision)
    if film and film.year and day.year < film.year:
        message = _("It says to be first published in %(day)s, before the year of its film (%(film)s).")
        raise Refused(message % {"day": day.year, "film": film.year})


def refusing_findings(review: Review, document: d.Document, *, is_read: bool) -> list[Finding]:
    """The findings that keep a draft from being adopted: those that block, and open ones in what is shown.

    Of a text that was read, all of it is shown.
    """
    shown = {*SHOWN, *(str(part.key) for part in opening_of(document))}
    problems = [Finding(problem) for problem in completeness(document)]
    for result in run_checks(review, document, with_upcoming=True):
        problems += [
            finding
            for finding in result.refuses
            if result.level == "blocks" or is_read or finding.key in shown
        ]
    return problems


def _contributors(submission: Submission) -> set[int]:
    submission.pk = 0  # it is asked before it is saved
    try:
        return contributors_since_live(submission)
    finally:
        submission.pk = None


def take_back(adoption: Adoption, *, by: User) -> Counter[str]:
    """Take the reviews of an adoption off the site as if they had never been there (404).

    They are drafts again. Counts of "taken back" and "kept": what was submitted, corrected or tightened
    since stays. Refused after 24 hours, and if it was taken back before.
    """
    if adoption.taken_back_at:
        raise Refused(_("This was taken back before."))
    if timezone.now() >= adoption.at + TAKE_BACK_WITHIN:
        raise Refused(_("It is too late: readers know these reviews. Take them down one by one."))
    submissions = adoption.submissions.filter(state=SubmissionState.APPROVED).select_related("review")
    counts = Counter("taken back" if _take_one_back(row, by=by) else "kept" for row in list(submissions))
    Adoption.objects.filter(pk=adoption.pk).update(taken_back_at=timezone.now())
    return counts


@transaction.atomic
def _take_one_back(submission: Submission, *, by: User) -> bool:
    review = submission.review
    lock(review)
    editions = list(review.editions.filter(NOT_CANCELLED).order_by("number"))
    is_alone = [edition.submission_id for edition in editions] == [submission.pk] and not editions[
        0
    ].live_until
    if not is_alone or review.submissions.exclude(UNDONE | Q(pk=submission.pk)).exists():
        return False
    Submission.objects.filter(pk=submission.pk).update(state=SubmissionState.UNDONE)
    review_changed(review)
    end_before_start(editions[0])
    review_changed(review)
    log_step(
        review,
        Step.END_ADOPTION,
        by,
        submission=submission,
        revision=submission.revision,
        edition=editions[0],
    )
    return True
