"""Sign the spoiler check of a submission: by somebody who has read only its safe text."""

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from reviews.document import MARKDOWN_FIELDS, TEXT_FIELDS, Document, FirstPublished, Seen
from reviews.models import CheckResult, Opened, SpoilerCheck, Step, Submission, SubmissionState
from reviews.permissions.contributors import contributors_since_live
from reviews.rendering.bake import VERDICT
from reviews.rendering.reading_time import safe_field
from reviews.workflow.base import Refused, lock, log_step
from reviews.workflow.spoiler_checks.rules import checks_of
from shield.words import readable

FRONT = ("headline", "dek")  # fields above the parts
SEEN, FIRST_PUBLISHED = "seen", "first_published"
MAX_NOTE_LENGTH = 1000


@transaction.atomic
def sign_spoiler_check(
    submission: Submission, *, by: User, digest: str, result: str, place: str = "", note: str = ""
) -> SpoilerCheck:
    """Sign that exactly the revision with this `digest` gives nothing away, or point at a passage that does.

    Refused for whoever knows more than the safe text, and once the submission
    is decided or withdrawn. `place` is the key of a part, "verdict", "seen",
    "first_published", "headline" or "dek"; the audit log holds neither place nor note.
    """
    lock(submission.review)
    submission.refresh_from_db(fields=["state"])
    if cause := sign_refusal(submission, by):
        raise Refused(cause)
    if digest != submission.revision.digest:
        raise Refused(_("The text on your screen is not the one submitted. Please read it again."))
    _refuse_invalid(submission, result, place, note)
    check = _create_check(submission, by=by, digest=digest, result=result, place=place, note=readable(note))
    detail = str(check.get_result_display())
    log_step(
        submission.review,
        Step.SPOILER_CHECK,
        by,
        submission=submission,
        revision=submission.revision,
        detail=detail,
    )
    return check


def sign_refusal(submission: Submission, user: User) -> str:
    """Why this user may not sign, as a sentence to them; "" if they may."""
    if submission.state != SubmissionState.OPEN:
        return _("This text is no longer waiting for the moderators: it was decided or withdrawn.")
    if checks_of(submission).filter(by=user).exists():
        return _("You have signed this text. A signature is final.")
    if Opened.objects.filter(review=submission.review_id, user=user).exists():
        return _("You have viewed more of this review than readers get. Somebody who has not must check it.")
    if user.pk in contributors_since_live(submission):
        return _("You wrote, submitted or saved some of these words. Somebody else must check them.")
    return ""


def places(document: Document) -> set[str]:
    """Valid values of `place`: the parts and fields of which the safe text shows anything."""
    parts = {str(part.key) for part in document.parts() if not part.spoiler}
    seen = {SEEN} if document.seen != Seen() else set()
    first = {FIRST_PUBLISHED} if document.first_published != FirstPublished() else set()
    return parts | seen | first | {VERDICT, *FRONT}


def text_at(document: Document, place: str) -> str:
    """The safe text at a place, as plain text."""
    if place in FRONT:
        return getattr(document, place)
    if place == SEEN:
        return " ".join(filter(None, (document.seen.guest_of, document.seen.format)))
    if place == FIRST_PUBLISHED:
        return document.first_published.outlet
    everything = (*document.parts(), document.verdict)
    part = next((part for part in everything if str(getattr(part, "key", VERDICT)) == place), None)
    if part is None or getattr(part, "spoiler", None):
        return ""
    names = (name for name in TEXT_FIELDS[type(part)] if name in MARKDOWN_FIELDS[type(part)])
    return " ".join(filter(None, (safe_field(part, name) for name in names)))


def _refuse_invalid(submission: Submission, result: str, place: str, note: str) -> None:
    if result not in CheckResult.values:
        raise Refused(_("Say whether anything is given away."))
    if result == CheckResult.CLEAN and place:
        raise Refused(_("You chose a passage. Say that something is given away there, or choose none."))
    if result == CheckResult.POINTED and place not in places(submission.revision.document()):
        raise Refused(_("Choose the passage that gives something away."))
    if len(readable(note)) > MAX_NOTE_LENGTH:
        raise Refused(_("A note has at most 1,000 characters."))


def _create_check(submission: Submission, **values) -> SpoilerCheck:
    try:
        with transaction.atomic():
            return SpoilerCheck.objects.create(submission=submission, at=timezone.now(), **values)
    except IntegrityError as error:
        raise Refused(_("This could not be signed: look at the page again, it says who may sign.")) from error
