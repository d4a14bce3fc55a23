"""Pictures in the house."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from PIL import Image as Pillow

from images.models import Image
from images.store import add_image
from pagecache.models import Change

pytestmark = pytest.mark.django_db


def _upload(colour="red", kind="PNG", name="poster.png"):
    out = BytesIO()
    Pillow.new("RGB", (30, 45), colour).save(out, kind)
    return SimpleUploadedFile(name, out.getvalue())


def test_a_picture_is_kept_under_its_hash_with_its_size_and_words():
    image = add_image(_upload(), title="Red", alt="A red field", credit="Foyer", licence="BSD-3-Clause")

    image = Image.objects.get(pk=image.pk)
    assert image.file.name == f"images/{image.sha256}.png"
    assert (image.width, image.height, image.alt) == (30, 45, "A red field")
    assert default_storage.exists(image.file.name)


def test_the_same_picture_with_the_same_words_is_the_row_that_is_there():
    first = add_image(_upload(), title="Red", alt="A red field")
    version = Change.objects.count()

    assert add_image(_upload(), title="Red again", alt="A red field") == first
    assert Change.objects.count() == version


def test_the_same_picture_with_other_words_is_another_row_over_the_same_file():
    first = add_image(_upload(), title="Red", alt="A red field")
    second = add_image(_upload(), title="Red", alt="Blood")

    assert (first.pk == second.pk, first.file.name == second.file.name) == (False, True)


def test_a_new_picture_is_in_the_log_of_changes():
    before = Change.objects.count()
    add_image(_upload(), title="Red", is_decorative=True)

    assert Change.objects.count() > before


@pytest.mark.parametrize("said", [{}, {"alt": "A red field", "is_decorative": True}])
def test_a_picture_either_says_what_it_shows_or_is_decorative(said):
    with pytest.raises(ValidationError, match="Say what the picture shows, or tick that it is decorative"):
        add_image(_upload(), title="Red", **said)

    assert not Image.objects.exists()


@pytest.mark.engines
@pytest.mark.parametrize("wrong", [{"alt": ""}, {"is_decorative": True}, {"focal_x": 101}])
def test_the_database_holds_to_it(wrong):
    add_image(_upload(), title="Red", alt="A red field")

    with pytest.raises(IntegrityError), transaction.atomic():
        Image.objects.update(**wrong)


@pytest.mark.engines
def test_the_database_keeps_one_row_for_the_same_picture_and_words():
    add_image(_upload(), title="Red", alt="A red field")
    other = add_image(_upload("blue"), title="Blue", alt="A red field")

    with pytest.raises(IntegrityError), transaction.atomic():
        Image.objects.filter(pk=other.pk).update(sha256=Image.objects.get(title="Red").sha256)


def _form(**said):
    aliases = {"aliases-TOTAL_FORMS": 0, "aliases-INITIAL_FORMS": 0}
    return {"title": "Red", "alt": "A red field", "focal_x": 50, "focal_y": 50} | aliases | said


def test_the_desk_cleans_what_it_is_given(admin_client):
    address = reverse("admin:images_image_add")
    admin_client.post(address, _form(upload=_upload(kind="JPEG", name="evil.html")))

    image = Image.objects.get()
    assert image.file.name == f"images/{image.sha256}.jpg"


def test_the_desk_says_why_it_refuses_a_file(admin_client):
    page = admin_client.post(
        reverse("admin:images_image_add"), _form(upload=SimpleUploadedFile("a.jpg", b"<svg onload=alert(1)>"))
    ).content.decode()

    assert "This is not a whole JPEG, PNG or WebP picture, whatever its name says." in page
    assert not Image.objects.exists()


def test_the_desk_names_the_picture_that_it_has_already(admin_client):
    add_image(_upload(), title="The red one", alt="A red field")
    page = admin_client.post(reverse("admin:images_image_add"), _form(upload=_upload())).content.decode()

    assert "The house has this picture already, as “The red one”." in page
    assert Image.objects.count() == 1


@pytest.mark.parametrize("said", [{"alt": ""}, {"is_decorative": "on"}])
def test_the_desk_asks_what_a_picture_shows(admin_client, said):
    page = admin_client.post(
        reverse("admin:images_image_add"), _form(upload=_upload(), **said)
    ).content.decode()

    assert "Say what the picture shows, or tick that it is decorative; not both." in page
    assert not Image.objects.exists()


def test_the_file_of_a_picture_stays_whatever_is_posted(admin_client):
    image = add_image(_upload(), title="Red", alt="A red field")
    admin_client.post(
        reverse("admin:images_image_change", args=[image.pk]),
        _form(title="Crimson", upload=_upload("blue"), file=_upload("blue"), sha256="0" * 64),
    )

    kept = Image.objects.get()
    assert (kept.title, kept.file.name, kept.sha256) == ("Crimson", image.file.name, image.sha256)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_pictures_costs_the_same_whatever_its_length(
    admin_client, django_assert_num_queries, count
):
    for number in range(count):
        add_image(_upload((number, 0, 0)), title=f"Picture {number}", alt="A field")

    with django_assert_num_queries(5):
        page = admin_client.get(reverse("admin:images_image_changelist")).content.decode()
    assert page.count('<th class="field-title">') == count
