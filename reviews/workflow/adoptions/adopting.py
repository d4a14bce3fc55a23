"""Adopt the drafts that a moderator chose, one transaction each: what is done stays done."""

import time
from collections.abc import Collection
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from reviews.models import (
    Adoption,
    AdoptionChoice,
    ChoiceOutcome,
    EditionKind,
    PostOutcome,
    Review,
    Revision,
    Step,
    Submission,
    SubmissionState,
)
from reviews.permissions.contributors import contributors_since_live
from reviews.workflow.adoptions.candidates import UNDONE, first_edition_at, refusing, weighed_findings
from reviews.workflow.base import Refused, lock, log_step
from reviews.workflow.check_waivers import refuse_outdated_index
from reviews.workflow.editions import make_edition

MOST_AT_ONCE = 100
MAX_REASON = 1000


@dataclass(frozen=True)
class Choice:
    """A draft to adopt: checksum and slug that stood on the page, and whether it was read there."""

    review: int
    digest: str
    slug: str = ""
    is_read: bool = False


def adopt(choices: Collection[Choice], *, moderator: User) -> Adoption:
    """Put the chosen drafts live, each for itself. What became of each stands in the adoption's choices."""
    adoption = begin_adoption(choices, moderator=moderator)
    go_on(adoption)
    return adoption


@transaction.atomic
def begin_adoption(choices: Collection[Choice], *, moderator: User) -> Adoption:
    """Keep what was chosen, for `go_on`.

    Refused for none or more than `MOST_AT_ONCE`, or until `refresh_derived` has run after an upgrade.
    """
    if not 0 < len(choices) <= MOST_AT_ONCE:
        raise Refused(_("Choose between one and %(most)s reviews.") % {"most": MOST_AT_ONCE})
    refuse_outdated_index()
    adoption = Adoption.objects.create(by=moderator, at=timezone.now())
    once = {choice.review: choice for choice in choices}
    known = Review.objects.in_bulk(once)
    AdoptionChoice.objects.bulk_create(
        AdoptionChoice(
            adoption=adoption,
            review=known.get(choice.review),
            digest=choice.digest,
            slug=choice.slug,
            is_read=choice.is_read,
        )
        for choice in once.values()
    )
    return adoption


def go_on(adoption: Adoption, seconds: float | None = None) -> None:
    """Adopt what is left of the choices; of that as many as `seconds` allow, and one at least."""
    until = time.monotonic() + (seconds or 0)
    for choice in list(adoption.choices.filter(outcome=ChoiceOutcome.WAITS)):
        try:
            if not _adopt_one(choice):
                return
        except Refused as refused:
            waiting = AdoptionChoice.objects.filter(pk=choice.pk, outcome=ChoiceOutcome.WAITS)
            waiting.update(outcome=ChoiceOutcome.REFUSED, reason=str(refused)[:MAX_REASON])
        if seconds is not None and time.monotonic() > until:
            break
    if not adoption.choices.filter(outcome=ChoiceOutcome.WAITS).exists():
        Adoption.objects.filter(pk=adoption.pk, ended_at=None).update(ended_at=timezone.now())


@transaction.atomic
def _adopt_one(choice: AdoptionChoice) -> bool:
    """Whether the adoption goes on: not if somebody called it off meanwhile."""
    adoption = Adoption.objects.select_for_update(no_key=True).get(pk=choice.adoption_id)
    if adoption.ended_at:
        return False
    mine = adoption.choices.filter(pk=choice.pk, outcome=ChoiceOutcome.WAITS)
    if mine.update(outcome=ChoiceOutcome.ADOPTED):  # else somebody else goes on with the same adoption
        choice.refresh_from_db()
        _put_live(adoption, choice)
    return True


def _put_live(adoption: Adoption, choice: AdoptionChoice) -> None:
    review = choice.review
    if not review:
        raise Refused(_("This draft was deleted meanwhile."))
    lock(review)
    revision = _unchanged(review, choice)
    _refuse_recent(revision)
    if problems := refusing(weighed_findings(review, revision.document()), is_read=choice.is_read):
        raise Refused(" ".join(problems))
    submission = _submission(review, revision, adoption)
    if adoption.by_id in _contributors(submission):
        raise Refused(_("Nobody adopts words of their own."))
    submission.save()
    edition = make_edition(submission, at=None, kind=EditionKind.FIRST, is_unread=not choice.is_read)
    log_step(
        review,
        Step.ADOPT,
        adoption.by,
        submission=submission,
        revision=revision,
        edition=edition,
        detail=_("read") if choice.is_read else _("not read"),
    )


def _submission(review: Review, revision: Revision, adoption: Adoption) -> Submission:
    now = timezone.now()
    return Submission(
        review=review,
        revision=revision,
        state=SubmissionState.APPROVED,
        submitted_by=review.author,
        submitted_at=now,
        moderator=adoption.by,
        decided_at=now,
        adoption=adoption,
    )


def _unchanged(review: Review, choice: AdoptionChoice) -> Revision:
    """The only revision of an imported draft. Refused for another text than was shown, or if submitted."""
    revision = review.revisions.first()
    posts = review.imported_posts.filter(outcome=PostOutcome.MADE, digest=choice.digest)
    if not revision or revision.number != 1 or revision.digest != choice.digest or not posts.exists():
        raise Refused(_("This draft was changed since it was imported. Submit it as any other."))
    if choice.slug not in ("", review.slug):
        raise Refused(_("This draft has another address than on the page. Look at it again."))
    decided = review.submissions.exclude(UNDONE)
    if decided.filter(adoption__isnull=False).exists():
        raise Refused(_("This draft is public by now: somebody adopted it."))
    if decided.exists():
        raise Refused(_("This draft was submitted. Decide on it as on any other."))
    return revision


def _refuse_recent(revision: Revision) -> None:
    """Only what is older than the house's first edition is an archive."""
    day = revision.document().first_published.date
    if not day or day >= timezone.localdate(first_edition_at()):
        raise Refused(_("It has no day of first publication before this house's own first review."))


def _contributors(submission: Submission) -> set[int]:
    submission.pk = 0  # it is asked before it is saved
    try:
        return contributors_since_live(submission)
    finally:
        submission.pk = None
