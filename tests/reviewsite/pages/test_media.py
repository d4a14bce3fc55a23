import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

PNG = b"\x89PNG\r\n\x1a\n and more"


def test_a_stored_picture_is_sent_for_a_year_and_as_nothing_else(client):
    name = default_storage.save("images/abc.png", ContentFile(PNG))

    response = client.get(f"/media/{name}")

    assert b"".join(response.streaming_content) == PNG
    assert response.headers["Content-Type"] == "image/png"
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["", "images", "images/", "images/none.png", "../settings.py", "%2e%2e/x", "%00"]
)
def test_no_folder_is_listed_and_nothing_outside_is_read(client, path):
    default_storage.save("images/abc.png", ContentFile(PNG))

    response = client.get(f"/media/{path}", follow=True)

    assert response.status_code == 404
    assert "abc" not in response.content.decode()


def test_a_picture_is_only_read(client):
    assert client.post("/media/images/abc.png").status_code == 405
