"""Import the posts of an archive, one transaction each: what is done stays done, and is not done twice."""

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import partial
from io import BytesIO
from itertools import islice

from django.contrib.auth.models import User
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from reviews import workflow
from reviews.importing.archives.post import Post, Unread
from reviews.importing.archives.reading import posts_of_file
from reviews.importing.files import printable
from reviews.importing.film_finder import FilmFinder
from reviews.importing.formats import FormatError
from reviews.importing.making import fingerprint, make_review
from reviews.models import ImportBatch, ImportedPost, PostOutcome
from reviews.workflow import Refused
from reviews.workflow.base import lock
from reviews.workflow.erasing import delete_unused, pictures_of

MAX_NAME, MAX_REASON, MAX_SOURCE = 500, 1000, 300
BROKEN = "The rest of the file: {}"


def begin_batch(source: str, *, by: User, total: int | None = None, **fields) -> ImportBatch:
    """`fields`: film, upload, is_single."""
    return ImportBatch.objects.create(
        source=printable(source)[:MAX_SOURCE], by=by, total=total, began_at=timezone.now(), **fields
    )


def import_posts(batch: ImportBatch, posts: Iterable[Post | Unread]) -> Iterator[ImportedPost]:
    """Import one post after the other that the batch has no row of yet; then the batch has ended.

    Each is kept, whatever happens to the next. Of an export that breaks off, the rest is said to be unread.
    """
    done, finder = batch.posts.count(), FilmFinder()
    try:
        for number, post in enumerate(islice(posts, done, None), done + 1):
            yield import_post(batch, number, post, finder)
            done = number
    except FormatError as error:
        reason = BROKEN.format(error) if done else str(error)
        yield _unread(batch, done + 1, Unread(batch.source, reason))
    ImportBatch.objects.filter(pk=batch.pk).update(ended_at=timezone.now(), upload=None)


def go_on(batch: ImportBatch, seconds: float | None = None) -> None:
    """Import what is left of an uploaded archive; of that as much as `seconds` allow."""
    file, until = BytesIO(batch.upload or b""), time.monotonic() + (seconds or 0)
    try:
        batch.total, posts = posts_of_file(file, batch.source)
        ImportBatch.objects.filter(pk=batch.pk).update(total=batch.total)
    except FormatError as error:
        posts = iter([Unread(batch.source, str(error))])
    with suppress(IntegrityError):  # somebody else goes on with the same batch
        for _row in import_posts(batch, posts):
            if seconds is not None and time.monotonic() > until:
                return


def import_post(batch: ImportBatch, number: int, post: Post | Unread, finder: FilmFinder) -> ImportedPost:
    """Make a draft of a post, unless one was made of the same text before and still stands."""
    if isinstance(post, Unread):
        return _unread(batch, number, post)
    sha256 = fingerprint(post)
    if known := made_before(sha256):
        return _known(batch, number, post, known)
    try:
        with transaction.atomic():
            return _make(batch, number, post, sha256, finder)
    except (FormatError, Refused) as error:
        return _unread(batch, number, Unread(post.name, str(error)))
    except IntegrityError:  # somebody imported the same text meanwhile
        known = made_before(sha256)
        if not known:
            raise
        return _known(batch, number, post, known)


def made_before(sha256: str) -> ImportedPost | None:
    """The row of the draft that was made of a text with this fingerprint, and still stands."""
    made = ImportedPost.objects.filter(outcome=PostOutcome.MADE, review__isnull=False)
    return made.filter(sha256=sha256).select_related("review").first()


def _known(batch: ImportBatch, number: int, post: Post, known: ImportedPost) -> ImportedPost:
    return _row(batch, number, post, outcome=PostOutcome.KNOWN, sha256=known.sha256, review=known.review)


def _unread(batch: ImportBatch, number: int, post: Unread) -> ImportedPost:
    return _row(batch, number, post, outcome=PostOutcome.UNREAD, reason=post.reason[:MAX_REASON])


def _make(batch: ImportBatch, number: int, post: Post, sha256: str, finder: FilmFinder) -> ImportedPost:
    review, notes = make_review(post, author=batch.by, film=batch.film, finder=finder)
    return _row(
        batch,
        number,
        post,
        outcome=PostOutcome.MADE,
        sha256=sha256,
        review=review,
        digest=review.revisions.values_list("digest", flat=True).get(),
        notes=[[note.level, note.message, note.part and str(note.part)] for note in notes],
        warning_count=sum(note.level == "warning" for note in notes),
    )


@transaction.atomic
def _row(batch: ImportBatch, number: int, post: Post | Unread, **fields) -> ImportedPost:
    """Raises IntegrityError if somebody else went on with the same batch meanwhile."""
    return batch.posts.create(number=number, name=post.name[:MAX_NAME], **fields)


def undo_batch(batch: ImportBatch, *, by: User) -> Counter[str]:
    """Delete the drafts of a batch that are as they were made; counts of "deleted" and "kept".

    Kept is what somebody changed or submitted since. Each is deleted for itself, so that it can be called
    again after it was interrupted. Refused if it was undone before, or is not at its end.
    """
    if batch.undone_at:
        raise Refused(_("This import was undone before."))
    if batch.upload:
        raise Refused(_("This import is not at its end. Let it go on, then undo it."))
    made = batch.posts.filter(outcome=PostOutcome.MADE, review__isnull=False)
    rows = list(made.select_related("review", "batch"))
    counts = Counter("deleted" if _delete_unchanged(post, by=by) else "kept" for post in rows)
    batch.undone_at = timezone.now()
    batch.save(update_fields=["undone_at"])
    return counts


@transaction.atomic
def _delete_unchanged(post: ImportedPost, *, by: User) -> bool:
    assert post.review is not None
    lock(post.review)
    if post.review.submissions.exists() or post.review.revisions.count() != 1:
        return False
    pictures = [image for image in pictures_of(post.review) if image.created_at >= post.batch.began_at]
    workflow.delete(post.review, by=by)
    for name in delete_unused(pictures):
        transaction.on_commit(partial(default_storage.delete, name))
    return True
