"""Spoiler checks of a submission: which count, whether they allow an approval, whom the byline credits."""

from django.conf import settings
from django.utils.translation import gettext as _

from reviews.models import CheckResult, SpoilerCheck, Submission
from reviews.workflow.base import Refused
from shield.words import readable


def checks_of(submission: Submission):
    """QuerySet of the spoiler checks of exactly the submitted text.

    Includes those of earlier submissions of the same text whose approval was undone (`instead_of`).
    """
    submissions, earlier = [submission.pk], submission.instead_of
    while earlier:
        submissions.append(earlier.pk)
        earlier = earlier.instead_of
    checks = SpoilerCheck.objects.filter(submission__in=submissions, digest=submission.revision.digest)
    return checks.select_related("by")


def refuse_unchecked(submission: Submission, despite: str) -> None:
    """Raise `Refused` if a spoiler check points at a passage and `despite` gives no reason to keep it.

    Also without any check, if the setting SPOILER_CHECK_REQUIRED is on.
    """
    checks = list(checks_of(submission))
    if settings.SPOILER_CHECK_REQUIRED and not checks:
        raise Refused(_("Nobody has checked this text for spoilers yet, and this house asks for it."))
    if any(check.result == CheckResult.POINTED for check in checks) and not readable(despite):
        raise Refused(
            _("A spoiler check points at a passage. Request changes, or say why the passage may stay.")
        )


def checked_by_names(submission: Submission) -> str:
    """For the byline: the full names of those who found no spoiler; "" if anybody found one."""
    checks: list[SpoilerCheck] = list(checks_of(submission))
    if any(check.result != CheckResult.CLEAN for check in checks):
        return ""
    return ", ".join(filter(None, (check.by.get_full_name() for check in checks)))
