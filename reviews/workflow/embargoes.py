"""Embargoes: setting one, and lifting it, which is a named act."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from films.models import Film
from pagecache.models import changed
from reviews.models import Edition, Embargo, Review, Step
from reviews.workflow.base import Refused, log_step
from reviews.workflow.check_waivers import refuse_what_spoils
from reviews.workflow.editions import beginning, embargoed_until, first_public_at
from reviews.workflow.publishing import move, predecessor_of


@transaction.atomic
def set_embargo(
    *, until: datetime, by: User, film: Film | None = None, review: Review | None = None, reason: str = ""
) -> Embargo:
    """Hold back every review of a film, or one review, until a moment. Replaces an earlier one.

    Refused over a live edition, with the list of what to take down, and if the
    reason quotes what spoils in a review that it holds for.
    """
    if bool(film) == bool(review):
        raise Refused(_("An embargo holds for a film or for one review."))
    _wait_for_others(film, review)
    now = timezone.now()
    if until <= now:
        raise Refused(_("This moment has passed. An embargo ends in the future."))
    live = list(_editions(film, review).live(now).select_related("review"))
    if live:
        names = ", ".join(edition.headline for edition in live)
        raise Refused(_("Already public: %(names)s. Take that down first.") % {"names": names})
    _refuse_what_spoils(film, review, reason)
    embargo, _created = Embargo.objects.update_or_create(
        film=film,
        review=review,
        lifted_at=None,
        defaults={"until": until, "set_by": by, "set_at": now, "reason": reason.strip()},
    )
    _restamp(film, review)
    changed()
    _write(Step.EMBARGO, embargo, by, reason)
    return embargo


@transaction.atomic
def lift_embargo(embargo: Embargo, *, by: User, reason: str = "") -> None:
    """End an embargo before its moment. What was only held back by it becomes public."""
    _wait_for_others(embargo.film, embargo.review)
    _refuse_what_spoils(embargo.film, embargo.review, reason)
    lifted = Embargo.objects.filter(pk=embargo.pk, lifted_at=None).update(
        lifted_at=timezone.now(), lifted_by=by
    )
    if not lifted:
        raise Refused(_("This embargo was lifted already."))
    _restamp(embargo.film, embargo.review)
    changed()
    _write(Step.LIFT_EMBARGO, embargo, by, reason)


def _wait_for_others(film: Film | None, review: Review | None) -> None:
    """Let approvals of the same reviews, and this, follow each other."""
    if film:
        Film.objects.select_for_update(no_key=True).get(pk=film.pk)
    if review:
        Review.objects.select_for_update(no_key=True).get(pk=review.pk)


def _refuse_what_spoils(film: Film | None, review: Review | None, reason: str) -> None:
    """Against the words last saved of each review concerned, and those approved and held back."""
    if not reason.strip():
        return
    for concerned in Review.objects.about(film) if film else [review]:
        refuse_what_spoils(concerned, reason, concerned.revisions.first())
        for edition in concerned.editions.upcoming().select_related("revision"):
            refuse_what_spoils(concerned, reason, edition.revision)


def _editions(film: Film | None, review: Review | None):
    return Edition.objects.filter(film=film) if film else Edition.objects.filter(review=review)


def _restamp(film: Film | None, review: Review | None) -> None:
    """Rewrite when the editions concerned become public. What is public already stays so."""
    now = timezone.now()
    pending = _editions(film, review).filter(
        Q(live_until=None) | Q(live_until__gt=F("live_from")), public_from__gt=now
    )
    for edition in pending.select_related("review", "film"):
        held_until = embargoed_until(edition.film, edition.review)
        predecessor = predecessor_of(edition)
        begins = beginning(edition.live_from, predecessor, held_until)
        if predecessor and begins > edition.live_from:  # what is public stays so until the next may follow
            move(edition, predecessor, begins, held_until)
            continue
        edition.public_from = max(edition.live_from, held_until or now)
        edition.first_public_at = first_public_at(edition)
        edition.save(update_fields=["public_from", "first_public_at"])


def _write(step: Step, embargo: Embargo, by: User, reason: str) -> None:
    log_step(
        embargo.review,
        step,
        by,
        film=embargo.film,
        reason=reason.strip(),
        detail=f"{embargo.until:%Y-%m-%d %H:%M %Z}",
    )
