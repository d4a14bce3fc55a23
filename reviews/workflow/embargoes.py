"""Set and lift embargoes. Each is a step of its own, logged with who did it."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from films.models import Film
from reviews.local_time import format_local
from reviews.models import Edition, Embargo, Review, Step
from reviews.workflow.base import Refused, lock, lock_film, log_step, review_changed
from reviews.workflow.check_waivers import refuse_what_spoils
from reviews.workflow.editions import embargoed_until, live_from_under_embargo, place_in_lists
from reviews.workflow.publishing import move, predecessor_of
from reviews.workflow.stale_screens import NOTHING_SHOWN, Shown, refuse_stale
from shield.words import readable


@transaction.atomic
def set_embargo(
    *,
    until: datetime,
    by: User,
    film: Film | None = None,
    review: Review | None = None,
    reason: str = "",
    lifts: bool = False,
    shown: Shown = NOTHING_SHOWN,
) -> Embargo:
    """Create an embargo on all reviews of a film, or on one review; replaces one that is in force.

    Refused while an edition concerned is public, naming those to take down
    first, if the reason quotes a spoiler of a review concerned, and if the
    film and the end of the embargo in force are not those `shown`. To end it
    sooner is to lift it: refused unless `lifts`, and logged as that.
    """
    if bool(film) == bool(review):
        raise Refused(_("An embargo holds for a film or for one review."))
    _lock(film, review)
    now = timezone.now()
    if until <= now:
        raise Refused(_("This moment has passed. An embargo ends in the future."))
    live = list(_editions(film, review).live(now).select_related("review"))
    if live:
        names = ", ".join(edition.headline for edition in live)
        raise Refused(_("Already public: %(names)s. Take that down first.") % {"names": names})
    former = Embargo.objects.filter(film=film, review=review, lifted_at=None).first()
    was_until = former.until if former else None
    refuse_stale(shown, film=str(film) if film else None, until=was_until)
    shortens = was_until is not None and until < was_until
    if shortens and not lifts:
        raise Refused(_shortening(was_until, until))
    _refuse_what_spoils(film, review, reason)
    embargo, _created = Embargo.objects.update_or_create(
        film=film,
        review=review,
        lifted_at=None,
        defaults={"until": until, "set_by": by, "set_at": now, "reason": readable(reason)},
    )
    _update_public_from(film, review)
    if shortens:
        _log(Step.LIFT_EMBARGO, embargo, by, reason, was_until=was_until)
    else:
        _log(Step.EMBARGO, embargo, by, reason)
    return embargo


def _shortening(was_until: datetime | None, until: datetime) -> str:
    message = _(
        "The embargo was until %(was)s, would be until %(now)s: that lifts it for the time between."
        " Tick that you lift it in your name."
    )
    return message % {"was": was_until and format_local(was_until), "now": format_local(until)}


@transaction.atomic
def lift_embargo(embargo: Embargo, *, by: User, reason: str = "", shown: Shown = NOTHING_SHOWN) -> None:
    """End an embargo early. Editions that nothing else holds back become public.

    Refused if it ends at another time than `shown`: somebody may have extended it.
    """
    _lock(embargo.film, embargo.review)
    embargo.refresh_from_db(fields=["until"])
    refuse_stale(shown, until=embargo.until)
    _refuse_what_spoils(embargo.film, embargo.review, reason)
    lifted = Embargo.objects.filter(pk=embargo.pk, lifted_at=None).update(
        lifted_at=timezone.now(), lifted_by=by
    )
    if not lifted:
        raise Refused(_("This embargo was lifted already."))
    _update_public_from(embargo.film, embargo.review)
    _log(Step.LIFT_EMBARGO, embargo, by, reason)


def _lock(film: Film | None, review: Review | None) -> None:
    """Lock the film or the review: approvals of the same reviews wait until this step commits."""
    if film:
        lock_film(film)
    if review:
        lock(review)


def _refuse_what_spoils(film: Film | None, review: Review | None, reason: str) -> None:
    """Check the reason against the latest revision of each review concerned, and its upcoming editions."""
    if not readable(reason):
        return
    reviews: list[Review] = list(Review.objects.about(film)) if film else [review] if review else []
    for embargoed in reviews:
        if latest := embargoed.revisions.first():
            refuse_what_spoils(embargoed, reason, latest)
        for edition in embargoed.editions.upcoming().select_related("revision"):
            refuse_what_spoils(embargoed, reason, edition.revision)


def _editions(film: Film | None, review: Review | None):
    return Edition.objects.filter(film=film) if film else Edition.objects.filter(review=review)


def _update_public_from(film: Film | None, review: Review | None) -> None:
    """Recompute `public_from` of the editions concerned. One that is public already stays so."""
    now = timezone.now()
    pending = _editions(film, review).filter(
        Q(live_until=None) | Q(live_until__gt=F("live_from")), public_from__gt=now
    )
    for edition in pending.select_related("review", "film"):
        _move_out_of_embargo(edition, now)
        review_changed(edition.review)


def _move_out_of_embargo(edition: Edition, now: datetime) -> None:
    held_until = embargoed_until(edition.film, edition.review)
    predecessor = predecessor_of(edition)
    live_from = live_from_under_embargo(edition.live_from, predecessor, held_until)
    if predecessor and live_from > edition.live_from:  # what is public stays so until the next may follow
        move(edition, predecessor, live_from, held_until)
        return
    edition.public_from = max(edition.live_from, held_until or now)
    edition.save(update_fields=["public_from"])
    place_in_lists(edition)


def _log(step: Step, embargo: Embargo, by: User, reason: str, *, was_until: datetime | None = None) -> None:
    """Log the step with the end of the embargo; `was_until`, if it was shortened from then."""
    until = f"{embargo.until:%Y-%m-%d %H:%M %Z}"
    shortened = _("shortened from %(was)s to %(until)s")
    log_step(
        embargo.review,
        step,
        by,
        film=embargo.film,
        reason=readable(reason),
        detail=shortened % {"was": f"{was_until:%Y-%m-%d %H:%M %Z}", "until": until} if was_until else until,
    )
