"""Takes pictures into the house."""

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from images.cleaning import CleanPicture, clean
from images.models import Image
from pagecache.models import changed


def add_image(
    upload, *, title: str, alt: str = "", is_decorative: bool = False, credit: str = "", licence: str = ""
) -> Image:
    """A new row for this file, or the one that has the same picture under the same alternative text.

    Refused, with a ValidationError, is whatever `clean` refuses, and a picture
    that neither says what it shows nor is decorative.
    """
    picture = clean(upload)
    known = Image.objects.same_picture(picture.sha256, alt)
    if known:
        return known
    image = Image(title=title, alt=alt, is_decorative=is_decorative, credit=credit, licence=licence)
    image.full_clean(exclude=["file", "width", "height", "sha256"])
    put_into(image, picture)
    with transaction.atomic():
        image.save()
        changed()
    return image


def put_into(image: Image, picture: CleanPicture) -> None:
    """Give an unsaved row its file. The storage keeps one file for the same bytes, whatever the rows."""
    name = f"images/{picture.name}"
    if not default_storage.exists(name):
        name = default_storage.save(name, ContentFile(picture.content))
    image.file = name
    image.sha256 = picture.sha256
