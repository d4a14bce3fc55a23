"""Steps of moderators: approve and request changes."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from reviews.models import Edition, EditionKind, Step, Submission, SubmissionState
from reviews.permissions.contributors import contributors_since_live
from reviews.rendering.score_change import change_text
from reviews.workflow.base import Refused, lock, lock_film, log_step
from reviews.workflow.check_waivers import (
    refuse_outdated_index,
    refuse_unanswered,
    refuse_what_spoils,
    waive_findings,
)
from reviews.workflow.commenting import refuse_unresolved
from reviews.workflow.editions import embargoed_until, film_of_revision, make_edition, score_changes
from reviews.workflow.safe_answers import SafeAnswer, answer_safe_kinds
from reviews.workflow.spoiler_checks.rules import refuse_unchecked
from reviews.workflow.stale_screens import NOTHING_SHOWN, Shown, live_number, refuse_stale
from shield.words import readable

MAX_NUMBER = 2**31 - 1  # of an edition: all there are come before it


@transaction.atomic
def approve(
    submission: Submission,
    *,
    digest: str,
    moderator: User,
    at: datetime | None = None,
    kind: str = "",
    note: str = "",
    waiver: str = "",
    waived: Collection[str] = (),
    reason: str = "",
    safe: Mapping[str, SafeAnswer] | None = None,
    despite: str = "",
    undo: timedelta = timedelta(0),
    shown: Shown = NOTHING_SHOWN,
) -> Edition:
    """Approve exactly the revision with this `digest` and create its edition, live now or from `at`.

    Refused if that is not the submitted text, if the moderator contributed to
    it (unless `waiver` gives a reason), if it was decided or withdrawn after
    the moderator opened the page, if another edition is scheduled, if a score
    changes in a silent fix or without a `note`, while a finding of a check
    blocks or is not waived, until `refresh_derived` has run after an upgrade,
    if `note` or a reason quotes a spoiler, or if the address, the live edition
    and the end of the embargo are not those `shown`: taken down or lifted
    since, it would be public unawares.

    `kind`: why it replaces the live edition. `note`: for readers. `waived`:
    hashes of findings that the moderator waives with this step, for `reason`.
    `safe`: why sections of a kind that usually spoils may be safe, by the hash
    of the finding.
    `despite`: the reason to approve although a spoiler check points at a
    passage. `undo`: how long nothing is public yet, so that the approval can
    be undone.
    """
    lock(submission.review)
    if digest != submission.revision.digest:
        raise Refused(_("The text on your screen is not the one submitted. Please read it again."))
    _refuse_stale(submission, shown)
    refuse_outdated_index()
    four_eyes = _four_eyes_fields(submission, moderator, waiver)
    refuse_unresolved(submission.review)
    refuse_unchecked(submission, despite)
    kind = _kind(submission, kind, note)
    for text in (note, waiver, despite):
        refuse_what_spoils(submission.review, text, submission.revision, with_upcoming=True)
    if safe:
        answer_safe_kinds(submission.review, answers=safe, by=moderator, revision=submission.revision)
    _waive(submission, moderator, waived, reason)
    _decide(submission, moderator, SubmissionState.APPROVED, **four_eyes)
    begins = max(at or timezone.now(), timezone.now() + undo) if undo else at
    edition = make_edition(submission, at=begins, kind=kind, note=readable(note))
    why = " ".join(filter(None, [four_eyes.get("waiver_reason", ""), readable(despite)]))
    _log(Step.APPROVE, submission, moderator, edition=edition, reason=why, detail=_log_detail(edition, at))
    return edition


def _refuse_stale(submission: Submission, shown: Shown) -> None:
    """Refuse if address, live edition or end of the embargo changed since the page was opened."""
    if not shown:
        return
    review = submission.review
    review.refresh_from_db(fields=["slug"])
    if film := film_of_revision(submission.revision):
        lock_film(film)
    until = embargoed_until(film, review)
    refuse_stale(shown, slug=review.slug, live=live_number(review), until=until)


def _waive(submission: Submission, moderator: User, waived: Collection[str], reason: str) -> None:
    """Waive the findings that this step answers; refused while another one is open."""
    review, revision = submission.review, submission.revision
    if waived:
        waive_findings(
            review, hashes=waived, by=moderator, reason=reason, revision=revision, with_upcoming=True
        )
    refuse_unanswered(review, revision, with_upcoming=True)


def _log(step: Step, submission: Submission, moderator: User, **details) -> None:
    log_step(
        submission.review, step, moderator, submission=submission, revision=submission.revision, **details
    )


def _log_detail(edition: Edition, at: datetime | None) -> str:
    """For the audit log: the kind of edition, the time if scheduled, whether four eyes were waived."""
    begins = edition.live_from if at and edition.live_from > timezone.now() else None
    phrases = [
        str(edition.get_kind_display()),
        _("for %(moment)s") % {"moment": f"{begins:%Y-%m-%d %H:%M %Z}"} if begins else "",
        _("four eyes waived") if edition.submission.waived_by_id else "",
    ]
    return ", ".join(filter(None, phrases))


def _four_eyes_fields(submission: Submission, moderator: User, waiver: str) -> dict:
    """The submission's fields for a waiver of four eyes, {} if none is needed. Refused if none is allowed."""
    if moderator.pk not in contributors_since_live(submission):
        return {}
    if not readable(waiver):
        raise Refused(_("Nobody approves words of their own: you wrote, submitted or saved some of these."))
    if not settings.ALLOW_FOUR_EYES_WAIVER:
        raise Refused(_("This house does not waive the rule of four eyes. Ask another moderator."))
    return {"waived_by": moderator, "waiver_reason": readable(waiver)}


