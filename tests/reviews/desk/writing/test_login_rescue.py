"""A form of a draft that is sent when the session is gone: the login carries it, and it is found again."""

import html
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from reviews.models import Review, WorkingCopy
from tests.factories import FilmFactory
from tests.reviews.builders import begun, rewritten, somebody
from tests.reviews.desk.test_leak_rows import leaking, rows
from tests.reviews.desk.writing.test_two_windows import address, kept, typed, window

pytestmark = pytest.mark.django_db
LOGIN, ADD = "/admin/login/", "/admin/reviews/draft/add/"


@pytest.fixture
def author():
    return somebody("Author")


@pytest.fixture
def desk(client, author):
    client.force_login(author)
    return client


@pytest.fixture
def review(author):
    return begun(author=author)


def sent_as_nobody(desk, review, **values):
    """The login page that answers a form whose session is gone."""
    form = window(desk, review) | values
    desk.logout()
    return desk.post(address(review), form)


def carried(response) -> dict:
    """What the login page carries, as a browser would send it."""
    found = {}
    for name, value in re.findall(
        r'form="login-form" name="([^"]*)" value="([^"]*)"', response.content.decode()
    ):
        found.setdefault(html.unescape(name), []).append(html.unescape(value))
    return found


def logged_in(desk, fields, user, password="secret", **options):
    return desk.post(LOGIN, fields | {"username": user.username, "password": password}, **options)


def test_a_form_sent_without_a_session_is_found_again_after_the_login(desk, author, review):
    text = 'It begins with snow, "quotes" & <b>\r\nand a second line.'
    page = sent_as_nobody(desk, review, headline="Typed as nobody", **{"sections-0-text": text})

    assert page.status_code == 200
    assert "no-store" in page.headers["Cache-Control"]
    assert 'id="login-form"' in page.content.decode()
    assert "You are logged out, and nothing was saved." in page.content.decode()
    assert not WorkingCopy.objects.exists()

    answer = logged_in(desk, carried(page), author, follow=True)

    assert answer.redirect_chain == [(address(review), 302)]
    shown = answer.content.decode()
    assert 'value="Typed as nobody"' in shown
    assert "What you typed is in the form again, and is not saved yet." in shown
    assert WorkingCopy.objects.get().form["sections-0-text"] == [text]
    assert review.revisions.count() == 1


def test_the_answers_that_were_sent_with_it_stand_again_too(desk, author):
    review = begun(leaking(), author=author)
    (row,) = rows(desk.get(f"{address(review)}?checks=1")).open

    page = sent_as_nobody(desk, review, premise="The poster.", **{row.checkbox: "1"})
    answer = logged_in(desk, carried(page), author, follow=True)

    assert [row.is_ticked for row in rows(answer).open] == [True]
    assert "The poster.</textarea>" in answer.content.decode()


def test_an_attempt_that_fails_carries_on_and_no_password_is_sent_back(desk, author, review):
    page = sent_as_nobody(desk, review, headline="Typed as nobody", password="hunter2")
    fields = carried(page)

    again = logged_in(desk, fields, author, password="hunter3")

    assert again.status_code == 200
    assert carried(again) == fields
    assert "no-store" in again.headers["Cache-Control"]
    for shown in (page, again):
        assert "hunter" not in shown.content.decode()
    assert not WorkingCopy.objects.exists()
    logged_in(desk, fields, author)
    assert kept(review, author) == "Typed as nobody"


def test_another_account_keeps_nothing_is_told_and_can_hand_over(desk, author, review):
    page = sent_as_nobody(desk, review, headline="Typed as nobody")
    editor = somebody("Editor")

    told = logged_in(desk, carried(page), editor)

    assert "nothing of it was kept" in told.content.decode()
    assert not WorkingCopy.objects.exists()
    logged_in(desk, carried(told), author)
    assert kept(review, author) == "Typed as nobody"
    assert kept(review, editor) is None


@pytest.mark.parametrize("to", ["{pk}", "0", "999999", "https://elsewhere.example/", "x", "9" * 40, ""])
@pytest.mark.parametrize("role", ["Author", "Spoiler checker"])
def test_forged_fields_store_nothing_for_who_may_not_write_there_and_lead_nowhere(client, review, to, role):
    fields = {
        "carry_to": to.format(pk=review.pk),
        "carry-headline": "Forged",
        "next": "https://elsewhere.example/",
    }

    answer = logged_in(client, fields, somebody(role))

    assert answer.status_code == 200
    assert "nothing of it was kept" in answer.content.decode()
    assert "elsewhere.example" not in re.sub('name="carry_to" value="[^"]*"', "", answer.content.decode())
    assert not WorkingCopy.objects.exists()


