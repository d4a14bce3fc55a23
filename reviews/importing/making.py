"""Make a review of a post: its pictures to images, its text to a draft, its comments to comments."""

import hashlib
import json
from collections.abc import Iterable
from io import BytesIO

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError

from films.models import Film
from images.models import Image
from images.store import add_image
from reviews import document as d
from reviews import workflow
from reviews.importing.archives.pictures import with_keys
from reviews.importing.archives.post import Post, PostPicture
from reviews.importing.archives.splitting import note_on_several
from reviews.importing.film_finder import FilmFinder
from reviews.importing.formats import FormatError, Note
from reviews.importing.match import ImportedReview, match
from reviews.models import Critic, Review

PICTURE_REFUSED = "The picture “{}” did not come in: {}"
PICTURES_TO_DESCRIBE = "Pictures came in without words: {}. Say what each shows."
SIGNED = "No byline stands in it: {} was set, as who imported it."
MAX_TITLE, MAX_ALT = 200, 300


def fingerprint(post: Post) -> str:
    """SHA-256 of what a post says: its text, what its file's name tells, its comments."""
    beside = json.dumps([sorted(post.beside.items()), post.comments], ensure_ascii=False)
    return hashlib.sha256(post.data + b"\0" + beside.encode("utf-8", "replace")).hexdigest()


def make_review(
    post: Post, *, author: User, film: Film | None = None, finder: FilmFinder | None = None
) -> tuple[Review, tuple[Note, ...]]:
    """(the review with its draft, notes to its author). To be called in a transaction.

    `film` overrides the post's own, which `finder` finds. Raises FormatError, or what `workflow.begin`
    refuses.
    """
    notes = [*post.notes, *note_on_several(post.data)]
    images = _images(post.pictures, notes)
    keys = {reference: str(image.key) for reference, image in images.items()}
    data = with_keys(post.data.decode("utf-8", "surrogateescape"), keys).encode("utf-8", "surrogateescape")
    imported = match(data, film, notes, post.beside, finder)
    document, unsigned = _signed(_with_first_picture(imported, images), author)
    review = workflow.begin(
        author=author,
        document=document,
        slug=imported.slug or imported.fields.slug,
        old_addresses=imported.old_addresses,
    )
    for comment in post.comments:
        workflow.comment(review.revisions.get(), by=author, place="front", text=comment)
    return review, (*imported.notes, *unsigned)


def _signed(document: d.Document, author: User) -> tuple[d.Document, tuple[Note, ...]]:
    """A text without a byline is by whoever imports it, if that is a critic."""
    critic = None if document.bylines else Critic.objects.filter(account=author).order_by("pk").first()
    if not critic:
        return document, ()
    byline = d.Byline(name=critic.name, critic=critic.key)
    return d.replace(document, bylines=(byline,)), (Note("info", SIGNED.format(critic.name)),)


def _images(pictures: Iterable[PostPicture], notes: list[Note]) -> dict[str, Image]:
    """Images by the reference of each picture; a note on those that do not come in or lack words."""
    images: dict[str, Image] = {}
    wordless = 0
    for picture in pictures:
        name = picture.name.rpartition("/")[2]
        try:
            images[picture.reference] = add_image(
                BytesIO(picture.read()), title=name[:MAX_TITLE], alt=(picture.alt or name)[:MAX_ALT]
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
