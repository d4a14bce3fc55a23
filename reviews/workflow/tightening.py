"""Tightening: publish the live text at once with more of it marked as spoilers, by one moderator.

The one step exempt from the four-eyes rule, because it only hides: the new
document equals the live one but for added marks, higher levels or wider
scopes. The same marks are added to the draft; an open submission or a
scheduled edition that lacks them is returned.
"""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from reviews import document as d
from reviews.checks.completeness import unreadable_marks
from reviews.document.carried_marks import carry_marks
from reviews.document.compare import is_tightened
from reviews.drafts import freeze, thaw
from reviews.models import Edition, EditionKind, Review, Step, Submission, SubmissionState
from reviews.workflow.base import Refused, lock, log_step
from reviews.workflow.check_waivers import refuse_quoting
from reviews.workflow.editions import make_edition
from reviews.workflow.publishing import cancel_edition
from reviews.workflow.stale_screens import NOTHING_SHOWN, Shown, refuse_stale
from reviews.workflow.writing import new_revision, save
from shield.words import readable


@transaction.atomic
def tighten(
    review: Review, *, document: d.Document, by: User, reason: str, shown: Shown = NOTHING_SHOWN
) -> Edition:
    """Replace the live text by `document`; refused unless that is the same text with more of it hidden.

    Refused too if another edition is live than the one `shown`.
    """
    lock(review)
    if not readable(reason):
        raise Refused(_("Say why, without spoilers: the reason is kept in the audit log."))
    live = review.editions.live().first()
    if not live:
        raise Refused(_("This review is not public: there is nothing to hide."))
    refuse_stale(shown, live=live.number)
    before, document = live.revision.document(), d.normal(document)
    _refuse_unreadable(before, document)
    if not is_tightened(before, document):
        raise Refused(_("This step only hides: no word may change, and nothing hidden may come back."))
    refuse_quoting(reason, document)
    _return_unmarked(review, before, document, by)
    edition = _publish(review, live, document, by)
    _mark_draft(review, before, document, by)
    log_step(review, Step.TIGHTEN, by, edition=edition, revision=edition.revision, reason=readable(reason))
    return edition


def _refuse_unreadable(before: d.Document, after: d.Document) -> None:
    """Refuse marks that do not say what they give away, unless such are public already."""
    known = set(unreadable_marks(before))
    if problems := [problem for problem in unreadable_marks(after) if problem not in known]:
        raise Refused(" ".join(problems))


def _publish(review: Review, live: Edition, document: d.Document, by: User) -> Edition:
    """Create the edition with the approval time of the live one, as its words were approved then.

    A credit flagged as a spoiler since then stays hidden.
    """
    now = timezone.now()
    revision = new_revision(review, document, by=by, is_tightening=True)
    submission = Submission.objects.create(
        review=review,
        revision=revision,
        state=SubmissionState.APPROVED,
        submitted_by=by,
        submitted_at=now,
        moderator=by,
        decided_at=live.submission.decided_at,
        is_tightening=True,
    )
    return make_edition(submission, at=None, kind=EditionKind.FIX, is_unread=live.is_unread)


def _mark_draft(review: Review, before: d.Document, after: d.Document, by: User) -> None:
    draft = freeze(review.draft)
    with_marks = carry_marks(before, after, onto=draft)
    if with_marks != draft:
        thaw(with_marks, review.draft)
        save(review.draft, by=by, is_tightening=True)


def _return_unmarked(review: Review, before: d.Document, after: d.Document, by: User) -> None:
    reason = _(
        "A passage of the live text was marked as a spoiler. The marks are in the draft: submit again."
    )
    for submission in review.submissions.open().select_related("revision"):
        if _lacks_marks(submission.revision.document(), before, after):
            Submission.objects.filter(pk=submission.pk, state=SubmissionState.OPEN).update(
                state=SubmissionState.RETURNED, moderator=by, decided_at=timezone.now(), reason=reason
            )
    for edition in review.editions.upcoming().select_related("revision", "review"):
        if _lacks_marks(edition.revision.document(), before, after):
            cancel_edition(edition, by=by, reason=reason)


def _lacks_marks(document: d.Document, before: d.Document, after: d.Document) -> bool:
    return carry_marks(before, after, onto=document) != document
