"""Two windows of one person on one draft: neither writes over what only the other one has."""

import re

import pytest
from django.urls import reverse

from reviews.models import WorkingCopy
from tests.reviews.builders import begun, rewritten, somebody
from tests.reviewsite.desk_forms import filled

pytestmark = pytest.mark.django_db


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


def address(review, name="change"):
    return reverse(f"admin:reviews_draft_{name}", args=[review.pk])


def window(desk, review, ask=""):
    """What a window that opens the form now sends, with what the page says of itself."""
    response = desk.get(address(review) + ask)
    html = response.content.decode()
    said = {
        name: re.search(f'name="{name}" value="([^"]*)"', html)[1] for name in ("page", "restored", "account")
    }
    return filled(response) | said


def typed(desk, review, window, headline, **more):
    """A window keeps what was typed into it: the answer it gets."""
    window["headline"] = headline
    return desk.post(address(review, "live"), window | {"keep": "1"} | more).json()


def sent(desk, review, window, **values):
    """A window's form is sent, as a browser without script does it too."""
    return desk.post(address(review), window | values)


def kept(review, author):
    found = WorkingCopy.objects.of(review, author)
    return found and found.form["headline"][0]


def test_a_window_that_lacks_what_another_one_keeps_writes_nothing_and_is_told(desk, review, author):
    one, other = window(desk, review), window(desk, review)
    typed(desk, review, one, "Of the first")

    answer = typed(desk, review, other, "Of the second")

    assert answer["kept"] == ""
    assert "Another window of yours has text of" in answer["elsewhere"]
    assert address(review) in answer["elsewhere"]
    assert kept(review, author) == "Of the first"
    assert typed(desk, review, one, "Of the first, on")["kept"]


def test_a_window_goes_on_from_the_very_text_it_was_restored_with(desk, review, author):
    one = window(desk, review)
    typed(desk, review, one, "Of the first")
    other = window(desk, review)

    answer = typed(desk, review, other, "Of the first and the second")

    assert answer["kept"] and answer["elsewhere"] == ""
    assert typed(desk, review, one, "Of the first alone")["kept"] == ""
    assert kept(review, author) == "Of the first and the second"


def test_what_was_typed_since_a_window_was_restored_is_not_written_over_by_it(desk, review, author):
    one = window(desk, review)
    typed(desk, review, one, "Begun")
    other = window(desk, review)
    typed(desk, review, one, "Begun and typed on")

    assert typed(desk, review, other, "Begun elsewhere")["kept"] == ""
    assert kept(review, author) == "Begun and typed on"


def test_a_page_whose_answer_was_lost_is_not_locked_out_of_its_own_text(desk, review, author):
    one = window(desk, review)
    typed(desk, review, one, "Sent, and no answer came")

    assert typed(desk, review, one, "Sent again")["kept"]
    assert kept(review, author) == "Sent again"


def test_the_same_words_sent_twice_take_nothing_from_another_window(desk, review, author):
    one = window(desk, review)
    first = typed(desk, review, one, "The same")
    other = window(desk, review)

    again = typed(desk, review, one, "The same")

    assert again["stamp"] == first["stamp"] == other["restored"]
    assert typed(desk, review, other, "The same, and more")["kept"]


def test_a_page_hears_of_another_window_also_where_nothing_is_typed(desk, review):
    one, other = window(desk, review), window(desk, review)
    assert desk.post(address(review, "here"), other).json()["elsewhere"] == ""

    typed(desk, review, one, "Of the first")

    assert "Another window of yours" in desk.post(address(review, "here"), other).json()["elsewhere"]
    assert desk.post(address(review, "here"), one).json()["elsewhere"] == ""


def test_what_was_saved_or_discarded_is_nothing_to_lose(desk, review, author):
    one, other = window(desk, review), window(desk, review)
    typed(desk, review, one, "Of the first")
    desk.post(address(review, "discard"), one)

    assert typed(desk, review, other, "Of the second")["kept"]


def test_keeping_this_window_instead_writes_over_the_other_by_name(desk, review, author):
    one, other = window(desk, review), window(desk, review)
    typed(desk, review, one, "Of the first")

    answer = sent(desk, review, other, headline="Of the second", _instead="1")

    assert answer.headers["Location"] == address(review)
    assert kept(review, author) == "Of the second"
    assert 'value="Of the second"' in desk.get(address(review)).content.decode()
    assert review.revisions.count() == 1
    assert typed(desk, review, one, "Of the first")["elsewhere"]


def test_who_may_not_write_keeps_nothing_instead(client, review, author):
    client.force_login(somebody("Author"))

    assert client.post(address(review), {"_instead": "1", "headline": "Mine now"}).status_code == 404
    assert client.post("/admin/reviews/draft/x/change/", {"_instead": "1"}).status_code == 404
    assert not WorkingCopy.objects.exists()


