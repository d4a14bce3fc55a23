"""Answering the checks: a person says, with a reason, that what was found may stand."""

from collections.abc import Collection, Iterable

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reviews import document as d
from reviews.checks.findings import Finding, Result
from reviews.checks.leak_check.leaks import quotes_what_spoils
from reviews.checks.run import run_checks
from reviews.drafts import world_of
from reviews.models import LeakWaiver, Review, Revision, Step, WaiverKind
from reviews.permissions.access import may
from reviews.workflow.base import Refused, lock, log_step

STEPS = {
    WaiverKind.LEAK: Step.WAIVE_LEAKS,
    WaiverKind.SHOWN_AGAIN: Step.SHOW_AGAIN,
    WaiverKind.FINDING: Step.WAIVE_CHECKS,
}


@transaction.atomic
def waive_findings(
    review: Review, *, hashes: Collection[str], by: User, reason: str, revision: Revision | None = None
) -> int:
    """Let findings that may be waived stand, in somebody's name; how many were answered now.

    Those of `revision`, or else of the revision last saved. Refused without a
    reason, if the reason quotes what spoils, or if what was found was changed
    since. What the live edition hides is allowed to show by those alone who
    may waive four eyes.
    """
    lock(review)
    revision = revision or review.revisions.first()
    if not reason.strip():
        raise Refused(_("Say why these sentences may stay: the reason is kept in the audit log."))
    found = _answerable(run_checks(review, revision.document()))
    if not set(hashes) <= found.keys():
        raise Refused(_("A sentence was changed since you opened this page. Look at it again."))
    refuse_what_spoils(review, reason, revision)
    answers = [found[hash] for hash in dict.fromkeys(hashes) if not found[hash][1].waiver]
    if any(_kind(item) == WaiverKind.SHOWN_AGAIN for _result, item in answers):
        _refuse_to_show_again(review, by)
    _keep(review, answers, by, reason.strip(), revision)
    return len(answers)


Answers = Collection[tuple[Result, Finding]]


def _answerable(results: Iterable[Result]) -> dict[str, tuple[Result, Finding]]:
    """What may be waived, by its hash."""
    return {
        item.hash: (result, item)
        for result in results
        if result.level == "waivable"
        for item in result.findings
    }


def _kind(item: Finding) -> WaiverKind:
    return WaiverKind(item.pair.kind) if item.pair else WaiverKind.FINDING


def _refuse_to_show_again(review: Review, by: User) -> None:
    if not may(by, "waive", review):
        raise Refused(
            _("The live edition hides this. Hide it again; a chief alone may allow it, with a reason.")
        )


def _keep(review: Review, answers: Answers, by: User, reason: str, revision: Revision) -> None:
    LeakWaiver.objects.bulk_create(
        LeakWaiver(review=review, pair=item.hash, kind=_kind(item), by=by, at=timezone.now(), reason=reason)
        for _result, item in answers
    )
    for kind, step in STEPS.items():
        said = [_said_of(result, item) for result, item in answers if _kind(item) == kind]
        if said:
            log_step(review, step, by, revision=revision, reason=reason, detail=_listed(said)[:300])


def _said_of(result: Result, item: Finding) -> str:
    """For the record: the place, and which check it was. Never what was found."""
    return item.place if item.pair else f"{result.title}: {item.place}"


def refuse_unanswered(review: Review, revision: Revision) -> None:
    """Refused while a finding blocks, or may be waived and nobody answered for it. Warnings never refuse."""
    said = [_refusal(result) for result in run_checks(review, revision.document()) if result.refuses]
    if said:
        raise Refused(" ".join(said))


def _refusal(result: Result) -> str:
    """A sentence that names the check and the places."""
    places = [item.place for item in result.refuses]
    values = {"count": len(places), "places": _listed(places), "check": result.title}
    if result.name == "completeness":
        return " ".join([_("Not yet complete."), *(item.sentence for item in result.refuses)])
    if result.name == "leaks":
        return _leaks_said(len(places)) % values
    if result.name == "shown-again":
        said = _(
            "The live edition hides what this text shows again: %(places)s. Hide it, "
            "or ask a chief, who alone may allow it, with a reason."
        )
    elif result.level == "waivable":
        said = _("%(check)s: %(places)s. Put it right, or say why it may stay.")
    else:
        said = _("%(check)s: %(places)s. Put it right: in this house it blocks.")
    return said % values


def _leaks_said(count: int) -> str:
    return ngettext(
        "A sentence that anyone reads may give away what a spoiler says: %(places)s. "
        "Flag it, reword it, or say that it is known beforehand (trailer, synopsis).",
        "%(count)s sentences that anyone reads may give away what a spoiler says: %(places)s. "
        "Flag them, reword them, or say that they are known beforehand (trailer, synopsis).",
        count,
    )


def _listed(places: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(places))


def refuse_what_spoils(review: Review, text: str, revision: Revision) -> None:
    """Refused if a text that others read says what only spoilers say, now or on the live page."""
    if not text.strip():
        return
    live = review.editions.live().select_related("revision").first()
    revisions = {row.pk: row for row in (revision, live and live.revision) if row}
    refuse_quoting(text, *(row.document() for row in revisions.values()))


def refuse_quoting(text: str, *documents: d.Document) -> None:
    """Refused if a text that others read says what only the spoilers of one of these documents say."""
    for document in documents:
        if quotes_what_spoils(text, document, world_of(document)):
            raise Refused(_("This note or reason says what only a spoiler says. Others read it: reword it."))
