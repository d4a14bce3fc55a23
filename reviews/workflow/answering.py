"""Answering the leak check: a person says, with a reason, that a pair of sentences may stand."""

from collections.abc import Collection, Iterable

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reviews.access import may
from reviews.checks import Finding, Looked, looked_at, quotes_what_spoils
from reviews.drafts import world_of
from reviews.models import LeakWaiver, Review, Revision, Step, WaiverKind
from reviews.workflow.record import Refused, lock, write_line

STEPS = {WaiverKind.LEAK: Step.WAIVE_LEAKS, WaiverKind.SHOWN_AGAIN: Step.SHOW_AGAIN}


@transaction.atomic
def waive_leaks(
    review: Review, *, hashes: Collection[str], by: User, reason: str, revision: Revision | None = None
) -> int:
    """Let findings of the leak check stand, in somebody's name; how many were answered now.

    Those of `revision`, or else of the revision last saved. Refused without a
    reason, if the reason quotes what spoils, or if a sentence was changed
    since. What the live edition hides is allowed to show by those alone who
    may waive four eyes.
    """
    lock(review)
    revision = revision or review.revisions.first()
    if not reason.strip():
        raise Refused(_("Say why these sentences may stand: the reason stands in the record."))
    looked = {item.finding.hash: item for item in looked_at(review, revision.document())}
    if not set(hashes) <= looked.keys():
        raise Refused(_("A sentence was changed since you opened this page. Look at it again."))
    refuse_what_spoils(review, reason, revision)
    findings = [looked[hash].finding for hash in dict.fromkeys(hashes) if not looked[hash].waiver]
    if any(item.kind == WaiverKind.SHOWN_AGAIN for item in findings) and not may(by, "waive", review):
        raise Refused(
            _("The live edition hides this. Hide it again; a chief alone may allow it, with a reason.")
        )
    _keep(review, findings, by, reason.strip(), revision)
    return len(findings)


def _keep(review: Review, findings: list[Finding], by: User, reason: str, revision: Revision) -> None:
    LeakWaiver.objects.bulk_create(
        LeakWaiver(review=review, pair=item.hash, kind=item.kind, by=by, at=timezone.now(), reason=reason)
        for item in findings
    )
    for kind, step in STEPS.items():
        places = [item.place for item in findings if item.kind == kind]
        if places:
            write_line(review, step, by, revision=revision, reason=reason, detail=_listed(places)[:300])


def refuse_unanswered(review: Review, revision: Revision) -> None:
    """Refused while a sentence may give something away and nobody said that it may stand."""
    open_ones = [item for item in looked_at(review, revision.document()) if not item.waiver]
    said = [_leaks_said(open_ones), _shown_again_said(open_ones)]
    if any(said):
        raise Refused(" ".join(filter(None, said)))


def _leaks_said(looked: Iterable[Looked]) -> str:
    places = [item.finding.place for item in looked if item.finding.kind == WaiverKind.LEAK]
    if not places:
        return ""
    return ngettext(
        "A sentence that anyone reads may give away what a spoiler says: %(places)s. "
        "Flag it, reword it, or say that it is premise.",
        "%(count)s sentences that anyone reads may give away what a spoiler says: %(places)s. "
        "Flag them, reword them, or say that they are premise.",
        len(places),
    ) % {"count": len(places), "places": _listed(places)}


def _shown_again_said(looked: Iterable[Looked]) -> str:
    places = [item.finding.place for item in looked if item.finding.kind == WaiverKind.SHOWN_AGAIN]
    if not places:
        return ""
    return _(
        "The live edition hides what this text shows again: %(places)s. Hide it, "
        "or ask a chief, who alone may allow it, with a reason."
    ) % {"places": _listed(places)}


def _listed(places: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(places))


def refuse_what_spoils(review: Review, text: str, revision: Revision) -> None:
    """Refused if a text that others read says what only spoilers say, now or on the live page."""
    if not text.strip():
        return
    live = review.editions.live().select_related("revision").first()
    revisions = {row.pk: row for row in (revision, live and live.revision) if row}
    for document in (row.document() for row in revisions.values()):
        if quotes_what_spoils(text, document, world_of(document)):
            raise Refused(_("This note or reason says what only a spoiler says. Others read it: reword it."))
