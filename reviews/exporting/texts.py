"""Write reviews into a folder or a zip."""

from collections.abc import Callable, Iterable

from django.core.files.storage import default_storage
from django.db.models import QuerySet

from images.models import Image
from reviews.drafts import world_of
from reviews.exporting.targets import Target
from reviews.importing import formats
from reviews.models import Review, Revision

AT_A_TIME = 200  # rows
Report = Callable[[str], None]


def write_texts(target: Target, reviews: QuerySet[Review], report: Report = lambda line: None) -> int:
    """Each review as Markdown, its last revision; and each revision's exact bytes. Returns their number."""
    number = 0
    for number, review in enumerate(reviews.order_by("pk").iterator(AT_A_TIME), 1):
        last = None
        for last in Revision.objects.filter(review=review).order_by("number").iterator(AT_A_TIME):
            target.write(revision_name(review.slug, last.number), bytes(last.content))
        if last:
            target.write(f"reviews/{review.slug}.md", formats.write(last.document()).encode())
        if number % 100 == 0:
            report(f"reviews: {number}")
    return number


def revision_name(slug: str, number: int) -> str:
    return f"revisions/{slug}/{number:04}.json"


def write_pictures(target: Target, names: Iterable[str], report: Report = lambda line: None) -> int:
    """The files of pictures, by their names in the storage. Returns their number. Raises OSError."""
    found = sorted(set(names))
    for name in found:
        report(f"pictures/{name}")
        with default_storage.open(name) as file:
            target.write(picture_name(name), file.read())
    return len(found)


def picture_name(name: str) -> str:
    return f"pictures/{name.rpartition('/')[2]}"


def pictures_of(reviews: QuerySet[Review]) -> set[str]:
    """The files of the pictures in the last text of each review."""
    images: set[Image] = set()
    for review in reviews.iterator(AT_A_TIME):
        last = review.revisions.first()
        images |= set(world_of(last.document()).images.values()) if last else set()
    return {image.file.name for image in images}
