"""What the Markdown boxes call: the preview and the upload."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image as Picture

from images.models import Image
from tests.reviews.builders import begun, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    client.force_login(somebody("Author"))
    return client


def previewed(desk, text):
    return desk.post(reverse("admin:reviews_draft_markdown_preview"), {"content": text})


def picture(name="lake.png", kind="PNG"):
    out = BytesIO()
    Picture.new("RGB", (4, 3), "navy").save(out, kind)
    return SimpleUploadedFile(name, out.getvalue(), "image/png")


def sent(desk, **values):
    return desk.post(reverse("admin:reviews_draft_markdown_upload"), values)


def test_a_preview_tints_what_is_hidden_and_is_kept_nowhere(desk):
    response = previewed(desk, "It *rains* >!by the lake!<.")

    assert response.content.decode().strip() == (
        '<p>It <em>rains</em> <span class="spoiler">by the lake</span>.</p>'
    )
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        '<img src=x onerror="alert(1)">',
        "![x](https://elsewhere.example/x.png)",
        '"><svg onload=alert(1)>',
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
    ],
)
def test_hostile_markdown_comes_to_nothing(desk, text):
    html = previewed(desk, text).content.decode()

    for tag in ("<script", "<img", "<svg", "href"):
        assert tag not in html


def test_a_preview_is_limited_and_needs_a_text(desk):
    assert previewed(desk, "x" * 200_000).status_code == 200
    assert previewed(desk, "x" * 200_001).status_code == 400
    assert desk.post(reverse("admin:reviews_draft_markdown_preview")).status_code == 400
    assert desk.get(reverse("admin:reviews_draft_markdown_preview")).status_code == 405


def test_a_picture_is_taken_in_and_named_by_its_key_and_shown_in_the_preview(desk):
    answer = sent(desk, image=picture(), alt="A lake [at dusk]")

    image = Image.objects.get()
    assert answer.json() == {"code": rf"![A lake \[at dusk\]](image:{image.key})"}
    assert f'src="{image.file.url}"' in previewed(desk, answer.json()["code"]).content.decode()


def test_a_decorative_picture_has_no_words(desk):
    code = sent(desk, image=picture(), decorative="on").json()["code"]

    assert code == f"![](image:{Image.objects.get().key})"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("evil.svg", b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
        ("evil.png", b"<html><script>alert(1)</script></html>"),
        ("half.png", picture().read()[:40]),
        ("empty.png", b""),
        ("evil.html", b"GIF89a<script>alert(1)</script>"),
    ],
)
def test_a_hostile_upload_is_refused_with_a_sentence(desk, name, content):
    answer = sent(desk, image=SimpleUploadedFile(name, content, "image/png"), alt="A lake")

    assert answer.status_code == 400
    assert answer.json()["detail"]
    assert not Image.objects.exists()


def test_a_picture_without_words_is_refused(desk):
    answer = sent(desk, image=picture(), alt="   ")

    assert answer.status_code == 400
    assert answer.json() == {"detail": "Say what the picture shows, or tick that it is decorative; not both."}
    assert not Image.objects.exists()


def test_each_box_of_the_form_asks_our_own_addresses(client):
    review = begun()
    client.force_login(review.author)

    html = client.get(reverse("admin:reviews_draft_change", args=[review.pk])).content.decode()

    assert f'data-markdownx-urls-path="{reverse("admin:reviews_draft_markdown_preview")}"' in html
    assert "/markdownx/" not in html
    assert "markdownx.js" not in html and "markdownx.min.js" not in html
