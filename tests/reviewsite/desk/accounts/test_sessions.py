"""Sessions end when nobody does anything in them, after a day, and when their owner ends them."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from reviewsite.desk.accounts.models import StaffSession
from reviewsite.desk.accounts.own_sessions import device_of
from tests.reviews.builders import begun, somebody
from tests.reviews.desk.writing.test_two_windows import address, typed, window
from tests.reviewsite.desk.accounts.test_limits import CHANGE, ELSEWHERE, HERE, LOGIN
from tests.reviewsite.desk.accounts.test_passwords import GOOD

pytestmark = pytest.mark.django_db
PAGE, NEWSROOM = "/admin/sessions/", "/admin/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1 Version/18.5 Safari/604.1"


@pytest.fixture
def author():
    return somebody("Author")


@pytest.fixture
def desk(client, author):
    client.force_login(author)
    return client


def passed(**time):
    """Move all sessions back by so much, as if that time had passed."""
    for row in StaffSession.objects.all():
        row.began_at, row.used_at = row.began_at - timedelta(**time), row.used_at - timedelta(**time)
        row.expire_date -= timedelta(**time)
        row.save()


def is_in(client) -> bool:
    return client.get(PAGE).status_code == 200


def logged_in(user, agent, at=HERE):
    client = Client(REMOTE_ADDR=at, headers={"User-Agent": agent})
    client.post(LOGIN, {"username": user.username, "password": "secret"})
    return client


@pytest.mark.engines
def test_a_session_ends_when_nobody_does_anything_in_it(desk):
    for _time in range(3):
        passed(minutes=119)
        assert is_in(desk)
    passed(minutes=120)
    assert not is_in(desk)


def test_a_session_ends_after_a_day_whatever_one_does(desk):
    for _time in range(23):
        passed(hours=1)
        assert is_in(desk)
    passed(hours=1)
    assert not is_in(desk)


def test_autosave_is_something_and_a_page_that_is_merely_open_is_nothing(desk, author):
    review = begun(author=author)
    form = window(desk, review)
    passed(minutes=100)
    typed(desk, review, form, "Typed")
    passed(minutes=100)
    assert desk.post(address(review, "here"), form).status_code == 200
    passed(minutes=30)
    assert desk.post(address(review, "here"), form).status_code == 403


def test_a_page_writes_that_a_session_is_used_once_a_minute(desk):
    is_in(desk)
    before = StaffSession.objects.get().used_at
    is_in(desk)
    assert StaffSession.objects.get().used_at == before
    passed(seconds=61)
    is_in(desk)
    assert StaffSession.objects.get().used_at > before


def test_the_page_says_where_one_is_logged_in_and_shows_no_key(author):
    here, phone = logged_in(author, FIREFOX), logged_in(author, PHONE, at=ELSEWHERE)
    logged_in(somebody("Author"), FIREFOX)

    page = here.get(PAGE).content.decode()

    assert re.findall(r"<b>(.*?)</b>", page)[:2] == ["Firefox · Windows", "Safari · iPhone"]
    assert page.count("this one") == 1
    assert page.index("From the network that you are on now") < page.index("From another network")
    assert page.count('name="end"') == 1
    for client in (here, phone):
        assert client.session.session_key not in page
    assert "192.0.2" not in page


def test_one_session_or_all_others_end_with_a_press(author):
    here, phone, tablet = (logged_in(author, FIREFOX) for _number in range(3))
    stranger = logged_in(somebody("Author"), FIREFOX)
    names = {row.name for row in StaffSession.objects.filter(pk=phone.session.session_key)}

    assert stranger.post(PAGE, {"end": names, "others": "1"}).status_code == 302
    here.post(PAGE, {"end": names})
    assert [is_in(client) for client in (here, phone, tablet, stranger)] == [True, False, True, True]
    here.post(PAGE, {"others": "1"})
    assert [is_in(client) for client in (here, tablet, stranger)] == [True, False, True]
    here.post(PAGE, {"end": StaffSession.objects.get(user=author).name})
    assert is_in(here)


def test_all_others_end_when_the_password_changes(author):
    here, phone = logged_in(author, FIREFOX), logged_in(author, PHONE)
    new = {"old_password": "secret", "new_password1": GOOD, "new_password2": GOOD}

    assert here.post(CHANGE, new).status_code == 302

    assert [is_in(here), is_in(phone)] == [True, False]
    assert StaffSession.objects.filter(user=author).count() == 1


def test_a_password_given_by_another_ends_all_sessions(author, client):
    phone = logged_in(author, PHONE)
    client.force_login(User.objects.create_superuser("root"))

    client.post(f"/admin/auth/user/{author.pk}/password/", {"password1": GOOD, "password2": GOOD})

    assert not is_in(phone)
    assert not StaffSession.objects.filter(user=author).exists()


@pytest.mark.parametrize(
    ("agent", "device"),
    [(FIREFOX, "Firefox · Windows"), (PHONE, "Safari · iPhone"), ("curl/8", ""), ("", "")],
)
def test_devices_are_named_in_words(agent, device):
    assert device_of(agent) == device


def test_sessions_that_ended_are_deleted_by_the_command(desk, capsys):
    logged_in(somebody("Author"), FIREFOX)
    StaffSession.objects.filter(pk=desk.session.session_key).update(expire_date=timezone.now())

    call_command("clear_logins")

    assert "sessions: 1" in capsys.readouterr().out
    assert StaffSession.objects.count() == 1
