"""What happens to editions: made, moved in time, taken down, renamed, rendered again."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F, Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from slugify import slugify

from films.models import Film
from pagecache.models import changed
from reviews import bake, document
from reviews.drafts import world_of
from reviews.models import (
    Edition,
    EditionCritic,
    EditionFull,
    Embargo,
    FormerSlug,
    Review,
    Step,
    Submission,
    SubmissionState,
    TakeDown,
)
from reviews.models.edition import TOLD
from reviews.workflow.record import Refused, lock, write_line

# Editions


def make_edition(submission: Submission, *, at: datetime | None, kind: str, note: str = "") -> Edition:
    """Render the approved revision and put it where readers get it, from `at` (default now).

    The predecessor ends where this one begins, so nothing overlaps and there
    is no gap. An edition without predecessor begins at `at` even under an
    embargo, which then holds back what readers get (`public_from`). Refused
    while another edition is scheduled; a tightening ends where that begins.
    """
    review, now = submission.review, timezone.now()
    if review.editions.upcoming(now).filter(live_from__gt=now).exists() and not submission.is_tightening:
        raise Refused(_("Another edition of this review is already scheduled. Unschedule it first."))
    film = _film_of(submission, world_of(submission.revision.document()))
    Film.objects.select_for_update(no_key=True).get(pk=film.pk)  # no embargo is set meanwhile
    held_until = embargoed_until(film, review)
    predecessor = _ending_last(review, now)
    begins = _beginning(max(at, now) if at else now, predecessor, held_until)
    if predecessor:
        Edition.objects.filter(pk=predecessor.pk).update(live_until=begins)
    edition = Edition(
        review=review,
        number=(review.editions.aggregate(last=Max("number"))["last"] or 0) + 1,
        revision=submission.revision,
        submission=submission,
        film=film,
        kind=kind,
        note=note,
        live_from=begins,
        live_until=predecessor.live_until if predecessor else None,
        public_from=max(begins, held_until) if held_until else begins,
    )
    edition.first_public_at = first_public_at(edition)
    _render(edition)
    changed()
    return edition


def _beginning(wish: datetime, predecessor: Edition | None, held_until: datetime | None) -> datetime:
    """When an edition begins: a text that is public stays so until an embargo lets the next one out."""
    if predecessor and held_until and predecessor.public_from <= wish:
        return max(wish, held_until)
    return wish


def _ending_last(review: Review, now: datetime) -> Edition | None:
    """The edition that the next one replaces: live now, or approved and held back by an embargo."""
    return review.editions.filter(Q(live_until=None) | Q(live_until__gt=now), live_from__lte=now).first()


def _film_of(submission: Submission, world):
    reference = submission.revision.document().film
    film = world.films.get(reference.key) if reference else None
    if not film:
        raise Refused(_("The film of this review is no longer in the record. Choose it again and submit."))
    return film


def first_public_at(edition: Edition) -> datetime:
    """When readers first could read this review, as things stand: what lists are ordered by."""
    earlier = edition.review.editions.ever_public(edition.public_from).exclude(pk=edition.pk)
    first = earlier.order_by("public_from").values_list("public_from", flat=True).first()
    return min(first, edition.public_from) if first else edition.public_from


def embargoed_until(film, review: Review) -> datetime | None:
    """The latest moment that an embargo in force on the film or the review names."""
    return Embargo.objects.of(film=film, review=review).in_force().aggregate(last=Max("until"))["last"]


def _render(edition: Edition) -> None:
    """Fill an edition with what its revision reads like, and store it with its full text and bylines."""
    text = edition.revision.document()
    baked = bake.bake(text)
    critics = world_of(text).critics
    bylines = [{"name": item.name, "slug": _slug(critics.get(item.critic))} for item in text.bylines]
    edition.headline, edition.dek = text.headline, text.dek
    edition.safe, edition.bylines = baked.safe | {"changes": _told_before(edition)}, bylines
    _copy_score(edition, text.score)
    edition.baked_at = timezone.now()
    edition.save()
    EditionFull.objects.update_or_create(edition=edition, defaults={"content": baked.full})
    edition.edition_critics.all().delete()
    EditionCritic.objects.bulk_create(_edition_critics(edition, text, critics))


def _told_before(edition: Edition) -> list[dict[str, str]]:
    """The corrections and updates of earlier editions, newest first, for the page to list."""
    told = edition.review.editions.ever_public(edition.public_from).filter(
        number__lt=edition.number, kind__in=TOLD
    )
    rows = told.order_by("-number").values_list("public_from", "kind", "note")
    return [{"at": at.isoformat(), "kind": kind, "note": note} for at, kind, note in rows]


def _slug(critic) -> str:
    return critic.slug if critic else ""


def _copy_score(edition: Edition, score: document.Score | None) -> None:
    edition.score = score.value if score else None
    edition.score_maximum = score.maximum if score else 0
    edition.score_divisions = score.divisions if score else 1
    edition.score_word = score.word if score else ""


def _edition_critics(edition: Edition, text: document.Document, critics: dict) -> list[EditionCritic]:
    rows = {}
    for position, byline in enumerate(text.bylines):
        if critic := critics.get(byline.critic):
            rows[critic.pk] = EditionCritic(
                edition=edition, critic=critic, name=byline.name, position=position
            )
    return list(rows.values())


# Steps


@transaction.atomic
def reschedule(edition: Edition, *, at: datetime, by: User) -> None:
    """Move the beginning of an edition that has not begun; its predecessor ends there."""
    lock(edition.review)
    now = timezone.now()
    edition = _upcoming(edition, now)
    held_until = embargoed_until(edition.film, edition.review)
    predecessor = _predecessor(edition)
    begins = _beginning(max(at, now), predecessor, held_until)
    _move(edition, predecessor, begins, held_until)
    changed()
    write_line(
        edition.review,
        Step.RESCHEDULE,
        by,
        edition=edition,
        revision=edition.revision,
        detail=f"{begins:%Y-%m-%d %H:%M %Z}",
    )


def _move(
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
    found = edition.review.editions.upcoming(now).filter(pk=edition.pk).first()
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
    call_off(edition, by=by, reason=reason.strip())
    changed()
    write_line(
        edition.review,
        Step.UNSCHEDULE,
        by,
        edition=edition,
        revision=edition.revision,
        submission=edition.submission,
        reason=reason.strip(),
    )


def _predecessor(edition: Edition) -> Edition | None:
    """The edition that ends where this one begins."""
    ending = edition.review.editions.filter(live_until=edition.live_from, live_from__lt=edition.live_from)
    return ending.order_by("-number").first()


def call_off(edition: Edition, *, by: User, reason: str) -> None:
    """End an edition before it begins, give its predecessor back its end, and return its submission."""
    predecessor = _predecessor(edition)
    until = edition.live_until
    Edition.objects.filter(pk=edition.pk).update(live_until=F("live_from"))
    if predecessor and not edition.review.take_downs.filter(at=predecessor.live_until).exists():
        Edition.objects.filter(pk=predecessor.pk).update(live_until=until)
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
        raise Refused(_("Give readers a reason: it stands on the page instead of the review."))
    live = review.editions.live(now).first()
    if not live:
        raise Refused(_("This review is not public: there is nothing to take down."))
    for edition in review.editions.upcoming(now):
        call_off(edition, by=by, reason=reason.strip())
    Edition.objects.filter(pk=live.pk).update(live_until=max(now, live.live_from))
    notice = TakeDown.objects.create(review=review, edition=live, by=by, at=now, reason=reason.strip()[:300])
    changed()
    write_line(review, Step.TAKE_DOWN, by, edition=live, revision=live.revision, reason=reason.strip())
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
    write_line(review, Step.RENAME, by, detail=f"{former} → {slug}")


@transaction.atomic
def rebake(edition: Edition, *, by: User) -> None:
    """Render an edition again from its revision, after the renderer got better. No word changes."""
    lock(edition.review)
    _render(edition)
    changed()
    write_line(edition.review, Step.REBAKE, by, edition=edition, revision=edition.revision)
