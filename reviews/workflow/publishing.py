"""What happens to editions: moved in time, called off, taken down, renamed, rendered again."""

from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from slugify import slugify

from pagecache.models import changed
from reviews.models import Edition, FormerSlug, Review, Step, Submission, SubmissionState, TakeDown
from reviews.workflow.base import Refused, lock, log_step
from reviews.workflow.check_waivers import refuse_what_spoils
from reviews.workflow.editions import beginning, embargoed_until, first_public_at, render

LONGEST_REASON = 300  # letters, for readers of a page that was taken down


@transaction.atomic
def reschedule(edition: Edition, *, at: datetime, by: User, undo: timedelta = timedelta(0)) -> None:
    """Move the beginning of an edition that has not begun; its predecessor ends there.

    Never to before its approval is as old as `undo`: until then it can be taken back.
    """
    lock(edition.review)
    now = timezone.now()
    edition = _upcoming(edition, now)
    held_until = embargoed_until(edition.film, edition.review)
    predecessor = predecessor_of(edition)
    begins = beginning(max(at, now, edition.submission.decided_at + undo), predecessor, held_until)
    move(edition, predecessor, begins, held_until)
    changed()
    log_step(
        edition.review,
        Step.RESCHEDULE,
        by,
        edition=edition,
        revision=edition.revision,
        detail=f"{begins:%Y-%m-%d %H:%M %Z}",
    )


def move(
    edition: Edition, predecessor: Edition | None, begins: datetime, held_until: datetime | None
) -> None:
    """Earlier: the predecessor makes room first. Later: the edition does."""
    public_from = max(begins, held_until) if held_until else begins
    edition_change = (
        Edition.objects.filter(pk=edition.pk),
        {"live_from": begins, "public_from": public_from},
    )
    changes = [edition_change]
    if predecessor:
        changes.append((Edition.objects.filter(pk=predecessor.pk), {"live_until": begins}))
    if begins < edition.live_from:
        changes.reverse()
    for rows, values in changes:
        rows.update(**values)
    edition.refresh_from_db()
    Edition.objects.filter(pk=edition.pk).update(first_public_at=first_public_at(edition))


def _upcoming(edition: Edition, now: datetime) -> Edition:
    found = edition.review.editions.upcoming(now).select_related("submission").filter(pk=edition.pk).first()
    if not found:
        raise Refused(_("This edition has begun or was called off: it can no longer be moved."))
    return found


@transaction.atomic
def unschedule(edition: Edition, *, by: User, reason: str) -> None:
    """Call off an edition that is not public yet: its predecessor goes on, its submission goes back."""
    lock(edition.review)
    if not reason.strip():
        raise Refused(_("Say why: the author gets this sentence."))
    edition = _upcoming(edition, timezone.now())
    refuse_what_spoils(edition.review, reason, edition.revision)
    cancel_edition(edition, by=by, reason=reason.strip())
    changed()
    log_step(
        edition.review,
        Step.UNSCHEDULE,
        by,
        edition=edition,
        revision=edition.revision,
        submission=edition.submission,
        reason=reason.strip(),
    )


def predecessor_of(edition: Edition) -> Edition | None:
    """The edition that ends where this one begins."""
    ending = edition.review.editions.filter(live_until=edition.live_from, live_from__lt=edition.live_from)
    return ending.order_by("-number").first()


def end_before_start(edition: Edition) -> None:
    """End an edition before it begins: what it would have replaced goes on."""
    predecessor = predecessor_of(edition)
    until = edition.live_until
    Edition.objects.filter(pk=edition.pk).update(live_until=F("live_from"))
    if predecessor and not edition.review.take_downs.filter(at=predecessor.live_until).exists():
        Edition.objects.filter(pk=predecessor.pk).update(live_until=until)


def cancel_edition(edition: Edition, *, by: User, reason: str) -> None:
    """End an edition before it begins, give its predecessor back its end, and return its submission."""
    end_before_start(edition)
    Submission.objects.filter(pk=edition.submission_id, state=SubmissionState.APPROVED).update(
        state=SubmissionState.RETURNED, moderator=by, decided_at=timezone.now(), reason=reason
    )


@transaction.atomic
def take_down(review: Review, *, by: User, reason: str) -> TakeDown:
    """Take a public review off the web, at once. Its address then answers 410, with the reason.

    A scheduled edition is called off too: otherwise the page would come back by itself.
    """
    lock(review)
    now = timezone.now()
    if not reason.strip():
        raise Refused(_("Give readers a reason: it is shown on the page instead of the review."))
    if len(reason.strip()) > LONGEST_REASON:  # cut off, it could lose the mark that hides a part of it
        raise Refused(
            _("The reason is longer than %(limit)s characters. Shorten it.") % {"limit": LONGEST_REASON}
        )
    live = review.editions.live(now).first()
    if not live:
        raise Refused(_("This review is not public: there is nothing to take down."))
    refuse_what_spoils(review, reason, live.revision)
    for edition in review.editions.upcoming(now):
        cancel_edition(edition, by=by, reason=reason.strip())
    Edition.objects.filter(pk=live.pk).update(live_until=max(now, live.live_from))
    notice = TakeDown.objects.create(review=review, edition=live, by=by, at=now, reason=reason.strip())
    changed()
    log_step(review, Step.TAKE_DOWN, by, edition=live, revision=live.revision, reason=reason.strip())
    return notice


@transaction.atomic
def rename(review: Review, *, slug: str, by: User) -> None:
    """Give a review another address. One that was ever public redirects from the old one, for ever."""
    lock(review)
    review.refresh_from_db()
    former, slug = review.slug, slugify(slug, max_length=100)
    if not slug:
        raise Refused(_("An address needs letters or figures."))
    if slug == former:
        raise Refused(_("The review has this address already."))
    taken = Review.objects.filter(slug=slug) | Review.objects.filter(former_slugs__slug=slug).exclude(
        pk=review.pk
    )
    if taken.exists():
        raise Refused(_("This address belongs, or belonged, to another review. Choose another."))
    FormerSlug.objects.filter(slug=slug, review=review).delete()
    Review.objects.filter(pk=review.pk).update(slug=slug)
    if review.editions.ever_public().exists():
        FormerSlug.objects.create(slug=former, review=review)
    review.refresh_from_db()
    changed()
    log_step(review, Step.RENAME, by, detail=f"{former} → {slug}")


@transaction.atomic
def rebake(edition: Edition, *, by: User) -> None:
    """Render an edition again from its revision, after the renderer got better. No word changes."""
    lock(edition.review)
    edition.refresh_from_db()  # what was taken down or moved meanwhile stays so
    render(edition)
    changed()
    log_step(edition.review, Step.REBAKE, by, edition=edition, revision=edition.revision)
