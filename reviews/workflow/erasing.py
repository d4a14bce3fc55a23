"""Erase by order the words of one review. An `Erasure` of it stays."""

from functools import partial

from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import ProtectedError, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from images.models import Image
from pagecache.models import bump_content_version
from reviews.models import (
    Draft,
    Edition,
    Erasure,
    Notice,
    Preview,
    Review,
    SpoilerCheck,
    Step,
)
from reviews.rendering.searchable_text import KIND
from reviews.workflow.base import Refused, lock, log_step
from search import index


def rows_to_erase(review: Review) -> list:
    """Querysets of what `erase_review` deletes, each before what it refers to. Their parts go with them."""
    return [
        Notice.objects.filter(entry__review=review),
        review.spoiler_reports.all(),
        review.take_downs.all(),
        review.rename_requests.all(),
        review.editions.all(),
        SpoilerCheck.objects.filter(submission__review=review),
        review.submissions.order_by("-pk"),
        Preview.objects.filter(review=review),
        review.preview_links.all(),
        review.comments.all(),
        review.opened.all(),
        review.leak_waivers.all(),
        review.embargoes.all(),
        review.working_copies.all(),
        review.presences.all(),
        review.shingles.all(),
        Draft.objects.filter(review=review),
        review.revisions.all(),
    ]


@transaction.atomic
def erase_review(review: Review, *, order: str, by: User) -> list[str]:
    """Delete the words of a review wherever they stand; returns the names of the files that go on commit.

    Its addresses stay and answer 410; its audit log entries say who did which step and when, and no more.
    Pictures go that nothing else uses. Refused without an order, and if it was erased before.
    """
    lock(review)
    _refuse_erased(Erasure.objects.filter(review=review), order)
    pictures, cards = _pictures_of(review), _cards_of(review)
    Erasure.objects.create(review=review, order=order.strip(), operator=by, at=timezone.now())
    _delete_words(review)
    review.former_slugs.left().filter(retired_at=None).update(retired_at=timezone.now())
    files = [*_cards_without_edition(cards), *_delete_unused(pictures)]
    for name in files:
        transaction.on_commit(partial(default_storage.delete, name))
    bump_content_version()
    log_step(review, Step.ERASE_REVIEW, by, reason=order.strip())
    return files


def _delete_words(review: Review) -> None:
    review.audit_log.update(reason="", detail="", revision=None, submission=None, edition=None)
    index.drop(KIND, review.editions.values_list("pk", flat=True))
    _log_entries(Draft, review.pk).delete()
    for rows in rows_to_erase(review):
        for row in rows:  # one by one: a submission may stand in the place of another
            row.delete()


def _refuse_erased(erasures, order: str) -> None:
    if not order.strip():
        raise Refused(_("Say by which order: its reference is kept."))
    if erasures.exists():
        raise Refused(_("This was erased already."))


def _pictures_of(review: Review) -> list[Image]:
    used = Q(pk__in=review.revisions.values("references__image"))
    return list(Image.objects.filter(used | Q(pk__in=review.draft.pictures.values("image"))))


def _cards_of(review: Review) -> set[str]:
    return {name for name in review.editions.values_list("safe__card", flat=True) if name}


def _cards_without_edition(names: set[str]) -> set[str]:
    """Equal cards share a file: those of these names that no edition has any more."""
    return names - set(Edition.objects.filter(safe__card__in=names).values_list("safe__card", flat=True))


def _delete_unused(pictures: list[Image]) -> list[str]:
    """Delete the pictures that nothing refers to; the names of their files."""
    files = []
    for picture in pictures:
        try:
            picture.delete()
        except ProtectedError:
            continue
        name = str(picture.file)
        if not Image.objects.filter(file=name).exists():
            files.append(name)
    return files


def _log_entries(model, pk: int):
    """The entries of Django's own admin log on an object: they hold its name."""
    content_type = ContentType.objects.get_for_model(model)
    return LogEntry.objects.filter(content_type=content_type, object_id=str(pk))