def test_carried_fields_are_taken_with_the_token_of_the_form_alone(author, review):
    client = Client(enforce_csrf_checks=True)
    fields = {"carry_to": review.pk, "carry-headline": "Forged"}

    assert logged_in(client, fields, author).status_code == 403
    assert client.post(address(review), {"headline": "Forged"}).status_code == 403
    assert carried(client.get(LOGIN, fields)) == {}
    assert not WorkingCopy.objects.exists()


def test_a_page_of_another_account_is_not_saved_as_mine(desk, author, review):
    form = window(desk, review) | {"headline": "Typed by the author"}
    editor = somebody("Editor")
    desk.force_login(editor)

    page = desk.post(address(review), form)

    assert "nothing of it was kept" in page.content.decode()
    assert review.revisions.count() == 1
    logged_in(desk, carried(page), author)
    assert kept(review, author) == "Typed by the author"


def test_what_is_kept_of_another_window_is_not_written_over_by_what_is_carried(desk, author, review):
    other = window(desk, review)
    form = window(desk, review) | {"headline": "Sent as nobody"}
    typed(desk, review, other, "Of the other window")
    desk.logout()
    page = desk.post(address(review), form)

    answer = logged_in(desk, carried(page), author)

    shown = answer.content.decode()
    assert "Another window of yours has text of" in shown
    assert 'name="headline" value="Sent as nobody"' in shown
    assert kept(review, author) == "Of the other window"
    desk.post(address(review), form | {"_instead": "1"})
    assert kept(review, author) == "Sent as nobody"


def test_what_is_carried_into_a_text_saved_meanwhile_meets_it_as_stale(desk, author, review):
    page = sent_as_nobody(desk, review, headline="Mine")
    rewritten(review, somebody("Editor"), headline="Theirs")

    shown = logged_in(desk, carried(page), author, follow=True).content.decode()

    assert "Somebody saved meanwhile." in shown
    assert review.revisions.first().document().headline == "Theirs"


def test_files_and_what_is_too_long_are_said_plainly(desk, author, review, settings):
    page = sent_as_nobody(desk, review, image=SimpleUploadedFile("lake.png", b"x"))
    assert "Files cannot go along" in page.content.decode()

    desk.force_login(author)
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100_000
    page = sent_as_nobody(desk, review, headline="ü" * 30_000)
    assert "too long to go along" in page.content.decode()
    assert carried(page) == {}

    desk.force_login(author)
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = None
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = len(window(desk, review)) + 10
    assert "too long to go along" in sent_as_nobody(desk, review).content.decode()


def test_what_was_typed_to_begin_a_review_stands_there_again(desk, author):
    film = FilmFactory(title="The Lamp")
    desk.logout()
    page = desk.post(ADD, {"headline": "Two boats", "film": film.pk, "_standard": ""})

    shown = logged_in(desk, carried(page), author, follow=True)

    assert shown.redirect_chain == [(ADD, 302)]
    assert 'value="Two boats"' in shown.content.decode()
    assert "The Lamp" in shown.content.decode()
    assert "nothing was begun yet" in shown.content.decode()
    assert not Review.objects.exists()
    assert 'value="Two boats"' not in desk.get(ADD).content.decode()


@pytest.mark.parametrize("film", ["x", "9" * 40, "-1", ""])
def test_a_film_that_is_no_number_is_left_out_of_what_begins_a_review(desk, author, film):
    desk.logout()
    page = desk.post(ADD, {"headline": "Two boats", "film": film})

    assert 'value="Two boats"' in logged_in(desk, carried(page), author, follow=True).content.decode()


def test_who_begins_no_review_is_told(client):
    page = client.post(ADD, {"headline": "Two boats"})

    told = logged_in(client, carried(page), somebody("Spoiler checker"))

    assert "nothing of it was kept" in told.content.decode()


def test_other_forms_of_the_desk_are_answered_as_before(client, review):
    for name in ("discard", "merge"):
        answer = client.post(reverse(f"admin:reviews_draft_{name}", args=[review.pk]), {"headline": "x"})
        assert answer.headers["Location"].startswith(LOGIN)
    assert client.get(address(review)).headers["Location"].startswith(LOGIN)
