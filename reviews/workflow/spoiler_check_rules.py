"""What the spoiler checks of a submission mean for its approval, and for the page that comes of it."""

from django.conf import settings
from django.utils.translation import gettext as _

from reviews.models import CheckResult, SpoilerCheck, Submission
from reviews.workflow.base import Refused


def checks_of(submission: Submission):
    """The signatures under just the text that was submitted, an approval of it that was undone included."""
    same = [submission.pk]
    while submission.instead_of_id:
        submission = submission.instead_of
        same.append(submission.pk)
    signed = SpoilerCheck.objects.filter(submission__in=same, digest=submission.revision.digest)
    return signed.select_related("by")


def refuse_unchecked(submission: Submission, despite: str) -> None:
    """Refused over a passage that was pointed at, unless a reason says why it stands; and, where the
    house asks for checks, without any."""
    checks = list(checks_of(submission))
    if settings.SPOILER_CHECK_REQUIRED and not checks:
        raise Refused(_("Nobody has checked this text for spoilers yet, and this house asks for it."))
    if any(check.result == CheckResult.POINTED for check in checks) and not despite.strip():
        raise Refused(
            _("A spoiler check points at a passage. Request changes, or say why the passage may stay.")
        )


def checked_by_names(submission: Submission) -> str:
    """For the byline: who found nothing given away. Nobody, where somebody else found something."""
    checks: list[SpoilerCheck] = list(checks_of(submission))
    if any(check.result != CheckResult.CLEAN for check in checks):
        return ""
    return ", ".join(filter(None, (check.by.get_full_name() for check in checks)))