def test_a_refused_form_keeps_neither_over_the_other(desk, review, author):
    one, other = window(desk, review), window(desk, review)
    typed(desk, review, one, "Of the first")

    page = sent(desk, review, other, headline="x" * 300).content.decode()

    assert kept(review, author) == "Of the first"
    assert 'value="' + "x" * 300 in page
    assert "Another window of yours has text of" in page
    assert 'name="_instead"' in page
    assert 'href="' + address(review) + '" data-open-other' in page


def test_a_refused_form_goes_on_from_what_was_kept_of_it(desk, review, author):
    one = window(desk, review)
    html = sent(desk, review, one, headline="x" * 300).content.decode()
    said = {name: re.search(f'name="{name}" value="([^"]*)"', html)[1] for name in ("page", "restored")}

    assert typed(desk, review, one | said, "Shorter")["kept"]
    assert kept(review, author) == "Shorter"


def test_a_stale_form_does_not_say_that_it_is_kept_where_another_windows_text_is(desk, review, author):
    one, other = window(desk, review), window(desk, review)
    typed(desk, review, one, "Of the first")
    rewritten(review, somebody("Editor"), headline="Theirs")

    page = sent(desk, review, other, headline="Of the second").content.decode()
    assert "on this page alone" in page
    assert "and is kept. Settle it" not in page

    sent(desk, review, other, headline="Of the second", _instead="1")
    merge = desk.get(address(review, "merge")).content.decode()
    assert "Of the " in merge and "second" in merge


def test_a_save_leaves_the_text_of_another_window_which_then_meets_it_as_stale(desk, review, author):
    one, other = window(desk, review), window(desk, review)
    typed(desk, review, other, "Of the second")

    answer = sent(desk, review, one, headline="Of the first", _continue="1")

    assert answer.headers["Location"] == address(review) + "?saved"
    page = desk.get(answer.headers["Location"]).content.decode()
    assert 'value="Of the first"' in page
    assert "Another window of yours has text of" in page
    assert kept(review, author) == "Of the second"
    assert review.revisions.first().document().headline == "Of the first"

    refused = sent(desk, review, other, headline="Of the second, on").content.decode()
    assert "Somebody saved this review after you opened it." in refused
    assert kept(review, author) == "Of the second, on"
    merge = desk.get(address(review, "merge")).content.decode()
    assert "Of the" in merge and "second, on" in re.sub("<[^>]*>", "", merge)


def test_a_window_that_types_after_the_other_saved_is_kept_and_stale(desk, review, author):
    one, other = window(desk, review), window(desk, review)
    sent(desk, review, one, headline="Of the first")

    answer = typed(desk, review, other, "Of the second")

    assert answer["kept"] and answer["stale"]
    assert desk.get(address(review, "merge")).status_code == 200


def test_a_page_that_was_saved_and_is_typed_in_all_the_same_goes_on_under_another_name(desk, review, author):
    one = window(desk, review)
    sent(desk, review, one, headline="Saved")

    answer = typed(desk, review, one, "Saved, and typed on")

    assert (answer["kept"], answer["elsewhere"]) == ("", "")
    assert typed(desk, review, one | {"page": answer["page"]}, "Saved, and typed on")["kept"]


def test_discarding_in_one_window_leaves_the_text_of_the_other(desk, review, author):
    one, other = window(desk, review), window(desk, review)
    typed(desk, review, one, "Of the first")

    desk.post(address(review, "discard"), other)

    assert kept(review, author) == "Of the first"


def test_two_texts_are_settled_as_they_were_looked_at(desk, review, author):
    one = window(desk, review)
    typed(desk, review, one, "Mine")
    rewritten(review, somebody("Editor"), headline="Theirs")
    review.draft.refresh_from_db()
    values = {"version": review.draft.version, "theirs": "1"}
    looked = {"stamp": WorkingCopy.objects.of(review, author).stamp}
    typed(desk, review, one, "Mine, and more")

    page = desk.post(address(review, "merge"), values | looked)

    assert "You typed on in another window" in page.content.decode()
    assert kept(review, author) == "Mine, and more"


def test_the_page_of_another_account_is_not_kept_as_mine(client, desk, review, author):
    mine = window(desk, review)
    editor = somebody("Editor")
    client.force_login(editor)

    for call in ("live", "here", "away"):
        assert client.post(address(review, call), mine | {"keep": "1"}).status_code == 403

    assert kept(review, editor) is None
    html = client.get(address(review)).content.decode()
    assert f'data-room="{review.pk}.{editor.pk}"' in html
