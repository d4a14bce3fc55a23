"""Importing an archive at the desk: progress, what became of each post, and taking it back."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from reviews import workflow
from reviews.importing import tasks
from reviews.models import ImportBatch, Review
from tests.reviews.builders import somebody
from tests.reviews.importing.archives.test_sites import packed

pytestmark = pytest.mark.django_db
POSTS = {
    "site/_posts/2016-03-04-fog.md": "---\ntitle: Fog\nlang: en\n---\n\nIt is wet.\n",
    "site/_posts/2016-03-05-pier.md": "---\ntitle: Pier\nlang: en\n---\n\nIt is dry. {{< youtube x >}}\n",
    "site/_posts/2016-03-06-bad.md": "\0",
}


@pytest.fixture
def author(client):
    user = somebody("Author")
    client.force_login(user)
    return user


@pytest.fixture
def upload(client, author):
    """The page that an upload leads to, followed."""

    def sent(files=POSTS, name="site.zip", **values):
        file = SimpleUploadedFile(name, packed(files).getvalue(), "application/zip")
        return client.post(reverse("admin:reviews_draft_import"), {"file": file, **values}, follow=True)

    return sent


def test_an_archive_becomes_drafts_and_says_what_to_look_at(client, upload):
    page = upload().content.decode()
    batch = ImportBatch.objects.get()
    assert batch.ended_at and batch.upload is None
    assert "2 drafts made" in page and "1 not read" in page and "To look at (2)" in page
    assert "Commands of the program that made the site were left out: youtube." in page
    assert "Fog" not in page
    assert (
        "Fog"
        in client.get(
            reverse("admin:reviews_draft_import_archive", args=[batch.pk]), {"all": ""}
        ).content.decode()
    )
    assert "site.zip" in client.get(reverse("admin:reviews_draft_imports")).content.decode()


def test_without_a_worker_the_page_goes_on(client, upload, monkeypatch):
    monkeypatch.setattr(tasks, "SECONDS_IN_A_REQUEST", 0)
    page = upload().content.decode()
    assert "1 of 3" in page and "data-go-on" in page
    batch = ImportBatch.objects.get()
    for _press in range(3):
        client.post(reverse("admin:reviews_draft_import_go_on", args=[batch.pk]))
    assert Review.objects.count() == 2
    batch.refresh_from_db()
    assert batch.ended_at


def test_an_import_is_taken_back_when_that_is_confirmed(client, upload, author):
    upload()
    batch = ImportBatch.objects.get()
    undo = reverse("admin:reviews_draft_import_undo", args=[batch.pk])
    assert "Nothing was deleted" in client.post(undo, follow=True).content.decode()
    kept = Review.objects.get(slug="pier")
    kept.draft.headline = "The pier"
    kept.draft.save()
    workflow.save(kept.draft, by=author)
    page = client.post(undo, {"sure": "on"}, follow=True).content.decode()
    assert "1 draft deleted. Kept, since somebody worked on them: 1." in page
    assert list(Review.objects.all()) == [kept]


@pytest.mark.parametrize("name", ["import_archive", "import_go_on", "import_undo"])
def test_nobody_sees_or_changes_the_import_of_another(client, upload, name):
    upload()
    batch = ImportBatch.objects.get()
    client.force_login(somebody("Author"))
    address = reverse(f"admin:reviews_draft_{name}", args=[batch.pk])
    response = client.get(address) if name == "import_archive" else client.post(address, {"sure": "on"})
    assert response.status_code == 404
    assert Review.objects.count() == 2


@pytest.mark.parametrize(
    ("files", "message"), [({"../a.md": "x"}, "outside of it"), ({"a.exe": "x"}, "No text was found")]
)
def test_an_archive_that_is_refused_writes_nothing_but_why(upload, files, message):
    page = upload(files)
    assert message in page.content.decode()
    assert not Review.objects.exists()


def test_import_is_the_current_entry_on_every_page_of_imports(client, upload):
    upload()
    pages = [reverse("admin:reviews_draft_import_archive", args=[ImportBatch.objects.get().pk])]
    pages += [reverse("admin:reviews_draft_imports"), reverse("admin:reviews_draft_import")]
    for page in pages:
        nav = client.get(page).content.decode().partition('id="desk-nav"')[2].partition("</nav>")[0]
        current = [link.partition("</a>")[0] for link in nav.split("<a ") if "aria-current" in link]
        assert len(current) == 1 and current[0].endswith(">Import")