def _kind(submission: Submission, kind: str, note: str) -> str:
    """The `EditionKind`: FIRST for the first one; for a later one what was chosen, else a silent FIX."""
    if not submission.review.editions.ever_public().exists():
        return EditionKind.FIRST
    if kind == EditionKind.FIRST or (kind and kind not in EditionKind.values):
        raise Refused(_("Say why this replaces the live edition: fix, correction, update or re-review."))
    if kind in (EditionKind.CORRECTION, EditionKind.UPDATE) and not readable(note):
        raise Refused(_("Tell readers in a note what was corrected or updated. Keep spoilers out of it."))
    kind = kind or EditionKind.FIX
    _refuse_silent_score(submission, kind, note)
    return kind


def _refuse_silent_score(submission: Submission, kind: str, note: str) -> None:
    """Refuse a new score that readers are not told of."""
    text, now = submission.revision.document(), timezone.now()
    changed = change_text(score_changes(submission.review, MAX_NUMBER, text, now))
    if changed and kind == EditionKind.FIX:
        choose = _("That is no silent fix: choose correction, update or re-review, and tell readers why.")
        raise Refused(f"{changed} {choose}")
    if changed and not readable(note):
        raise Refused(f"{changed} {_('Tell readers in a note why. Keep spoilers out of it.')}")


def _decide(submission: Submission, moderator: User, state: str, **fields) -> None:
    """Set the decision. The filtered update is the lock: of two moderators one wins, the other is refused."""
    decided = Submission.objects.filter(pk=submission.pk, state=SubmissionState.OPEN).update(
        state=state, moderator=moderator, decided_at=timezone.now(), **fields
    )
    if not decided:
        raise Refused(_("This submission has already been decided or withdrawn."))
    submission.refresh_from_db()


@transaction.atomic
def request_changes(submission: Submission, *, moderator: User, reason: str) -> None:
    """Return a submission to its author with a reason; refused if that quotes a spoiler: comment instead."""
    lock(submission.review)
    if not readable(reason):
        raise Refused(_("Say what should change: the author gets this sentence."))
    refuse_what_spoils(submission.review, reason, submission.revision, with_upcoming=True)
    _decide(submission, moderator, SubmissionState.RETURNED, reason=readable(reason))
    _log(Step.REQUEST_CHANGES, submission, moderator, reason=readable(reason))
