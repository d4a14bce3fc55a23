"""Static files and pictures, by their URLs."""

import re
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage

CSS_URL = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)""")


def read_asset(path: str) -> bytes | None:
    """The bytes of a file by the path of its URL, unquoted; None if there is none."""
    try:
        if path.startswith(settings.STATIC_URL):
            return _static(path.removeprefix(settings.STATIC_URL))
        with default_storage.open(path.removeprefix(settings.MEDIA_URL)) as file:
            return file.read()
    except (FileNotFoundError, IsADirectoryError, SuspiciousFileOperation):
        return None


def _static(name: str) -> bytes | None:
    """As it was collected, else where it comes from."""
    if staticfiles_storage.exists(name):
        with staticfiles_storage.open(name) as file:
            return file.read()
    source = finders.find(name)
    return Path(source).read_bytes() if source else None


def links_of_css(content: bytes) -> list[str]:
    links = CSS_URL.findall(content.decode())
    return [link for link in links if not link.startswith(("data:", "#"))]
