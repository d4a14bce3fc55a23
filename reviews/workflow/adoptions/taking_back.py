"""Take an adoption off the site as if it had never been there."""

from collections import Counter
from datetime import timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from reviews.models import Adoption, Step, Submission, SubmissionState
from reviews.models.edition import NOT_CANCELLED
from reviews.workflow.adoptions.candidates import UNDONE
from reviews.workflow.base import Refused, lock, log_step, review_changed
from reviews.workflow.publishing import end_before_start

TAKE_BACK_WITHIN = timedelta(hours=24)


def take_back(adoption: Adoption, *, by: User) -> Counter[str]:
    """Take the reviews of an adoption off the site as if they had never been there (404).

    They are drafts again. Counts of "taken back" and "kept": what was submitted, corrected or tightened
    since stays. One that still goes on ends first. Refused after 24 hours, and if it was taken back before.
    """
    if adoption.taken_back_at:
        raise Refused(_("This was taken back before."))
    if timezone.now() >= adoption.at + TAKE_BACK_WITHIN:
        raise Refused(_("It is too late: readers know these reviews. Take them down one by one."))
    Adoption.objects.filter(pk=adoption.pk, ended_at=None).update(ended_at=timezone.now())
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
