"""Another password comes by mail: the link works once, for an hour; nobody learns which accounts exist."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core import mail
from django.utils import timezone

from reviewsite.desk.accounts.models import LoginAttempt, StaffSession
from tests.reviews.builders import somebody
from tests.reviewsite.desk.accounts.test_limits import ELSEWHERE, HERE, LOGIN, tried, wrong
from tests.reviewsite.desk.accounts.test_passwords import GOOD

pytestmark = pytest.mark.django_db
RESET, ADDRESS = "/admin/reset/", "alma@example.org"


@pytest.fixture(autouse=True)
def _has_mail(settings):
    settings.HAS_MAIL, settings.SITE_URL = True, "https://lamp.example"


@pytest.fixture
def author():
    return somebody("Author", email=ADDRESS)


def asked(client, address=ADDRESS, at=HERE):
    return client.post(RESET, {"email": address}, REMOTE_ADDR=at)


def link():
    return re.search(r"https://lamp\.example(/admin/reset/\S+/)", mail.outbox[-1].body)[1]


def chosen(client, address, password=GOOD):
    """The answer to a new password at the address that the link leads to."""
    page = client.get(address, follow=True)
    if not page.redirect_chain:
        return page
    return client.post(page.redirect_chain[-1][0], {"new_password1": password, "new_password2": password})


def test_the_link_changes_the_password_once_and_ends_sessions_and_wait(client, author):
    client.force_login(author)
    client.logout()
    wrong(author, 10)
    assert tried(author, GOOD).status_code == 429
    asked(client, ADDRESS.upper())
    address = link()

    assert "too short" in chosen(client, address, "short").content.decode()
    answer = chosen(client, address)

    assert answer.status_code == 302
    assert not StaffSession.objects.filter(user=author).exists()
    assert tried(author, GOOD).status_code == 302
    again = chosen(client, address)
    assert "This link does not work any more" in again.content.decode()


def test_the_answer_is_the_same_whether_anybody_has_the_address(client, author):
    User.objects.create_user("reader", "reader@example.org", "secret")
    somebody("Author", email="gone@example.org", is_active=False)
    addresses = (ADDRESS, "nobody@example.org", "reader@example.org", "gone@example.org")

    answers = [asked(client, address) for address in addresses]

    assert {(answer.status_code, answer.headers["Location"]) for answer in answers} == {(302, LOGIN)}
    assert [message.to for message in mail.outbox] == [[ADDRESS]]


def test_the_link_works_for_an_hour(client, author, monkeypatch):
    asked(client)
    later = timezone.now().replace(tzinfo=None) + timedelta(hours=1, minutes=1)
    monkeypatch.setattr(PasswordResetTokenGenerator, "_now", lambda _self: later)

    assert "This link does not work any more" in chosen(client, link()).content.decode()


def test_nobody_fills_a_mailbox_or_tries_address_after_address(client, author, settings):
    settings.LOGIN_NETWORK_ATTEMPTS = 4
    for _time in range(3):
        asked(client)
    asked(client, "nobody@example.org")

    refused = asked(client, "else@example.org")

    assert refused.status_code == 429
    assert "Retry-After" in refused.headers
    assert asked(client, at=ELSEWHERE).status_code == 302
    assert len(mail.outbox) == 1
    LoginAttempt.objects.update(at=timezone.now() - timedelta(minutes=6))
    asked(client, at=ELSEWHERE)
    assert len(mail.outbox) == 2


def test_without_mail_the_login_has_no_link_to_it(client, settings):
    assert f'href="{RESET}"' in client.get(LOGIN).content.decode()
    settings.HAS_MAIL = False
    assert RESET not in client.get(LOGIN).content.decode()
    assert "This house sends no mail" in client.get(RESET).content.decode()
