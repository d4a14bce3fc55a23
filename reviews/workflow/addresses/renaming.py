"""Steps on addresses, which tell nothing that spoils: rename, ask for it, decide on what was asked."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from slugify import slugify

from films.models import Film
from reviews.checks.leak_check.leaks import quotes_what_spoils
from reviews.checks.leak_check.other_reviews import quotes_other_reviews
from reviews.checks.subject import subject_of
from reviews.models import Edition, FormerSlug, RenameRequest, RenameState, Review, Revision, Step
from reviews.permissions.contributors import contributors_since_live
from reviews.workflow.base import Refused, lock, log_step, review_changed
from reviews.workflow.check_waivers import refuse_outdated_index
from reviews.workflow.editions import film_of_revision
from reviews.workflow.stale_screens import NOTHING_SHOWN, Shown, refuse_stale

# Besides those of headline, titles and year, words that an address may have without a second person. Few:
# the function words of the leak check have negations and verbs, and “she-never-came-back” tells an ending.
SMALL_WORDS = frozenset(
    (
        "a",
        "an",
        "and",
        "as",
        "at",
        "by",
        "for",
        "from",
        "in",
        "into",
        "it",
        "of",
        "on",
        "or",
        "the",
        "to",
        "with",
    )
)
NEW_EDITION_OR_ADDRESS = (Step.APPROVE, Step.TIGHTEN, Step.RENAME, Step.APPROVE_RENAME)


@transaction.atomic
def rename(review: Review, *, slug: str, by: User, shown: Shown = NOTHING_SHOWN) -> RenameRequest | None:
    """Change a review's slug; once it is approved, one with new words is only asked for, and returned.

    Refused if it has another slug than the one `shown`, if the new one tells what spoils,
    and with new words while the review is before the moderators.
    """
    lock(review)
    review.refresh_from_db()
    refuse_stale(shown, slug=review.slug)
    slug = slugify(slug, max_length=100)
    _refuse_unusable(review, slug)
    _refuse_spoiling(review, slug)
    edition = _approved_edition(review)
    submission = review.submissions.open().select_related("revision").first()
    if edition and not _has_only_known_words(slug, edition.headline, edition.film):
        return _ask(review, slug, by)
    if submission and not edition:
        _refuse_new_words(slug, submission.revision)
    _move(review, slug, Step.RENAME, by)
    return None


def approve_rename(request: RenameRequest, *, by: User) -> None:
    """Rename as asked. Refused to the asker and to contributors.

    Void, and refused, if a new edition or another slug came since it was asked, even if that went again.
    """
    if not _approved(request, by):  # raised outside the transaction, which keeps that it is void
        raise Refused(_("The edition or the address changed since this was asked: it is void. Ask again."))


@transaction.atomic
def refuse_rename(request: RenameRequest, *, by: User) -> None:
    """Leave the address as it is. Whoever asked may take their request back; contributors decide nothing."""
    lock(request.review)
    if by.pk != request.asked_by_id:
        _refuse_contributor(request, by)
    _close(request, RenameState.REFUSED, by)
    log_step(request.review, Step.REFUSE_RENAME, by)  # without the address: that may be why


@transaction.atomic
def retire_address(address: FormerSlug, *, by: User) -> None:
    """Let a former address answer 410 for ever, instead of leading to the review. No review gets it again."""
    lock(address.review)
    if not FormerSlug.objects.left().filter(pk=address.pk, retired_at=None).update(retired_at=timezone.now()):
        raise Refused(_("This address is retired already, or the review has it again."))
    review_changed(address.review)
    log_step(address.review, Step.RETIRE_ADDRESS, by)  # without the address: what it tells may be why


@transaction.atomic
def _approved(request: RenameRequest, by: User) -> bool:
    review = request.review
    lock(review)
    review.refresh_from_db()
    if by.pk == request.asked_by_id:
        raise Refused(_("You asked for this address: somebody else decides."))
    _refuse_contributor(request, by)
    if _is_outdated(request):
        _void(request, by)
        return False
    _refuse_unusable(review, request.slug)
    _refuse_spoiling(review, request.slug)
    _close(request, RenameState.APPROVED, by)
    _move(review, request.slug, Step.APPROVE_RENAME, by)
    return True


def _ask(review: Review, slug: str, by: User) -> RenameRequest:
    waiting = review.rename_requests.open().select_related("review").first()
    if waiting and _is_outdated(waiting):
        _void(waiting, by)
    elif waiting:
        raise Refused(_("Another address is asked for already. It is decided first, in the queue."))
    live = review.editions.live().first()
    request = RenameRequest.objects.create(
        review=review, slug=slug, former=review.slug, edition=live, asked_by=by, asked_at=timezone.now()
    )
    log_step(review, Step.ASK_RENAME, by)  # without the address: it may be refused for what it tells
    return request


def _is_outdated(request: RenameRequest) -> bool:
    """Whether a new edition or another slug came since the last request, even if it went again."""
    steps = request.review.audit_log.filter(step__in=(Step.ASK_RENAME, *NEW_EDITION_OR_ADDRESS))
    last = steps.order_by("-pk").values_list("step", flat=True).first()
    live = request.review.editions.live().first()
    changed = request.edition_id != (live and live.pk) or request.former != request.review.slug
    return changed or last in NEW_EDITION_OR_ADDRESS


def _void(request: RenameRequest, by: User) -> None:
    _close(request, RenameState.VOID, by)
    log_step(request.review, Step.VOID_RENAME, by)


def _close(request: RenameRequest, state: RenameState, by: User) -> None:
    """The filtered update is the lock: of two decisions one wins."""
    rows = RenameRequest.objects.open().filter(pk=request.pk)
    if not rows.update(state=state, decided_by=by, decided_at=timezone.now()):
        raise Refused(_("This request has already been decided."))


def _refuse_contributor(request: RenameRequest, by: User) -> None:
    edition = _approved_edition(request.review)
    if edition and by.pk in contributors_since_live(edition.submission):
        raise Refused(_("You contributed to the text: somebody else decides on its address."))


def _move(review: Review, slug: str, step: Step, by: User) -> None:
    """Set the slug. If the review was ever public, its old URL redirects for good (`FormerSlug`).

    The row of a slug that the review takes again is kept, for the next time.
    """
    former = review.slug
    Review.objects.filter(pk=review.pk).update(slug=slug)
    if review.editions.ever_public().exists():
        FormerSlug.objects.get_or_create(slug=former, review=review)
    review.refresh_from_db()
    review_changed(review)
    log_step(review, step, by, detail=f"{former} → {slug}")


def _refuse_unusable(review: Review, slug: str) -> None:
    if not slug:
        raise Refused(_("An address needs letters or figures."))
    if slug == review.slug:
        raise Refused(_("The review has this address already."))
    if FormerSlug.objects.retired().filter(slug=slug).exists():
        raise Refused(_("This address is retired: it stays gone for ever. Choose another."))
    formers = Review.objects.filter(former_slugs__slug=slug).exclude(pk=review.pk)
    if (Review.objects.filter(slug=slug) | formers).exists():
        raise Refused(_("This address belongs, or belonged, to another review. Choose another."))


def _approved_edition(review: Review) -> Edition | None:
    """The live edition; else the newest that was public or is to come."""
    editions = review.editions.select_related(
        "film", "revision", "submission__review", "submission__revision"
    )
    approved = editions.ever_public() | editions.upcoming()
    return editions.live().first() or approved.order_by("-number").first()


def _refuse_new_words(slug: str, revision: Revision) -> None:
    if not _has_only_known_words(slug, revision.document().headline, film_of_revision(revision)):
        raise Refused(
            _("The address waits for a decision with the text. To change it, withdraw the submission first.")
        )


def _has_only_known_words(slug: str, headline: str, film: Film) -> bool:
    """Whether all words are of the headline, the film's titles or its year, or small."""
    titles = [film.title, film.short_title, film.original_title, str(film.year or "")]
    titles += film.other_titles.values_list("title", flat=True)
    known = {word for text in (headline, *titles) for word in slugify(text).split("-")}
    return set(slug.split("-")) <= known | SMALL_WORDS


def _refuse_spoiling(review: Review, slug: str) -> None:
    """Raise `Refused` if the words of a slug tell what draft or edition withholds, or another review."""
    refuse_outdated_index()
    words = slug.replace("-", " ")
    subjects = [
        subject_of(review, revision.document(), with_upcoming=True) for revision in _revisions(review)
    ]
    if any(
        quotes_what_spoils(words, subject.document, subject.world) or quotes_other_reviews(words, subject)
        for subject in subjects
    ):
        raise Refused(_("This address may give away what a review withholds. Choose other words."))


def _revisions(review: Review) -> list[Revision]:
    """Of the draft as last saved, and of the newest two editions: the live one and one to come."""
    editions = review.editions.ever_public() | review.editions.upcoming()
    newest = editions.select_related("revision").order_by("-number")[:2]
    latest = review.revisions.first()
    rows = [latest, *(edition.revision for edition in newest)]
    return list({row.pk: row for row in rows if row}.values())
