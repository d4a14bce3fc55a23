"""An archive holds all that was written; restored into an empty site, it gives the same pages."""

import hashlib
import io
import json
import re
import zipfile

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from PIL import Image as Picture

from images.models import Image
from reviews import workflow
from reviews.desk.base.guards import log_opened
from reviews.document import digest
from reviews.drafts import freeze
from reviews.importing.archives.reading import archive_posts
from reviews.importing.batches import begin_batch
from reviews.importing.match import match
from reviews.models import Draft, HiddenSentence, Review, Revision, SpoilerCheck
from reviewsite.archive import tables, writing
from search.models import Row
from tests.canaries.canaries import planted, walk
from tests.factories import FilmFactory, ImageFactory
from tests.reviews.builders import approved, begun, correction, document, live, renamed, somebody, submitted

pytestmark = pytest.mark.django_db


def house():
    """Everything that readers get, and reviews in every state that triggers know."""
    planted()
    film = FilmFactory(title="The Weir", slug="the-weir")
    film.aliases.create(slug="the-dam")
    review = live(document(film, headline="Still water")).review
    renamed(review, "the-weir-still")
    correction(review, "Stiller water")
    workflow.comment(review.revisions.first(), by=somebody("Moderator"), place="front", text="Whose weir?")
    taken = live(document(film, headline="Gone water")).review
    workflow.take_down(taken, by=somebody("Moderator"), reason="Rights.")
    _checked_and_decided(submitted(document(film, headline="Waiting water")))
    begun(document(film, headline="New water"))
    begin_batch("waits.md", by=review.author, upload=b"# Weir\n\nIt is wet.", is_single=True)
    begin_batch("goes-on.zip", by=review.author, upload=b"PK", total=3)


def answers():
    """What a reader gets at each public address, and at addresses of the past."""
    return walk(
        Client(), "/", "/sitemap.xml", "/feeds/reviews.json", "/films/the-dam/", "/reviews/still-water/"
    )


def rows():
    """What stands in each table that an archive holds, but for accounts, as plain values."""
    return {model._meta.label: list(tables.rows_of(model).values(*plain(model))) for model in tables.tables()}


def plain(model):
    many = {field.name for field in model._meta.local_many_to_many}
    return [name for name in tables.fields_of(model) if name not in many]


def _checked_and_decided(submission):
    """Signed by somebody who read the full text later, and approved: in another order triggers refuse it."""
    checker = somebody("Spoiler checker")
    workflow.sign_spoiler_check(submission, by=checker, digest=submission.revision.digest, result="clean")
    log_opened(checker, submission.review_id)
    approved(submission)


def with_real_pictures():
    """Give the pictures of the factories files that their names and checksums are true of."""
    for image in Image.objects.all():
        target = io.BytesIO()
        Picture.new("RGB", (2, 3), (image.pk % 256, 0, 0)).save(target, "PNG")
        sha256 = hashlib.sha256(target.getvalue()).hexdigest()
        name = f"images/{sha256}.png"
        if not default_storage.exists(name):
            default_storage.save(name, ContentFile(target.getvalue()))
        Image.objects.filter(pk=image.pk).update(file=name, sha256=sha256)


def drafts():
    return {draft.pk: freeze(draft) for draft in Draft.objects.all()}


class RollBack(Exception):
    pass


@pytest.fixture
def archived(tmp_path):
    """(archive, what the site answered, its rows); the database is as empty as before."""
    path = tmp_path / "house.zip"
    try:
        with transaction.atomic():
            house()
            with_real_pictures()
            before = answers(), rows(), drafts()
            call_command("export_archive", path, verbosity=0)
            raise RollBack
    except RollBack:
        assert not Review.objects.exists() and not User.objects.exists()
    return path, *before


@pytest.mark.engines
def test_what_is_restored_gives_the_same_pages_rows_and_digests(archived, capsys):
    path, pages, before, texts = archived
    call_command("restore_archive", path)
    assert rows() == before
    assert answers() == pages
    assert len(pages) > 20 and SpoilerCheck.objects.exists()
    for revision in Revision.objects.all():
        assert revision.digest == digest(bytes(revision.content))
    assert drafts() == texts
    assert HiddenSentence.objects.exists() and Row.objects.exists()
    told = capsys.readouterr().out
    assert all(f"{user.username}: inactive, no password" in told for user in User.objects.all())
    assert not User.objects.filter(is_active=True).exists()
    assert not any(user.has_usable_password() or user.email for user in User.objects.all())
    Review.objects.create(slug="after", author=User.objects.first())  # the next key is free


def test_every_table_is_in_an_archive_or_left_out_for_a_reason():
    named = set(tables.TABLES.split()) | {
        label for labels in tables.LEFT_OUT.values() for label in labels.split()
    }
    assert named == {model._meta.label for model in apps.get_models() if not model._meta.auto_created}


def test_an_archive_holds_no_password_and_no_mail_address(tmp_path):
    somebody("Author", email="ada@example.org")
    call_command("export_archive", tmp_path / "house", verbosity=0)
    text = (tmp_path / "house" / "accounts.jsonl").read_text()
    assert "ada@example.org" not in text and "password" not in text


