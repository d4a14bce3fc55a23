"""Create editions from approved revisions: render them and set when they are live."""

from datetime import date, datetime
from itertools import groupby
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Max, Min, Q, QuerySet
from django.db.models.fields.json import KT
from django.utils import timezone
from django.utils.translation import gettext as _

from films.models import Film
from reviews import document
from reviews.document.score_text import score_units_text
from reviews.drafts import world_of
from reviews.local_time import noon_of
from reviews.models import Critic, Edition, EditionCritic, EditionFull, Embargo, Review, Revision, Submission
from reviews.models.edition import ANNOUNCED_KINDS
from reviews.rendering import bake
from reviews.rendering.score_change import Change, changes, scores_of
from reviews.rendering.searchable_text import review_entry
from reviews.rendering.social_card.drawing import VERSION, CardWords
from reviews.rendering.social_card.storage import store_card
from reviews.workflow.base import Refused, lock, lock_film, review_changed
from reviews.workflow.spoiler_checks.rules import checked_by_names
from reviews.workflow.text_index.hidden_sentences import index_hidden_sentences
from search.index import put


def make_edition(
    submission: Submission, *, at: datetime | None, kind: str, note: str = "", is_unread: bool = False
) -> Edition:
    """Create and render the edition of an approved submission, live from `at` (default now).

    The predecessor ends where this one begins, so that there is neither
    overlap nor gap. Without a predecessor it begins at `at` even under an
    embargo; `public_from` then keeps it from readers. Refused while another
    edition is scheduled, except for a tightening, which ends where that begins.
    """
    review, now = submission.review, timezone.now()
    if review.editions.upcoming(now).filter(live_from__gt=now).exists() and not submission.is_tightening:
        raise Refused(_("Another edition of this review is already scheduled. Unschedule it first."))
    film = _film_of(submission, world_of(submission.revision.document()))
    lock_film(film)
    held_until = embargoed_until(film, review)
    predecessor = _predecessor(review, now)
    live_from = live_from_under_embargo(max(at, now) if at else now, predecessor, held_until)
    if predecessor:
        Edition.objects.filter(pk=predecessor.pk).update(live_until=live_from)
    edition = Edition(
        review=review,
        number=(review.editions.aggregate(last=Max("number"))["last"] or 0) + 1,
        revision=submission.revision,
        submission=submission,
        film=film,
        kind=kind,
        note=note,
        is_unread=is_unread,
        live_from=live_from,
        live_until=predecessor.live_until if predecessor else None,
        public_from=max(live_from, held_until) if held_until else live_from,
    )
    edition.first_public_at = edition.listed_at = edition.public_from
    render(edition)
    place_in_lists(edition)
    review_changed(review)
    return edition


def live_from_under_embargo(
    requested: datetime, predecessor: Edition | None, held_until: datetime | None
) -> datetime:
    """When an edition begins: not before the embargo ends if its predecessor is public.

    A text that is public stays so until the next one may follow.
    """
    if predecessor and held_until and predecessor.public_from <= requested:
        return max(requested, held_until)
    return requested


def _predecessor(review: Review, now: datetime) -> Edition | None:
    """The edition that a new one replaces: live now, or approved and held back by an embargo."""
    return review.editions.filter(Q(live_until=None) | Q(live_until__gt=now), live_from__lte=now).first()


def _film_of(submission: Submission, world):
    reference = submission.revision.document().film
    film = world.films.get(reference.key) if reference else None
    if not film:
        raise Refused(
            _("The film of this review is no longer in the film database. Choose it again and submit.")
        )
    return film


def place_in_lists(edition: Edition) -> None:
    """Set, in all editions of a review, when it first became public, or will, and its place in lists.

    Called after each change of what is public from when, by the editions that there are then. The place
    is the day that each edition says it was first published elsewhere: what is scheduled moves nothing yet.
    """
    editions = edition.review.editions.filter(Q(live_until=None) | Q(live_until__gt=F("public_from")))
    first = editions.aggregate(first=Min("public_from"))["first"] or edition.public_from
    days = edition.review.editions.annotate(day=KT("safe__first_published__date")).values_list("day", "pk")
    for day, rows in groupby(sorted(days, key=str), key=itemgetter(0)):
        pks, place = [pk for _day, pk in rows], listed_at(day, first)
        edition.review.editions.filter(pk__in=pks).update(first_public_at=first, listed_at=place)
        if edition.pk in pks:
            edition.first_public_at, edition.listed_at = first, place


def listed_at(day: str | None, first_public_at: datetime) -> datetime:
    """The place in lists of an edition that says it was first published elsewhere on this day, or none."""
    return min(noon_of(date.fromisoformat(day)), first_public_at) if day else first_public_at


def embargoed_until(film, review: Review) -> datetime | None:
    """The latest end of the embargoes in force on the film or the review; None without one."""
    return Embargo.objects.of(film=film, review=review).in_force().aggregate(last=Max("until"))["last"]


def film_of_revision(revision: Revision):
    """The `Film` that a revision names, if it is in the film database; else None."""
    reference = revision.document().film
    return Film.objects.by_keys([reference.key]).get(reference.key) if reference else None


