"""Absolute URLs under SITE_URL, whatever the Host header of the request."""

from functools import lru_cache
from urllib.parse import urljoin

from django.conf import settings
from django.core.files.storage import default_storage

from reviews.models import Edition
from reviews.public.page_values import PictureView

CARD_SIZE = (1200, 630)


def absolute(address: str) -> str:
    """A path of ours as an absolute URL; an absolute URL (of a remote storage) unchanged."""
    return _absolute(settings.SITE_URL, address)


@lru_cache(maxsize=10_000)
def _absolute(site: str, address: str) -> str:
    return urljoin(f"{site}/", address)


def card_picture(edition: Edition) -> PictureView | None:
    """The social card (picture for link previews); None for an edition without one."""
    name = edition.safe.get("card")
    if not name:
        return None
    width, height = CARD_SIZE
    alt = f"{edition.film.title}: {edition.headline}"
    return PictureView(url=absolute(default_storage.url(name)), width=width, height=height, alt=alt)
