"""Backups: whole or not there, restored to the same rows and files, damage found."""

import json
import shutil
import sqlite3
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection

from images.models import Image
from images.store import add_image
from monitoring.models import Job, JobRun
from reviews.models import Revision
from reviewsite.archive.backups import backup as backups
from reviewsite.management.commands import backup as command
from tests.images.test_store import _upload
from tests.reviews.builders import document, live


def on_both_engines(test):
    """Backups read what was committed."""
    return pytest.mark.engines(pytest.mark.django_db(transaction=True)(test))


@pytest.fixture
def kept(tmp_path):
    """The folder of the backups; `tmp_path / "media"` would be among the site's own files."""
    folder = tmp_path.with_name(f"{tmp_path.name}-kept")
    folder.mkdir()
    return folder


@pytest.fixture
def house():
    add_image(_upload(), title="Red", alt="A red field")
    live(document(headline="The first"))


@pytest.fixture
def named(monkeypatch):
    """Gives the next backup a name."""
    return lambda day: monkeypatch.setattr(backups, "NAME", f"2026-01-{day:02}T000000Z")


def run(command, folder, *options) -> str:
    out = StringIO()
    call_command(command, folder, *options, stdout=out)
    return out.getvalue()


def emptied() -> None:
    """The database and the storage as before any account."""
    tables = ", ".join(map(connection.ops.quote_name, connection.introspection.table_names()))
    shutil.rmtree(default_storage.location)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TABLE {tables} CASCADE")
        return
    connection.close()
    database = Path(connection.settings_dict["NAME"])
    for path in database.parent.glob(f"{database.name}*"):
        path.unlink()


@on_both_engines
def test_a_backup_comes_back_with_every_row_and_file(house, kept):
    digests = list(Revision.objects.values_list("pk", "digest"))
    picture = Image.objects.get()
    content = default_storage.open(picture.file.name).read()
    assert "whole, and restored once" in run("backup", kept)
    assert JobRun.objects.get(job=Job.BACKUP).succeeded_at

    emptied()
    assert "restored" in run("restore", kept)
    assert list(Revision.objects.values_list("pk", "digest")) == digests
    assert default_storage.open(Image.objects.get().file.name).read() == content


@on_both_engines
def test_a_damaged_backup_or_a_full_database_is_refused_before_anything_is_changed(house, kept):
    run("backup", kept, "--no-check")
    with pytest.raises(CommandError, match="holds a site: restore into an empty one"):
        run("restore", kept)
    assert Revision.objects.exists()

    damages = [
        ("*/database", "database is damaged"),
        ("media/images/*", "1 picture files are missing or damaged"),
    ]
    for pattern, said in damages:
        (path,) = kept.glob(pattern)
        content = path.read_bytes()
        middle = len(content) // 2
        path.write_bytes(content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :])
        with pytest.raises(CommandError, match=said):
            run("restore", kept, "--check")
        path.write_bytes(content)
    assert "can be restored" in run("restore", kept, "--check")

    (manifest,) = kept.glob("*/manifest.json")
    wrong = json.loads(manifest.read_text()) | {"tables": 3}
    for text in ("{", "[]", json.dumps({"made_at": 1}), json.dumps(wrong)):
        manifest.write_text(text)
        with pytest.raises(CommandError, match="damaged"):
            run("restore", kept, "--check")


@on_both_engines
def test_a_backup_whose_rows_are_not_those_of_the_site_is_none(house, kept, monkeypatch):
    engine = backups.ENGINES[connection.vendor]
    restored = engine.restored_totals
    lost = {"reviews_revision": (0, "")}
    monkeypatch.setattr(engine, "restored_totals", lambda path: restored(path) | lost)

    with pytest.raises(CommandError, match="these tables have other rows: reviews_revision"):
        run("backup", kept)
    assert JobRun.objects.get(job=Job.BACKUP).has_failed
    assert backups.backups_in(kept) == []
    assert not list(kept.glob(".partial*"))


@on_both_engines
def test_files_are_copied_once_and_kept_as_long_as_a_backup_has_them(house, kept, named):
    for day in (1, 2):
        named(day)
        run("backup", kept, "--no-check")
    (copied,) = (kept / "media/images").iterdir()
    since = copied.stat().st_mtime_ns
    picture = Image.objects.get()
    Image.objects.all().delete()
    default_storage.delete(picture.file.name)
    named(3)
    assert "2026-01-01T000000Z: deleted" in run("backup", kept, "--no-check", "--keep", "2")
    assert copied.stat().st_mtime_ns == since

    named(4)
    run("backup", kept, "--no-check", "--keep", "1")
    assert not copied.exists()
    assert backups.backups_in(kept) == ["2026-01-04T000000Z"]


@on_both_engines
def test_what_a_killed_backup_left_is_no_backup_and_goes_with_the_next(house, kept):
    left = kept / ".partial-2026-01-01T000000Z"
    left.mkdir()
    (left / "database").write_bytes(b"the beginn")
    with pytest.raises(CommandError, match="There is no backup"):
        run("restore", kept)

    run("backup", kept, "--no-check")
    assert not left.exists()


@pytest.mark.django_db
def test_two_at_once_are_refused(kept):
    with backups._alone_in(kept), pytest.raises(CommandError, match="Another backup"):
        run("backup", kept)


@pytest.mark.parametrize("count", ["0", "-1", "x", "²"])
def test_how_many_are_kept_is_a_number_of_one_or_more(kept, count):
    with pytest.raises(CommandError, match="1 or more"):
        run("backup", kept, "--keep", count)


@pytest.mark.django_db
@pytest.mark.parametrize("folder", ["", "media", "media/backups"])
def test_a_backup_is_not_made_among_the_files_that_it_backs_up(folder):
    own = Path(default_storage.location)
    with pytest.raises(CommandError, match="choose another folder"):
        run("backup", own.parent / folder if own.name == "media" else own / folder)


@pytest.mark.django_db
def test_a_copy_that_finds_no_room_says_so_and_counts_as_failed(kept, monkeypatch):
    def full(*args, **kwargs):
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(command, "make_backup", full)
    with pytest.raises(CommandError, match="disk is full"):
        call_command("backup", kept)
    assert JobRun.objects.get(job=Job.BACKUP).failures == 1
