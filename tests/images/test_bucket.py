"""Pictures in a bucket (MEDIA_STORAGE), with a small server in the place of S3."""

import hashlib

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import default_storage

from images.storage import save_once
from images.store import add_image
from reviewsite import env
from reviewsite.archive.backups import media
from tests.images.fake_bucket import FakeBucket
from tests.images.test_store import _upload


@pytest.fixture
def bucket(settings, monkeypatch):
    server = FakeBucket()
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    monkeypatch.setenv("MEDIA_STORAGE", f"s3://foyer/media?endpoint={server.address}&region=eu-central-1")
    settings.STORAGES = settings.STORAGES | {"default": env.media_storage("MEDIA_STORAGE")}
    yield server
    server.shutdown()
    server.server_close()


@pytest.mark.django_db
def test_a_picture_is_stored_there_and_sent_from_the_address_that_it_would_have_on_disk(bucket, client):
    image = add_image(_upload(), title="A field", alt="A field")

    assert image.file.url == f"/media/{image.file.name}"
    content = bucket.files[f"media/{image.file.name}"]
    assert hashlib.sha256(content).hexdigest() == image.sha256
    answer = client.get(image.file.url)
    assert answer.getvalue() == content
    assert answer.headers["Content-Type"].startswith("image/")
    assert answer.headers["Content-Length"] == str(len(content))
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["Content-Security-Policy"].endswith("sandbox")
    for missing in ("/media/images/none.png", "/media/images/", "/media/../media/a.png"):
        assert client.get(missing).status_code == 404


def test_a_file_is_stored_once_and_anew_if_it_is_not_whole(bucket):
    assert save_once("cards/a.png", b"whole") == "cards/a.png"
    bucket.files["media/cards/a.png"] = b"who"
    assert save_once("cards/a.png", b"whole") == "cards/a.png"
    assert bucket.files == {"media/cards/a.png": b"whole"}


def test_a_backup_copies_what_is_in_the_bucket_and_puts_it_back(bucket, tmp_path):
    save_once("cards/a.png", b"card")
    save_once("images/b.jpg", b"picture" * 1000)
    files = media.copy_new(tmp_path, {})
    assert (tmp_path / "images/b.jpg").read_bytes() == b"picture" * 1000
    assert media.damaged(tmp_path, files) == []
    stored = dict(bucket.files)
    bucket.files.clear()
    media.put_back(tmp_path, files)
    assert bucket.files == stored


@pytest.mark.django_db
def test_a_bucket_that_is_away_fails_as_a_disk_does(bucket, client):
    bucket.fails = True
    client.raise_request_exception = False
    assert client.get("/media/images/a.png").status_code == 503
    for action in (
        lambda: default_storage.save("a", _upload()),
        lambda: default_storage.exists("a"),
        lambda: default_storage.open("a"),
        lambda: default_storage.listdir(""),
    ):
        with pytest.raises(OSError, match="The storage of pictures failed"):
            action()


@pytest.mark.parametrize(
    "value", ["bucket", "https://bucket", "s3://key:secret@bucket", "s3://bucket?acl=public"]
)
def test_a_bucket_that_cannot_be_one_stops_the_start(monkeypatch, value):
    monkeypatch.setenv("MEDIA_STORAGE", value)
    with pytest.raises(ImproperlyConfigured, match="expected s3://bucket/prefix"):
        env.media_storage("MEDIA_STORAGE")