@pytest.fixture
def small(tmp_path):
    """The folder of an archive with one review."""
    folder = tmp_path / "house"
    try:
        with transaction.atomic():
            live(document(FilmFactory(poster=ImageFactory()), headline="Still water"))
            with_real_pictures()
            call_command("export_archive", folder, verbosity=0)
            raise RollBack
    except RollBack:
        return folder


def test_the_desk_reads_it_as_a_foreign_file(small):
    with archive_posts(small) as (_total, posts):
        documents = [match(post.data, None, post.notes, post.beside).document for post in posts]
    assert "Still water" in {found.headline for found in documents}


def rewritten(folder, name, change):
    """A file of the archive changed by `change` (of its bytes), and its line in the manifest with it."""
    content = change((folder / name).read_bytes())
    (folder / name).write_bytes(content)
    values = json.loads((folder / "manifest.json").read_text())
    values["files"][name] = hashlib.sha256(content).hexdigest()
    (folder / "manifest.json").write_text(json.dumps(values))


def in_manifest(folder, **values):
    path = folder / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | values))


def _revision(folder):
    return next(folder.glob("revisions/*/*.json")).relative_to(folder).as_posix()


def _picture(folder):
    return next(folder.glob("pictures/*")).relative_to(folder).as_posix()


GENRES = "rows/films.genre.jsonl"
USER = b'{"model": "auth.user", "pk": 999, "fields": {"username": "evil", "is_superuser": true}}\n'
DAMAGES = {
    "json was changed, or damaged": lambda folder: (folder / _revision(folder)).write_bytes(b"{}"),
    "is not the text that was saved": lambda folder: rewritten(
        folder,
        _revision(folder),
        lambda text: text.replace(b"Still", b"Stale"),
    ),
    "json is missing": lambda folder: (folder / _revision(folder)).unlink(),
    "auth.user.jsonl is not in the manifest": lambda folder: (folder / "rows/auth.user.jsonl").write_bytes(
        USER
    ),
    "no manifest.json": lambda folder: (folder / "manifest.json").unlink(),
    "It has format 99": lambda folder: in_manifest(folder, format=99),
    "no archive of a house": lambda folder: (folder / "manifest.json").write_text("[" * 100_000),
    "it holds rows of auth.user": lambda folder: rewritten(
        folder, "rows/films.genre.jsonl", lambda _text: USER
    ),
    "a row has other fields than its table": lambda folder: rewritten(
        folder, "rows/reviews.edition.jsonl", lambda text: text.replace(b'"note"', b'"safe": {}, "note"')
    ),
    "accounts.jsonl cannot be read": lambda folder: rewritten(
        folder, "accounts.jsonl", lambda text: text.replace(b'"groups"', b'"password": "x", "groups"')
    ),
    "accounts.jsonl, line 1, cannot be read": lambda folder: rewritten(
        folder, "accounts.jsonl", lambda text: b"[" * 100_000
    ),
    "auditlogentry.jsonl has 0 rows, and": lambda folder: rewritten(
        folder, "rows/reviews.auditlogentry.jsonl", lambda text: b""
    ),
    "is another than its name says": lambda folder: rewritten(
        folder, _picture(folder), lambda text: b"<script>"
    ),
    "images/../../x.png is missing": lambda folder: rewritten(
        folder,
        "rows/images.image.jsonl",
        lambda text: re.sub(rb'"file": "[^"]*"', b'"file": "images/../../x.png"', text),
    ),
}


@pytest.mark.parametrize("message", DAMAGES)
def test_a_damaged_or_forged_archive_is_refused_with_what_is_wrong(small, message):
    DAMAGES[message](small)
    with pytest.raises(CommandError, match=re.escape(message)):
        call_command("restore_archive", small, verbosity=0)
    assert not Review.objects.exists() and not User.objects.exists()


def test_an_archive_is_restored_into_an_empty_site_alone(small):
    call_command("restore_archive", small, verbosity=0)
    with pytest.raises(CommandError, match="has users already"):
        call_command("restore_archive", small, verbosity=0)
    assert Review.objects.count() == 1


def test_pictures_come_back(small):
    name = f"images/{next((small / 'pictures').iterdir()).name}"
    default_storage.delete(name)
    call_command("restore_archive", small, verbosity=0)
    assert Image.objects.get().file.name == name and default_storage.exists(name)


def test_an_export_writes_over_nothing_and_leaves_no_half(tmp_path, monkeypatch):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "a.txt").write_text("mine")
    with pytest.raises(CommandError, match="not empty"):
        call_command("export_archive", tmp_path / "full", verbosity=0)

    def full_disk(*args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writing, "write_pictures", full_disk)
    with pytest.raises(CommandError, match="No space left on device"):
        call_command("export_archive", tmp_path / "house.zip", verbosity=0)
    assert [path.name for path in tmp_path.iterdir()] == ["full"]


def test_the_same_house_makes_the_same_files(tmp_path):
    live(document(headline="Still water"))
    for name in ("a.zip", "b.zip"):
        call_command("export_archive", tmp_path / name, verbosity=0)
    first, second = (zipfile.ZipFile(tmp_path / name) for name in ("a.zip", "b.zip"))
    assert {name: first.read(name) for name in first.namelist() if name != "manifest.json"} == {
        name: second.read(name) for name in second.namelist() if name != "manifest.json"
    }
