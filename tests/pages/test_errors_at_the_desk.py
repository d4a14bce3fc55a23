"""What staff get where nothing is, or nothing for them: the desk around it, and a way back."""

import pytest
from django.urls import reverse

from tests.reviews.house import somebody

pytestmark = pytest.mark.django_db
MISSING, CHIEFS = "/admin/no-such-thing/", "admin:whole_record"


def asked(client, address, *roles):
    client.force_login(somebody(*roles))
    return client.get(address)


def test_a_missing_page_of_the_desk_leads_back_to_the_newsroom(client):
    answer = asked(client, MISSING, "Author")
    assert answer.status_code == 404
    assert "Nothing is here" in answer.text
    assert f'href="{reverse("admin:reviews_draft_changelist")}"' in answer.text
    assert "no-store" in answer["Cache-Control"]


def test_a_page_for_others_says_so_in_the_look_of_the_desk(client):
    answer = asked(client, reverse(CHIEFS), "Author")
    assert answer.status_code == 403
    assert "This is not for your role" in answer.text
    assert "desk.css" in answer.text


def test_who_may_see_no_review_is_not_led_to_them(client):
    answer = asked(client, MISSING, "Spoiler checker")
    assert reverse("admin:reviews_draft_changelist") not in answer.text


def test_a_missing_public_page_keeps_the_look_of_the_site_for_staff_too(client):
    answer = asked(client, "/no-such-thing/", "Author")
    assert answer.status_code == 404
    assert "Nothing is showing here" in answer.text
    assert "desk.css" not in answer.text
