"""A chief invites somebody with a role: the link chooses a password once, within 72 hours."""

import html
import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.core import mail
from django.test import Client
from django.utils import timezone

from reviewsite.desk.accounts.models import Invitation
from tests.reviews.builders import somebody
from tests.reviewsite.desk.accounts.test_limits import tried
from tests.reviewsite.desk.accounts.test_passwords import GOOD

pytestmark = pytest.mark.django_db
INVITE, WELCOME = "/admin/invite/", "/admin/welcome/"


@pytest.fixture
def chief(client, settings):
    settings.SITE_URL = "https://lamp.example"
    user = somebody("Chief", first_name="Ines", last_name="Duarte")
    client.force_login(user)
    return user


def invited(client, role="Author", **fields):
    values = {"username": "mona", "email": "mona@example.org", "role": Group.objects.get(name=role).pk}
    return client.post(INVITE, values | fields)


def link_in(text):
    return re.search(r"https://lamp\.example(/admin/welcome/[^\s\"]+/)", html.unescape(text))[1]


def chosen(address, password=GOOD):
    """What somebody with the link gets for a new password: a browser of their own."""
    client = Client()
    assert client.get(address).headers["Location"] == WELCOME
    return client.post(WELCOME, {"new_password1": password, "new_password2": password})


def test_the_link_of_the_mail_makes_a_member_of_the_role(client, chief, settings):
    settings.HAS_MAIL = True

    assert invited(client, "Moderator").status_code == 302

    (message,) = mail.outbox
    assert message.to == ["mona@example.org"]
    assert "Ines Duarte" in message.body
    assert chosen(link_in(message.body)).status_code == 302
    user = User.objects.get(username="mona")
    assert [group.name for group in user.groups.all()] == ["Moderator"]
    assert (user.is_staff, user.is_superuser) == (True, False)
    assert tried(user, GOOD).status_code == 302


def test_without_mail_the_link_is_shown_once_to_hand_over(client, chief):
    answer = invited(client, email="")

    address = link_in(answer.content.decode())
    assert address not in client.get(INVITE).content.decode()
    assert "too short" in chosen(address, "short").content.decode()
    assert chosen(address).status_code == 302
    assert "does not work any more" in chosen(address).content.decode()


def test_the_link_ends_after_72_hours_and_when_another_is_made(client, chief):
    address = link_in(invited(client, email="").content.decode())
    invitation = Invitation.objects.get()
    Invitation.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert "does not work any more" in chosen(address).content.decode()

    another = client.post(INVITE, {"again": invitation.pk}).content.decode()

    assert "does not work any more" in chosen(WELCOME + "1:forged/").content.decode()
    assert chosen(link_in(another)).status_code == 302
    assert client.post(INVITE, {"again": invitation.pk}).status_code == 404


def test_a_link_of_an_account_that_was_closed_opens_nothing(client, chief):
    address = link_in(invited(client, email="").content.decode())
    User.objects.filter(username="mona").update(is_active=False)
    assert "does not work any more" in chosen(address).content.decode()


@pytest.mark.parametrize("role", ["Moderator", "Author", "Spoiler checker"])
def test_others_invite_nobody(client, role):
    client.force_login(somebody(role))
    assert client.get(INVITE).status_code == 403
    assert invited(client).status_code == 403
    assert not User.objects.filter(username="mona").exists()


def test_no_role_but_those_of_the_house_is_given_and_what_was_typed_stays(client, chief):
    group = Group.objects.create(name="A group of theirs")

    answer = invited(client, role=group.name, username="mona-lind")

    assert answer.status_code == 400
    assert 'value="mona-lind"' in answer.content.decode()
    assert not Invitation.objects.exists()
