"""Authors take out what they wrote, whenever they like."""

import io
import zipfile

import pytest
from django.urls import reverse

from reviews.document import digest
from reviews.importing.archives.reading import posts_of_file
from reviews.importing.match import match
from reviews.models import Revision
from tests.reviews.builders import begun, document, rewritten, somebody

pytestmark = pytest.mark.django_db


def exported(client, user):
    client.force_login(user)
    response = client.get(reverse("admin:reviews_draft_export_own"))
    assert response["Content-Type"] == "application/zip" and "attachment" in response["Content-Disposition"]
    return io.BytesIO(response.getvalue())


def test_an_export_holds_ones_own_reviews_with_every_revision(client):
    author = somebody("Author")
    mine = begun(document(headline="Still water"), author=author)
    rewritten(mine, author, headline="Stiller water")
    begun(document(headline="Of another"))
    archive = exported(client, author)
    names = zipfile.ZipFile(archive).namelist()
    assert names == [
        "revisions/still-water/0001.json",
        "revisions/still-water/0002.json",
        "reviews/still-water.md",
    ]
    for number, name in enumerate(names[:2], 1):
        assert (
            digest(zipfile.ZipFile(archive).read(name))
            == Revision.objects.get(review=mine, number=number).digest
        )
    (post,) = posts_of_file(archive, "mine.zip")[1]
    assert match(post.data).document == mine.revisions.first().document()


def test_an_author_without_a_review_gets_an_empty_zip(client):
    assert zipfile.ZipFile(exported(client, somebody("Author"))).namelist() == []


def test_who_may_not_write_exports_nothing(client):
    client.force_login(somebody("Film desk"))
    assert client.get(reverse("admin:reviews_draft_export_own")).status_code == 403
