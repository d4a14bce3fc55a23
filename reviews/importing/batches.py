"""Import the posts of an archive, one transaction each: what is done stays done, and is not done twice."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from io import BytesIO

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from films.models import Film
from images.models import Image
from images.store import add_image
from reviews import document as d
from reviews import workflow
from reviews.importing.archives.pictures import with_keys
from reviews.importing.archives.post import Post, PostPicture, Unread
from reviews.importing.formats import FormatError, Note
from reviews.importing.match import ImportedReview, match
from reviews.models import ImportBatch, ImportedPost, PostOutcome, Revision
from reviews.workflow import Refused
from reviews.workflow.base import lock

PICTURE_REFUSED = "The picture “{}” did not come in: {}"
PICTURES_TO_DESCRIBE = "Pictures came in without words: {}. Say what each shows."
MAX_NAME, MAX_REASON, MAX_ALT = 500, 1000, 300


def begin_batch(source: str, *, by: User, total: int | None = None) -> ImportBatch:
    return ImportBatch.objects.create(source=source[:300], by=by, total=total, began_at=timezone.now())


def end_batch(batch: ImportBatch) -> None:
    batch.ended_at = timezone.now()
    batch.save(update_fields=["ended_at"])


def import_posts(
    batch: ImportBatch, posts: Iterable[Post | Unread], film: Film | None = None
) -> Iterator[ImportedPost]:
    """Import one post after the other; each is kept, whatever happens to the next. `film`: of all of them."""
    for post in posts:
        yield _unread(batch, post) if isinstance(post, Unread) else import_post(batch, post, film)


def import_post(batch: ImportBatch, post: Post, film: Film | None = None) -> ImportedPost:
    """Make a draft of a post, unless one was made of the same text before and still stands."""
    sha256 = _fingerprint(post)
    known = ImportedPost.objects.filter(sha256=sha256, outcome=PostOutcome.MADE, review__isnull=False).first()
    if known:
        return _known(batch, post, known)
    try:
        with transaction.atomic():
            return _make(batch, post, film, sha256)
    except (FormatError, Refused) as error:
        return _unread(batch, Unread(post.name, str(error)))
    except IntegrityError:  # somebody imported the same text meanwhile
        known = ImportedPost.objects.filter(sha256=sha256, review__isnull=False).first()
        if not known:
            raise
        return _known(batch, post, known)


def _fingerprint(post: Post) -> str:
    """Of all that a post says: its text, what its file's name tells, its notes."""
    beside = json.dumps([sorted(post.beside.items()), post.comments], ensure_ascii=False)
    return hashlib.sha256(post.data + b"\0" + beside.encode("utf-8", "replace")).hexdigest()


def _known(batch: ImportBatch, post: Post, known: ImportedPost) -> ImportedPost:
    return batch.posts.create(
        name=post.name[:MAX_NAME], outcome=PostOutcome.KNOWN, sha256=known.sha256, review=known.review
    )


def _unread(batch: ImportBatch, post: Unread) -> ImportedPost:
    return batch.posts.create(
        name=post.name[:MAX_NAME], outcome=PostOutcome.UNREAD, reason=post.reason[:MAX_REASON]
    )


def _make(batch: ImportBatch, post: Post, film: Film | None, sha256: str) -> ImportedPost:
    notes = [*post.notes]
    images = _images(post.pictures, notes)
    keys = {reference: str(image.key) for reference, image in images.items()}
    data = with_keys(post.data.decode("utf-8", "surrogateescape"), keys).encode("utf-8", "surrogateescape")
    imported = match(data, film, notes, post.beside)
    document = _with_first_picture(imported, images)
    review = workflow.begin(author=batch.by, document=document, slug=imported.fields.slug)
    revision = Revision.objects.get(review=review)
    for comment in post.comments:
        workflow.comment(revision, by=batch.by, place="front", text=comment)
    return batch.posts.create(
        name=post.name[:MAX_NAME],
        outcome=PostOutcome.MADE,
        sha256=sha256,
        review=review,
        digest=revision.digest,
        notes=[[note.level, note.message, note.part and str(note.part)] for note in imported.notes],
    )


def _images(pictures: Iterable[PostPicture], notes: list[Note]) -> dict[str, Image]:
    """Images by the reference of each picture; a note on those that do not come in or lack words."""
    images: dict[str, Image] = {}
    wordless = 0
    for picture in pictures:
        name = picture.name.rpartition("/")[2]
        try:
            images[picture.reference] = add_image(
                BytesIO(picture.read()), title=name[:200], alt=(picture.alt or name)[:MAX_ALT]
            )
        except ValidationError as error:
            notes.append(Note("warning", PICTURE_REFUSED.format(name, " ".join(error.messages))))
        except (FormatError, OSError) as error:
            notes.append(Note("warning", PICTURE_REFUSED.format(name, error)))
        else:
            wordless += not picture.alt
    if wordless:
        notes.append(Note("warning", PICTURES_TO_DESCRIBE.format(wordless)))
    return images


def _with_first_picture(imported: ImportedReview, images: dict[str, Image]) -> d.Document:
    """The document with the picture that its front matter names, if it came in."""
    image = next((images[address] for address in imported.fields.pictures if address in images), None)
    if not image:
        return imported.document
    picture = d.Picture(image=image.key, sha256=image.sha256, alt=image.alt)
    return d.replace(imported.document, pictures=(picture, *imported.document.pictures))


def undo_batch(batch: ImportBatch, *, by: User) -> Counter[str]:
    """Delete the drafts of a batch that are as they were made; counts of "deleted" and "kept".

    Kept is what somebody changed or submitted since. Each is deleted for itself, so that it can be called
    again after it was interrupted. Refused if it was undone before.
    """
    if batch.undone_at:
        raise Refused(_("This import was undone before."))
    made = batch.posts.filter(outcome=PostOutcome.MADE, review__isnull=False).select_related("review")
    counts = Counter("deleted" if _delete_unchanged(post, by=by) else "kept" for post in list(made))
    batch.undone_at = timezone.now()
    batch.save(update_fields=["undone_at"])
    return counts


@transaction.atomic
def _delete_unchanged(post: ImportedPost, *, by: User) -> bool:
    assert post.review is not None
    lock(post.review)
    if post.review.submissions.exists() or post.review.revisions.count() != 1:
        return False
    workflow.delete(post.review, by=by)
    return True