def render(edition: Edition) -> None:
    """Render an edition from its revision; save it with its full text, bylines and search entry."""
    text = edition.revision.document()
    full = fill_edition(edition, text)
    notes = notes_of_earlier_editions(edition.review, edition.number, edition.public_from)
    checked_by = checked_by_names(edition.submission)
    scores = score_changes(edition.review, edition.number, text, edition.public_from)
    edition.safe |= {"changes": notes, "checked_by": checked_by, "scores": scores}
    put_card(edition)
    edition.save()
    EditionFull.objects.update_or_create(edition=edition, defaults={"content": full})
    edition.edition_critics.all().delete()
    EditionCritic.objects.bulk_create(_edition_critics(edition, text))
    index_hidden_sentences(edition, text)
    put(review_entry(edition))


def fill_edition(edition: Edition, text: document.Document, *, no_film: UUID | None = None) -> dict:
    """Set the rendered fields of an edition (saved or not) from a document; returns the full text.

    The one way from a document to what readers get: previews use it too. `no_film`: the key that stands
    where a draft has no film yet.
    """
    world = world_of(text)
    films, critics = {key: film.key for key, film in world.films.items()}, world.critics
    films |= {no_film: no_film} if no_film else {}
    baked = bake.bake(text, films, is_unread=edition.is_unread)
    edition.headline, edition.dek = text.headline, text.dek
    for safe in (baked.safe, baked.full.get("whole", {})):
        safe["opinions"] = [_with_slug(part, critics) for part in safe.get("opinions", ())]
    edition.safe = baked.safe | {"changes": []}
    edition.bylines = [
        {"name": item.name, "slug": _slug(item.critic and critics.get(item.critic))} for item in text.bylines
    ]
    _copy_score(edition, text.score)
    edition.baked_at = timezone.now()
    return baked.full


def put_card(edition: Edition) -> None:
    """Draw the social card and put its storage name, "" if that failed, into an edition."""
    log_name = f"review {edition.review_id}, edition {edition.number}"
    edition.safe["card"] = store_card(card_words(edition), log_name=log_name)
    edition.card_version = VERSION if edition.safe["card"] else None


@transaction.atomic
def redraw_card(edition: Edition) -> None:
    """Draw the card of a stored edition again, after drawing changed. No word changes."""
    lock(edition.review)
    edition = Edition.objects.select_related("film").get(pk=edition.pk)  # not as it was before the lock
    put_card(edition)
    edition.save(update_fields=["safe", "card_version"])
    review_changed(edition.review)


def card_words(edition: Edition) -> CardWords:
    """The words and the score on the social card of a rendered edition."""
    score: dict[str, Any] = {}
    if edition.score is not None:
        score = {
            "score": score_units_text(edition.score, edition.score_divisions),
            "lit": edition.score / edition.score_divisions,
            "maximum": edition.score_maximum,
            "word": edition.score_word,
        }
    critics = tuple(item["name"] for item in edition.bylines)
    return CardWords(film=edition.film.title, headline=edition.headline, critics=critics, **score)


def notes_of_earlier_editions(review: Review, number: int, at: datetime) -> list[dict[str, Any]]:
    """The corrections and updates of editions before this one, newest first, for the page to list.

    `scores`: the changes of scores (`reviews.rendering.score_change`).
    """
    notes: list[dict[str, Any]] = []
    before = None
    for edition in _before(review, number, at).order_by("number"):
        scores = scores_of(edition.revision.document())
        if edition.kind in ANNOUNCED_KINDS:
            values = {"at": edition.public_from.isoformat(), "kind": edition.kind, "note": edition.note}
            notes.append(values | {"scores": changes(before, scores) if before else []})
        before = scores
    return notes[::-1]


def score_changes(review: Review, number: int, text: document.Document, at: datetime) -> list[Change]:
    """How the scores of a text change those of the last public edition before `number`."""
    last = _before(review, number, at).order_by("-number").first()
    return changes(scores_of(last.revision.document()), scores_of(text)) if last else []


def _before(review: Review, number: int, at: datetime) -> QuerySet[Edition]:
    earlier = review.editions.ever_public(at).filter(number__lt=number)
    return earlier.select_related("revision").defer("safe")


def _with_slug(opinion: dict, critics) -> dict:
    """A second opinion with the slug of its critic's page; a withheld one names nobody."""
    if not opinion.get("critic"):
        return opinion
    return opinion | {"slug": _slug(critics.get(UUID(opinion["critic"])))}


def _critic(byline: document.Byline, critics: dict[UUID, Critic]) -> Critic | None:
    return critics.get(byline.critic) if byline.critic else None


def _slug(critic) -> str:
    return critic.slug if critic else ""


def _copy_score(edition: Edition, score: document.Score | None) -> None:
    edition.score = score.value if score else None
    edition.score_maximum = score.maximum if score else 0
    edition.score_divisions = score.divisions if score else 1
    edition.score_word = score.word if score else ""


def _edition_critics(edition: Edition, text: document.Document) -> list[EditionCritic]:
    critics, rows = world_of(text).critics, {}
    for position, byline in enumerate(text.bylines):
        if critic := _critic(byline, critics):
            rows[critic.pk] = EditionCritic(
                edition=edition, critic=critic, name=byline.name, position=position
            )
    return list(rows.values())
