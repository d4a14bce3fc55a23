"""Files are stored whole or not at all."""

import os
import resource
import signal
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage

from images.models import Image
from images.storage import ASIDE, save_once
from images.store import NOT_STORED
from tests.images.test_store import _form, _upload

CONTENT = b"a picture" * 20_000


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@contextmanager
def full_disk(size):
    """No file can grow beyond `size` bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, handler)


def files(media) -> list[str]:
    return sorted(str(path.relative_to(media)) for path in media.rglob("*") if path.is_file())


def test_a_full_disk_leaves_nothing_and_the_picture_can_be_stored_later(media):
    with full_disk(1_000), pytest.raises(OSError, match="large"):
        save_once("images/a.png", CONTENT)
    assert files(media) == []

    assert save_once("images/a.png", CONTENT) == "images/a.png"
    assert (media / "images/a.png").read_bytes() == CONTENT
    assert files(media) == ["images/a.png"]


def test_a_file_whose_end_is_missing_is_stored_again(media):
    FileSystemStorage().save("images/a.png", ContentFile(CONTENT[:1_000]))

    assert save_once("images/a.png", CONTENT) == "images/a.png"
    assert default_storage.open("images/a.png").read() == CONTENT


def test_what_a_kill_left_aside_is_deleted_a_day_later(media):
    aside = media / ASIDE
    aside.mkdir()
    old, new = aside / "old", aside / "new"
    for part in (old, new):
        part.write_bytes(b"the beginn")
    yesterday = time.time() - 25 * 60 * 60
    os.utime(old, (yesterday, yesterday))

    save_once("images/a.png", CONTENT)
    assert files(media) == [f"{ASIDE}/new", "images/a.png"]


@pytest.mark.django_db
def test_the_desk_says_that_the_disk_is_full_and_keeps_what_was_typed(admin_client, monkeypatch):
    def is_full(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", is_full)
    form = _form(alt="Wheat to the horizon", upload=_upload())
    page = admin_client.post("/admin/images/image/add/", form)

    assert page.status_code == 200
    assert str(NOT_STORED) in page.text
    assert "Wheat to the horizon" in page.text
    assert not Image.objects.exists()
    assert files(Path(default_storage.location)) == []
