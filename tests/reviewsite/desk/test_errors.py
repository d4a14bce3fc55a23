"""What staff read where something is not there, not theirs or out of date; readers get pages of their own."""

import errno
import html
import re

import pytest
from django.db import InterfaceError, OperationalError
from django.test import Client
from django.urls import reverse

from reviews import workflow
from tests.reviews.builders import begun, live, somebody
from tests.reviewsite.desk_forms import filled

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


PASSING = [
    OperationalError("database is locked"),
    OperationalError("database or disk is full"),
    InterfaceError("connection already closed"),
    OSError(errno.ENOSPC, "No space left on device"),
    OSError(errno.EROFS, "Read-only file system"),
]
TYPED = "“Words” <b>& more</b>\nthat took an hour"


def failing(monkeypatch, error):
    def save(*args, **options):
        raise error

    monkeypatch.setattr(workflow, "save", save)


@pytest.mark.parametrize("error", PASSING, ids=str)
def test_what_passes_gives_back_all_that_was_typed_and_sends_it_again(client, monkeypatch, error):
    client.raise_request_exception = False
    review = begun()
    client.force_login(review.author)
    address = reverse("admin:reviews_draft_change", args=[review.pk])
    values = filled(client.get(address), verdict_text=TYPED, _save="1")
    with monkeypatch.context() as patch:
        failing(patch, error)
        answer = client.post(address, values)
    assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (503, "10", "no-store")
    assert f'action="{address}"' in answer.text

    fields = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', answer.text)
    again = {}
    for name, value in fields:
        again.setdefault(html.unescape(name), []).append(html.unescape(value))
    assert client.post(address, again).status_code == 302
    review.draft.refresh_from_db()
    assert review.draft.verdict_text == TYPED


def test_what_is_our_mistake_is_no_matter_of_trying_again(client, monkeypatch):
    client.raise_request_exception = False
    review = begun()
    client.force_login(review.author)
    address = reverse("admin:reviews_draft_change", args=[review.pk])
    values = filled(client.get(address), _save="1")
    failing(monkeypatch, ValueError(TYPED))
    answer = client.post(address, values)
    assert answer.status_code == 500
    assert "took an hour" not in answer.text


def test_a_password_is_not_sent_back(client, monkeypatch):
    client.raise_request_exception = False

    def authenticate(*args, **options):
        raise OperationalError("database is locked")

    monkeypatch.setattr("django.contrib.auth.forms.authenticate", authenticate)
    values = {"username": "ines", "password": "a long passphrase"}
    answer = client.post(reverse("admin:login"), values)
    assert answer.status_code == 503
    assert "passphrase" not in answer.text and "go back in your browser" in answer.text
