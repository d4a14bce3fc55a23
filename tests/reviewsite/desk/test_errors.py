"""What staff read where something is not there, not theirs or out of date; readers get pages of their own."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.reviews.builders import begun, live, somebody

pytestmark = pytest.mark.django_db


def test_what_is_not_theirs_is_said_at_the_desk(client):
    edition = live()
    client.force_login(edition.review.author)

    answer = client.get(reverse("admin:reviews_draft_delete", args=[edition.review_id]))

    page = answer.content.decode()
    assert answer.status_code == 403
    assert "You may not do this" in page
    assert "Back to the newsroom" in page


def test_what_is_not_there_is_said_at_the_desk_and_of_anothers_draft_no_more(client):
    client.force_login(somebody("Author"))

    missing, anothers = (
        client.get(reverse("admin:reviews_draft_preview", args=[pk])) for pk in (999, begun().pk)
    )

    assert (missing.status_code, anothers.status_code) == (404, 404)
    assert "There is nothing here" in missing.content.decode()
    assert "A quiet week" not in anothers.content.decode()


@pytest.mark.parametrize("log_in", [False, True])
def test_readers_get_the_page_of_the_house_whoever_they_are(client, log_in):
    if log_in:
        client.force_login(somebody("Chief"))

    page = client.get("/nowhere/").content.decode()

    assert "Nothing is showing here" in page
    assert "newsroom" not in page


def test_a_form_without_its_token_is_refused_with_what_to_do():
    client = Client(enforce_csrf_checks=True)
    review = begun()
    client.force_login(review.author)

    answer = client.post(reverse("admin:reviews_draft_change", args=[review.pk]), {"headline": "Forged"})

    assert answer.status_code == 403
    assert "Go back with the browser: what you typed still stands there." in answer.content.decode()
    review.draft.refresh_from_db()
    assert review.draft.headline == "A quiet week"
