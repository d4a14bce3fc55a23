"""A text that would take too long to parse is refused at every door, and kept as it was typed."""

import pytest
from django.urls import reverse

from films.models import Film
from reviews.desk.writing import turns
from reviews.importing.match import FormatError, match
from reviews.models import WorkingCopy
from shield.markdown_limits import BRACKETS, TOO_SLOW
from tests.factories import FilmFactory
from tests.reviews.builders import begun
from tests.reviewsite.desk_forms import filled

pytestmark = pytest.mark.django_db
HOSTILE = "[^" * 10_000


@pytest.fixture
def review(client):
    review = begun()
    client.force_login(review.author)
    return review


def test_the_editor_says_why_it_shows_no_preview(client, review):
    page = client.post(reverse("admin:reviews_draft_markdown_preview"), {"content": HOSTILE})

    assert (page.status_code, page.json()["detail"]) == (400, str(BRACKETS))


def test_the_form_as_typed_is_kept_and_the_checks_say_why_they_did_not_run(client, review):
    client.get(reverse("admin:reviews_draft_change", args=[review.pk]))
    values = {"verdict_text": HOSTILE, "keep": "1", "shows": "safe"}
    answer = client.post(reverse("admin:reviews_draft_live", args=[review.pk]), values).json()

    assert answer["kept"]
    assert WorkingCopy.objects.get().form["verdict_text"] == [HOSTILE]
    assert str(BRACKETS) in answer["checks"]
    assert str(BRACKETS) in answer["preview"]


def test_saving_is_refused_beside_the_field_with_all_that_was_typed(client, review):
    address = reverse("admin:reviews_draft_change", args=[review.pk])
    page = client.post(address, filled(client.get(address), verdict_text=HOSTILE, _save="1"))

    assert page.status_code == 200
    assert str(BRACKETS) in page.text
    assert HOSTILE in page.text


def test_an_import_says_why_it_does_not_read_a_file():
    with pytest.raises(FormatError, match="too many"):
        match(f"# A title\n\n{HOSTILE}\n".encode())


def test_a_film_is_not_saved_with_such_a_premise(admin_client):
    film = FilmFactory()
    address = reverse("admin:films_film_change", args=[film.pk])
    page = admin_client.post(address, filled(admin_client.get(address), synopsis=HOSTILE))

    assert str(BRACKETS) in page.text
    assert Film.objects.get().synopsis != HOSTILE


def test_one_account_holds_one_place_and_waits_for_one(client, review, monkeypatch):
    monkeypatch.setattr(turns, "PATIENCE", 0.01)
    address = reverse("admin:reviews_draft_markdown_preview")
    with turns.turn(review.author.pk):
        waited = client.post(address, {"content": "A text."})
        with turns._place(review.author.pk):
            assert client.post(address, {"content": "A text."}).status_code == 400
    assert (waited.status_code, waited.json()["detail"]) == (400, str(turns.BUSY))
    assert client.post(address, {"content": "A text."}).status_code == 200
    assert not turns._asked


def test_many_long_texts_together_are_read_for_some_seconds_only(client, review, monkeypatch):
    monkeypatch.setattr(turns, "SECONDS", 0)
    client.get(reverse("admin:reviews_draft_change", args=[review.pk]))
    values = {"verdict_text": "*a " * 1_000, "keep": "1", "shows": "safe"}
    answer = client.post(reverse("admin:reviews_draft_live", args=[review.pk]), values).json()

    assert answer["kept"]
    assert str(TOO_SLOW) in answer["preview"]
