"""Undo an approval within the undo window, before anything is public."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from reviews.models import Edition, Step, Submission, SubmissionState
from reviews.permissions.undo_window import undo_window
from reviews.workflow.base import Refused, lock, log_step, review_changed
from reviews.workflow.publishing import end_before_start


@transaction.atomic
def undo(edition: Edition, *, by: User) -> Submission:
    """Undo an approval: the edition never goes live, and the text waits for a decision again.

    Returns a new submission of the same revision in place of the approved one,
    whose state becomes UNDONE: a decision is history and is never deleted.
    Refused to anybody but the moderator who approved, once the undo window is
    over or the edition is public, and if the author submitted again meanwhile.
    """
    lock(edition.review)
    edition.refresh_from_db()  # it may have been rescheduled or cancelled since the page was opened
    now, submission = timezone.now(), edition.submission
    if by.pk != submission.moderator_id or submission.is_tightening:
        raise Refused(_("Only who approved can undo it. Unschedule it, or take it down."))
    decided_at = submission.decided_at
    if decided_at is None or now >= decided_at + undo_window() or edition.public_from <= now:
        raise Refused(_("It is too late to undo this. Unschedule it, or take it down."))
    if edition.review.submissions.open().exists():
        raise Refused(_("The author has submitted again meanwhile. Unschedule this one, with a reason."))
    approved = Submission.objects.filter(pk=submission.pk, state=SubmissionState.APPROVED)
    if not approved.update(state=SubmissionState.UNDONE):
        raise Refused(_("This was undone or called off already."))
    end_before_start(edition)
    review_changed(edition.review)
    resubmission = Submission.objects.create(
        review=edition.review,
        revision=submission.revision,
        submitted_by=submission.submitted_by,
        submitted_at=submission.submitted_at,
        instead_of=submission,
    )
    log_step(edition.review, Step.UNDO, by, edition=edition, revision=edition.revision, submission=submission)
    return resubmission
