"""The page on which a moderator adopts imported drafts."""

import pytest
from django.urls import reverse

from reviews.models import Adoption, Edition
from reviews.workflow.adopting import adoptable
from tests.reviews.builders import choice, imported, live, somebody, unread

pytestmark = pytest.mark.django_db
PAGE = "admin:reviews_draft_adopt"


@pytest.fixture
def moderator(client):
    user = somebody("Moderator")
    client.force_login(user)
    return user


def ticked(review):
    shown = choice(review)
    return f"{shown.review}:{shown.digest}"


def test_the_page_shows_what_readers_would_get_and_no_more(client, moderator):
    imported()
    page = client.get(reverse(PAGE)).content.decode()
    assert "first published 4 March 2012" in page and "The Kino Blog" in page
    assert "It begins with rain." in page and "The lake dries up." not in page
    assert "See it on a Sunday." not in page


def test_ticked_drafts_go_live_and_are_taken_back(client, moderator):
    read, unread, left = imported(), imported(), imported()
    answer = client.post(
        reverse(PAGE), {"adopt": [ticked(read), ticked(unread)], "read": [str(read.pk)]}, follow=True
    )
    assert "2 reviews are public." in answer.content.decode()
    live = dict(Edition.objects.live().values_list("review", "is_unread"))
    assert live == {read.pk: False, unread.pk: True}
    assert [post.review for post in adoptable(moderator)] == [left]
    back = reverse("admin:reviews_draft_take_adoption_back", args=[Adoption.objects.get().pk])
    assert "Nothing was taken back" in client.post(back, follow=True).content.decode()
    assert "Taken back: 2." in client.post(back, {"sure": "on"}, follow=True).content.decode()
    assert not Edition.objects.live().exists()


def test_a_draft_that_stays_one_says_why_and_cannot_be_ticked(client, moderator):
    review = imported(headline="")
    page = client.get(reverse(PAGE)).content.decode()
    assert "stays a draft" in page and ticked(review) not in page
    answer = client.post(reverse(PAGE), {"adopt": [ticked(review)]}, follow=True).content.decode()
    assert "Not adopted: 1." in answer
    assert not Edition.objects.exists()


@pytest.mark.parametrize("values", [{}, {"adopt": ["x:y", "", "99999999999999999999:a"]}])
def test_nothing_chosen_is_refused_with_a_sentence(client, moderator, values):
    page = client.post(reverse(PAGE), values, follow=True).content.decode()
    assert "Choose between one and 100 reviews." in page


def test_authors_adopt_nothing(client):
    review = imported()
    client.force_login(somebody("Author"))
    assert client.post(reverse(PAGE), {"adopt": [ticked(review)]}).status_code == 403
    assert not Edition.objects.exists()


def test_the_desk_says_what_nobody_has_read_and_how_to_end_it(client, moderator):
    review, read = unread().review, live().review
    drafts = reverse("admin:reviews_draft_changelist")
    assert client.get(drafts).content.decode().count("live; not read here") == 1
    page = client.get(drafts, {"state": "unread"}).content.decode()
    assert f"/draft/{review.pk}/change/" in page and f"/draft/{read.pk}/change/" not in page
    client.force_login(review.author)
    form = client.get(reverse("admin:reviews_draft_change", args=[review.pk])).content.decode()
    assert "Submit it: once it is read and approved" in " ".join(form.split())
    assert "These are the very words that readers get already." not in form
    assert 'name="_submit"' in form
