"""Create `Image` rows from files, and store the files."""

import logging

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from images.cleaning import CleanPicture, clean
from images.models import Image
from images.storage import save_once
from pagecache.models import changed

NOT_STORED = _(
    "The site could not store this picture: its disk is full, or cannot be written. Nothing else is lost. "
    "Tell whoever runs the site, and choose the file again later."
)
logger = logging.getLogger(__name__)


def add_image(
    upload, *, title: str, alt: str = "", is_decorative: bool = False, credit: str = "", licence: str = ""
) -> Image:
    """Create an image from a file, or return the existing one with the same bytes and alternative text.

    Raises ValidationError for whatever `clean` refuses, for a picture that
    neither has an alternative text nor is decorative, and if it cannot be stored.
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
    """Set the file of an unsaved image. Rows with the same bytes share one file in the storage.

    Raises ValidationError if the storage fails.
    """
    try:
        image.file = save_once(f"images/{picture.name}", picture.content)
    except Exception as failure:  # a storage backend raises whatever its service raises
        logger.error("A picture could not be stored: %s", type(failure).__name__)
        raise ValidationError(NOT_STORED, code="not_stored") from failure
    image.sha256 = picture.sha256
