"""Passwords are long, of any characters, and neither known nor made of names."""

import pytest
from django.contrib.auth.models import User
from django.contrib.messages import get_messages

from reviewsite.desk.accounts.passwords import shortcoming
from tests.reviews.builders import somebody
from tests.reviewsite.desk.accounts.test_limits import CHANGE, tried

ALMA = User(username="alma.reyes", first_name="Alma", last_name="Reyes", email="alma@lamp.example")
GOOD = "rain on the lake at dawn"


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("short but odd", "too short"),
        ("a" * 20, "again and again"),
        ("passwordpassword", "again and again"),
        ("foyer, foyer, foyer,", "again and again"),
        ("1q2w3e4r5t6y7u8i9o0p", "too common"),
        ("Reyes-Alma-Foyer-26", "little more than your names"),
        ("almareyes.foyer.org", "little more than your names"),
    ],
)
def test_what_is_short_known_or_made_of_names_is_refused(password, reason):
    assert reason in shortcoming(password, ALMA)


@pytest.mark.parametrize(
    "password",
    [
        GOOD,
        "480719365520847",
        "the foyer smelled of rain that year",
        "雨が湖に降る夜明けの匂いがする朝",
        "🎬 ünd 🎞 mit Übermut, ja",
        "a very long sentence, " + "with one word more, and another one " * 20,
    ],
)
def test_any_characters_and_any_length_will_do(password):
    assert shortcoming(password, ALMA) == ""


@pytest.mark.django_db
def test_a_poor_password_works_on_and_its_owner_is_asked_for_another():
    user = somebody("Author")

    answer = tried(user, "secret")

    assert answer.status_code == 302
    (said,) = get_messages(answer.wsgi_request)
    assert "This password is too short" in str(said)
    assert "It still works; please choose another" in str(said)
    user.set_password(GOOD)
    user.save()
    assert not list(get_messages(tried(user, GOOD).wsgi_request))


@pytest.mark.django_db
def test_the_demo_is_asked_for_nothing(settings):
    settings.DEBUG = True
    assert not list(get_messages(tried(somebody("Author"), "secret").wsgi_request))


@pytest.mark.django_db
def test_the_form_says_what_a_password_is_like_and_refuses_a_short_one(client):
    client.force_login(somebody("Author"))

    page = client.get(CHANGE).content.decode()
    answer = client.post(
        CHANGE, {"old_password": "secret", "new_password1": "short", "new_password2": "short"}
    )

    assert "at least 15 characters" in page
    assert "four or five words" in page
    assert "too short" in answer.content.decode()
