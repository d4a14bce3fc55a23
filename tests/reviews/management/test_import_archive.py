"""`import_archive`: a site to drafts, told file by file, and taken back."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from reviews.models import ImportBatch, Review
from tests.reviews.builders import somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(tmp_path):
    posts = tmp_path / "site" / "_posts"
    posts.mkdir(parents=True)
    (posts / "2016-03-04-fog.md").write_text("---\ntitle: Fog\nlang: en\n---\n\nIt is wet.\n")
    (posts / "2016-03-05-pier.md").write_text("---\ntitle: Pier\n---\n\nIt is dry.\n\n![](boat.png)\n")
    (posts / "2016-03-06-bad.md").write_bytes(b"\xff\xfe\0\0\0")
    return tmp_path / "site"


@pytest.fixture
def run():
    author = somebody("Author").username

    def command(*args, author=author, **options):
        stdout = io.StringIO()
        call_command("import_archive", *args, author=author, stdout=stdout, **options)
        return stdout.getvalue()

    return command


def test_each_post_that_needs_a_look_is_told(site, run):
    told = run(str(site))
    assert "_posts/2016-03-05-pier.md: draft made\n  check: " in told
    assert "_posts/2016-03-06-bad.md: " in told
    assert "2016-03-04-fog.md" not in told
    batch = ImportBatch.objects.get()
    assert "site: 2 drafts made, 0 already here, 1 not read." in told
    assert told.endswith(f"Import {batch.pk}: --undo {batch.pk} takes it back.\n")
    assert batch.ended_at and batch.total == 3
    assert set(Review.objects.values_list("slug", flat=True)) == {"fog", "pier"}


def test_the_same_archive_again_makes_nothing(site, run):
    run(str(site))
    values = json.loads(run(str(site), json=True))["imports"][0]
    assert (values["known"], values["unread"], values.get("made")) == (2, 1, None)
    assert Review.objects.count() == 2


def test_a_batch_is_undone_by_its_number(site, run):
    run(str(site))
    assert (
        run(undo=ImportBatch.objects.get().pk) == "2 drafts deleted; 0 kept, since somebody worked on them.\n"
    )
    assert not Review.objects.exists()


@pytest.mark.parametrize(
    ("args", "message"),
    [([], "Name what to import"), (["/nowhere"], "No such file"), (["/dev/zero"], "no file with a text")],
)
def test_what_cannot_be_imported_is_refused(args, message, run):
    with pytest.raises(CommandError, match=message):
        run(*args)


def test_nobody_undoes_the_import_of_another(site, run):
    run(str(site))
    with pytest.raises(CommandError, match="no import with the number"):
        run(undo=ImportBatch.objects.get().pk, author=somebody("Author").username)
