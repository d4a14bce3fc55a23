"""Steps on addresses: rename a review. An address is read by all, so it may not tell what spoils."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _
from slugify import slugify

from pagecache.models import bump_content_version
from reviews.checks.leak_check.leaks import quotes_what_spoils
from reviews.checks.leak_check.other_reviews import quotes_other_reviews
from reviews.checks.subject import subject_of
from reviews.models import FormerSlug, Review, Revision, Step
from reviews.workflow.base import Refused, lock, log_step
from reviews.workflow.stale_screens import NOTHING_SHOWN, Shown, refuse_stale


@transaction.atomic
def rename(review: Review, *, slug: str, by: User, shown: Shown = NOTHING_SHOWN) -> None:
    """Change a review's slug. If it was ever public, the old URL redirects for good (`FormerSlug`).

    Refused if it has another slug than the one `shown`, and if the new one tells what spoils.
    """
    lock(review)
    review.refresh_from_db()
    refuse_stale(shown, slug=review.slug)
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
    _refuse_spoiling(review, slug)
    FormerSlug.objects.filter(slug=slug, review=review).delete()
    Review.objects.filter(pk=review.pk).update(slug=slug)
    if review.editions.ever_public().exists():
        FormerSlug.objects.create(slug=former, review=review)
    review.refresh_from_db()
    bump_content_version()
    log_step(review, Step.RENAME, by, detail=f"{former} → {slug}")


def _refuse_spoiling(review: Review, slug: str) -> None:
    """Raise `Refused` if the words of a slug tell what draft or edition withholds, or another review."""
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
