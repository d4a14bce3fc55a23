"""Safe answers: why a section may be safe although its kind usually gives something away (`safe_kinds`)."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from reviews.checks.findings import Finding
from reviews.checks.run import findings_of
from reviews.checks.safe_kinds import NAME
from reviews.models import LeakWaiver, Review, Revision, Step, WaiverKind
from reviews.workflow.base import Refused, lock, log_step
from reviews.workflow.check_waivers import refuse_what_spoils
from shield.words import readable


@dataclass(frozen=True)
class SafeAnswer:
    """One of the `SAFE_ANSWERS`. A reason must be given with "another reason", and may be with the others."""

    kind: WaiverKind
    reason: str = ""

    @property
    def kept_reason(self) -> str:
        """The reason of the waiver: as typed, else the answer itself."""
        typed = readable(self.reason)
        return typed if typed or self.kind == WaiverKind.OTHER else str(self.kind.label)


@transaction.atomic
def answer_safe_kinds(
    review: Review, *, answers: Mapping[str, SafeAnswer], by: User, revision: Revision | None = None
) -> int:
    """Create a waiver for each answer, by the hash of its finding; returns how many.

    Of `revision`, or else of the one last saved. An answer to a finding that is gone (the section was
    flagged, or has another kind) or has its waiver is left out. Refused if "another reason" has none, or
    if a reason quotes a spoiler.
    """
    lock(review)
    revision = revision or review.revisions.first()
    assert revision is not None  # every review has one from its beginning
    findings = findings_of(NAME, review, revision.document())
    answered = [(item, answers[item.hash]) for item in findings if item.hash in answers and not item.waiver]
    for item, answer in answered:
        _refuse_without_reason(item, answer)
        refuse_what_spoils(review, answer.reason, revision)
    for item, answer in answered:
        _create_waiver(review, item, answer, by, revision)
    return len(answered)


def _refuse_without_reason(item: Finding, answer: SafeAnswer) -> None:
    if not answer.kept_reason:
        raise Refused(
            _("%(place)s: say why it may be safe. The reason is kept in the audit log.")
            % {"place": item.place}
        )


def _create_waiver(review: Review, item: Finding, answer: SafeAnswer, by: User, revision: Revision) -> None:
    reason = answer.kept_reason
    LeakWaiver.objects.create(
        review=review, pair=item.hash, kind=answer.kind, by=by, at=timezone.now(), reason=reason
    )
    detail = _("%(place)s is safe: %(answer)s") % {"place": item.place, "answer": answer.kind.label}
    log_step(review, Step.WAIVE_CHECKS, by, revision=revision, reason=reason, detail=detail[:300])
