"""Wrong passwords are counted by account and network together, and more slowly by network alone."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.conf import settings as django_settings
from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from reviewsite.desk.accounts.models import LoginAttempt
from tests.reviews.builders import begun, somebody
from tests.reviews.desk.writing.test_login_rescue import LOGIN, carried, sent_as_nobody

pytestmark = pytest.mark.django_db
HERE, ELSEWHERE = "192.0.2.1", "198.51.100.7"
CHANGE = "/admin/password_change/"


@pytest.fixture(autouse=True)
def _short_limits(settings):
    settings.LOGIN_ATTEMPTS, settings.LOGIN_NETWORK_ATTEMPTS = 3, 6


@pytest.fixture
def user():
    return somebody("Moderator", email="ben@example.org")


def tried(user, password="wrong", at=HERE, client=None, **fields):
    values = {"username": getattr(user, "username", user), "password": password}
    return (client or Client(REMOTE_ADDR=at)).post(LOGIN, values | fields, REMOTE_ADDR=at)


def wrong(user, times=3, at=HERE):
    return [tried(user, at=at).status_code for _time in range(times)]


def test_after_25_wrong_passwords_the_right_one_is_refused(user, settings):
    settings.LOGIN_ATTEMPTS, settings.LOGIN_NETWORK_ATTEMPTS = 10, 50

    assert wrong(user, 25) == [200] * 10 + [429] * 15
    answer = tried(user, "secret")

    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 15 * 60
    assert "try again in 15 minutes" in answer.content.decode()
    assert "_auth_user_id" not in answer.client.session


def test_25_wrong_passwords_from_elsewhere_lock_nobody_out(user):
    wrong(user, 25, at=ELSEWHERE)

    assert tried(user, "secret", at=ELSEWHERE).status_code == 429
    assert tried(user, "secret").status_code == 302


def test_whoever_waited_gets_in_and_begins_anew(user):
    wrong(user)
    LoginAttempt.objects.update(at=timezone.now() - timedelta(minutes=15))

    assert tried(user, "secret").status_code == 302
    assert wrong(user, 4) == [200, 200, 200, 429]


def test_one_ipv6_network_is_one_and_names_that_nobody_has_count_alike():
    addresses = [f"2001:db8::{number}" for number in range(4)]

    answers = [tried("nobody", at=address) for address in addresses]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert "nobody" not in str(LoginAttempt.objects.values_list("name", "network"))


def test_a_network_that_tries_many_accounts_waits_for_longer(user):
    for number in range(6):
        assert tried(f"name-{number}").status_code == 200

    answer = tried(user, "secret")

    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 15 * 60
    assert tried(user, "secret", at=ELSEWHERE).status_code == 302


def test_those_who_get_in_again_and_again_take_nothing_from_their_colleagues(user):
    for _time in range(4):
        wrong(user, 2)
        assert tried(user, "secret").status_code == 302


def test_a_refused_form_goes_along_with_the_answer(client):
    author = somebody("Author")
    client.force_login(author)
    fields = carried(sent_as_nobody(client, begun(author=author), headline="Typed as nobody"))
    wrong(author)

    answer = tried(author, "secret", client=client, **fields)

    assert answer.status_code == 429
    assert carried(answer) == fields


def test_the_change_of_a_password_counts_wrong_ones_too(client, user):
    client.force_login(user)
    new = "rain on the lake at dawn"
    values = {"new_password1": new, "new_password2": new}
    answers = [client.post(CHANGE, values | {"old_password": "x"}, REMOTE_ADDR=HERE) for _time in range(4)]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert "Retry-After" in answers[-1].headers
    assert client.post(CHANGE, values | {"old_password": "secret"}, REMOTE_ADDR=ELSEWHERE).status_code == 302


def test_another_password_ends_the_wait(client, user):
    wrong(user)
    client.force_login(User.objects.create_superuser("root"))
    new = {"password1": "rain on the lake at dawn", "password2": "rain on the lake at dawn"}

    assert client.post(f"/admin/auth/user/{user.pk}/password/", new).status_code == 302
    assert tried(user, new["password1"]).status_code == 302


def test_refusals_are_logged_by_the_account_and_never_by_what_was_typed(user, caplog):
    wrong(user, 4)
    tried("hunter2 in the wrong box", "hunter2")

    assert f"Login refused: account {user.pk}, network '192.0.2.1'" in caplog.text
    assert "hunter2" not in caplog.text
    assert user.username not in caplog.text


def test_the_owner_gets_one_mail_of_a_burst_wherever_it_comes_from(user):
    for number in range(9):
        tried(user, "hunter2", at=f"203.0.113.{number}")

    (message,) = mail.outbox
    assert message.to == ["ben@example.org"]
    assert "3 tries to log in as you had a wrong password" in message.body
    assert CHANGE in message.body
    assert "hunter2" not in message.body


def test_whoever_logs_in_is_told_of_the_wrong_passwords_since_the_last_time(user):
    tried(user, "secret")
    wrong(user, 2, at=ELSEWHERE)

    def said(answer):
        return [str(message) for message in get_messages(answer.wsgi_request)]

    assert "2 tries to log in as you had a wrong password" in said(tried(user, "secret"))[0]
    assert "wrong password" not in "".join(said(tried(user, "secret")))


def test_old_tries_are_deleted_by_the_command(user, capsys):
    wrong(user, 2)
    LoginAttempt.objects.filter(pk=LoginAttempt.objects.first().pk).update(
        at=timezone.now() - timedelta(days=django_settings.LOGIN_ATTEMPT_DAYS, minutes=1)
    )

    call_command("clear_logins")

    assert capsys.readouterr().out == "Tries to log in deleted: 1, sessions: 0\n"
    assert LoginAttempt.objects.count() == 1


@pytest.mark.engines
@pytest.mark.django_db(transaction=True)
def test_tries_at_once_are_counted_one_by_one(user):
    def at_once(_number):
        try:
            return tried(user).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        statuses = list(threads.map(at_once, range(8)))

    assert statuses.count(200) <= 3
    assert LoginAttempt.objects.count() <= 3
