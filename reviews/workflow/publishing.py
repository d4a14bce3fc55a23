"""Steps on existing editions: reschedule, unschedule, take down, render again."""

from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from reviews.models import Edition, Review, Step, Submission, SubmissionState, TakeDown
from reviews.workflow.base import Refused, lock, lock_film, log_step, review_changed
from reviews.workflow.check_waivers import refuse_what_spoils
from reviews.workflow.editions import embargoed_until, live_from_under_embargo, place_in_lists, render
from reviews.workflow.preview_links import suspend_previews
from reviews.workflow.stale_screens import NOTHING_SHOWN, Shown, coming_number, refuse_stale
from shield.words import readable

MAX_REASON_LENGTH = 300  # characters, for readers of a page that was taken down


@transaction.atomic
def reschedule(
    edition: Edition,
    *,
    at: datetime,
    by: User,
    undo: timedelta = timedelta(0),
    shown: Shown = NOTHING_SHOWN,
) -> None:
    """Change when an upcoming edition goes live; its predecessor ends there.

    Never earlier than `undo` after its approval: until then the approval can be undone.
    Refused if its times are not those `shown`.
    """
    lock(edition.review)
    now = timezone.now()
    edition = _upcoming(edition, now, shown)
    held_until = embargoed_until(edition.film, edition.review)
    predecessor = predecessor_of(edition)
    decided_at = edition.submission.decided_at
    assert decided_at is not None  # an edition comes of an approval
    live_from = live_from_under_embargo(max(at, now, decided_at + undo), predecessor, held_until)
    move(edition, predecessor, live_from, held_until)
    review_changed(edition.review)
    log_step(
        edition.review,
        Step.RESCHEDULE,
        by,
        edition=edition,
        revision=edition.revision,
        detail=f"{live_from:%Y-%m-%d %H:%M %Z}",
    )


def move(
    edition: Edition, predecessor: Edition | None, live_from: datetime, held_until: datetime | None
) -> None:
    """Set `live_from` of an edition and `live_until` of its predecessor.

    In an order in which the two never overlap, which a constraint forbids:
    to an earlier time the predecessor is updated first, to a later one the edition.
    """
    public_from = max(live_from, held_until) if held_until else live_from
    edition_change = (
        Edition.objects.filter(pk=edition.pk),
        {"live_from": live_from, "public_from": public_from},
    )
    changes = [edition_change]
    if predecessor:
        changes.append((Edition.objects.filter(pk=predecessor.pk), {"live_until": live_from}))
    if live_from < edition.live_from:
        changes.reverse()
    for rows, values in changes:
        rows.update(**values)
    edition.refresh_from_db()
    place_in_lists(edition)


def _upcoming(edition: Edition, now: datetime, shown: Shown) -> Edition:
    lock_film(edition.film)
    editions = edition.review.editions.upcoming(now).select_related("submission")
    upcoming = editions.filter(pk=edition.pk).first()
    if not upcoming:
        raise Refused(_("This edition has begun or was called off: it can no longer be moved."))
    refuse_stale(shown, live_from=upcoming.live_from, public_from=upcoming.public_from)
    return upcoming


@transaction.atomic
def unschedule(edition: Edition, *, by: User, reason: str, shown: Shown = NOTHING_SHOWN) -> None:
    """Cancel an edition that is not public yet: its predecessor stays live, its submission is returned.

    Refused if its times are not those `shown`.
    """
    lock(edition.review)
    if not readable(reason):
        raise Refused(_("Say why: the author gets this sentence."))
    edition = _upcoming(edition, timezone.now(), shown)
    refuse_what_spoils(edition.review, reason, edition.revision, with_upcoming=True)
    cancel_edition(edition, by=by, reason=readable(reason))
    review_changed(edition.review)
    log_step(
        edition.review,
        Step.UNSCHEDULE,
        by,
        edition=edition,
        revision=edition.revision,
        submission=edition.submission,
        reason=readable(reason),
    )


def predecessor_of(edition: Edition) -> Edition | None:
    """The edition that ends when this one begins."""
    editions = edition.review.editions.filter(live_until=edition.live_from, live_from__lt=edition.live_from)
    return editions.order_by("-number").first()


def end_before_start(edition: Edition) -> None:
    """Set `live_until` to `live_from`, so that it is never live; its predecessor gets its end time back.

    Unless the predecessor was taken down meanwhile: that end stays.
    """
    predecessor = predecessor_of(edition)
    until = edition.live_until
    Edition.objects.filter(pk=edition.pk).update(live_until=F("live_from"))
    ended_at = predecessor.live_until if predecessor else None
    if predecessor and ended_at and not edition.review.take_downs.filter(at=ended_at).exists():
        Edition.objects.filter(pk=predecessor.pk).update(live_until=until)
    place_in_lists(edition)


def cancel_edition(edition: Edition, *, by: User, reason: str) -> None:
    """End an edition before it begins (`end_before_start`) and return its submission, for `reason`."""
    end_before_start(edition)
    Submission.objects.filter(pk=edition.submission_id, state=SubmissionState.APPROVED).update(
        state=SubmissionState.RETURNED, moderator=by, decided_at=timezone.now(), reason=reason
    )


@transaction.atomic
def take_down(review: Review, *, by: User, reason: str, shown: Shown = NOTHING_SHOWN) -> TakeDown:
    """Take a public review offline at once. Its URL then answers 410, with the reason.

    Scheduled editions are cancelled too: otherwise the page would come back by itself.
    Its preview links are suspended; the audit log says how many. Refused if other
    editions are live and to come than those `shown`.
    """
    lock(review)
    now = timezone.now()
    if not readable(reason):
        raise Refused(_("Give readers a reason: it is shown on the page instead of the review."))
    if len(readable(reason)) > MAX_REASON_LENGTH:  # cut off, it could lose the mark that hides a part of it
        raise Refused(
            _("The reason is longer than %(limit)s characters. Shorten it.") % {"limit": MAX_REASON_LENGTH}
        )
    live = review.editions.live(now).first()
    if not live:
        raise Refused(_("This review is not public: there is nothing to take down."))
    refuse_stale(shown, live=live.number, coming=coming_number(review, now))
    refuse_what_spoils(review, reason, live.revision, with_upcoming=True)
    for edition in review.editions.upcoming(now):
        cancel_edition(edition, by=by, reason=readable(reason))
    Edition.objects.filter(pk=live.pk).update(live_until=max(now, live.live_from))
    notice = TakeDown.objects.create(review=review, edition=live, by=by, at=now, reason=readable(reason))
    suspended = suspend_previews(review, by=by, at=now)
    review_changed(review)
    log_step(
        review,
        Step.TAKE_DOWN,
        by,
        edition=live,
        revision=live.revision,
        reason=readable(reason),
        detail=suspended,
    )
    return notice


@transaction.atomic
def rebake(edition: Edition, *, by: User) -> None:
    """Render an edition again from its revision, after a change of the renderer. No word changes."""
    lock(edition.review)
    edition.refresh_from_db()  # `render` saves all fields: keep a take-down or new time set meanwhile
    render(edition)
    review_changed(edition.review)
    log_step(edition.review, Step.REBAKE, by, edition=edition, revision=edition.revision)
