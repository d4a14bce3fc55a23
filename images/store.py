"""Create `Image` rows from files, and store the files."""

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from images.cleaning import CleanPicture, clean
from images.models import Image
from pagecache.models import changed


def add_image(
    upload, *, title: str, alt: str = "", is_decorative: bool = False, credit: str = "", licence: str = ""
) -> Image:
    """Create an image from a file, or return the existing one with the same bytes and alternative text.

    Raises ValidationError for whatever `clean` refuses, and for a picture that
    neither has an alternative text nor is decorative.
    """
    picture = clean(upload)
    existing = Image.objects.same_picture(picture.sha256, alt)
    if existing:
        return existing
    image = Image(title=title, alt=alt, is_decorative=is_decorative, credit=credit, licence=licence)
    image.full_clean(exclude=["file", "width", "height", "sha256"])
    store_file(image, picture)
    with transaction.atomic():
        image.save()
        changed(image)
    return image


def store_file(image: Image, picture: CleanPicture) -> None:
    """Set the file of an unsaved image. Rows with the same bytes share one file in the storage."""
    name = f"images/{picture.name}"
    if not default_storage.exists(name):
        name = default_storage.save(name, ContentFile(picture.content))
    image.file = name
    image.sha256 = picture.sha256
