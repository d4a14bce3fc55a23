"""What is logged of requests and of errors, and that no word, token, query or Referer is among it."""

import json
import logging
import logging.config
import sys

import django
import pytest
from django.conf import settings as django_settings
from django.contrib.auth.models import Group
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import IntegrityError, OperationalError, close_old_connections, connection, transaction
from django.test import RequestFactory

from films.models import Genre
from monitoring.access_log import AccessLog
from monitoring.logs.config import logging_config
from monitoring.logs.handlers import log_uncaught
from monitoring.logs.messages import message_of
from monitoring.logs.tracebacks import describe, traceback_of

try:
    from django.tasks import task  # Django 6
except ImportError:
    from django_tasks import task

WORD = "drowns-at-dawn"  # of a draft, a token, a query or a Referer: it stands in no line
ADMINS = ["ops@example.org"] if django.VERSION >= (6, 0) else [("", "ops@example.org")]
PREVIEW = f"/preview/{WORD}:1a:{WORD}/"


@task()
def failing_task(word):
    raise LookupError(word)


@pytest.fixture(params=["text", "json"])
def logs(request, settings, capsys):
    """What was written to standard error, in both formats, with LOG_LEVEL=DEBUG."""
    settings.LOG_FORMAT, settings.ALLOWED_HOSTS = request.param, ["localhost"]
    settings.ADMINS = ADMINS
    logging.config.dictConfig(logging_config(request.param, "DEBUG", ["ops@example.org"]))
    yield lambda: capsys.readouterr().err
    logging.config.dictConfig(django_settings.LOGGING)


@pytest.fixture(autouse=True)
def _connection_stays_open():
    """That of a test, as with Django's own client."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


def ask(address, method="get", application=None, **headers):
    """Status and headers, asked as a server asks."""
    headers = {"host": "localhost", "referer": f"https://a.example/{WORD}"} | headers
    environ = getattr(RequestFactory(), method)(address, headers=headers).environ
    answered = {}

    def start_response(status, headers, *exc_info):
        answered.update(headers, status=int(status[:3]))

    b"".join(AccessLog(application or WSGIHandler())(environ, start_response))
    return answered


def broken(monkeypatch, error):
    def fail(*args):
        raise error

    monkeypatch.setattr("reviews.public.views.page_of_reviews", fail)


@pytest.mark.django_db
def test_a_request_has_one_line_with_its_route_and_nothing_of_its_address(logs):
    answered = ask(f"{PREVIEW}?of={WORD}")

    text = logs()
    (line,) = [line for line in text.splitlines() if "foyer.request" in line]
    for known in ("previews:safe", "404", "GET", answered["X-Request-ID"]):
        assert known in line
    assert WORD not in text


def test_an_unknown_address_and_method_are_no_words_in_the_log(logs):
    environ = RequestFactory().generic(WORD, f"/{WORD}", headers={"host": "localhost"}).environ
    AccessLog(lambda environ, start_response: start_response("200 OK", []) or [])(environ, print)

    text = logs()
    assert "OTHER" in text
    assert "unknown" in text
    assert WORD not in text


@pytest.mark.engines
@pytest.mark.django_db
@pytest.mark.parametrize(
    "error",
    [
        KeyError(WORD),
        ValidationError(WORD),
        ValueError(WORD),
        IntegrityError(f"DETAIL: ({WORD})"),
        OSError(2, "No", WORD),
    ],
    ids=lambda error: type(error).__name__,
)
def test_an_unhandled_error_is_logged_with_its_place_and_mailed_without_its_words(logs, monkeypatch, error):
    broken(monkeypatch, error)

    answered = ask(f"/reviews/?before={WORD}")

    text = logs()
    assert answered["status"] == 500
    for known in (type(error).__name__, "reviews/public/views.py", "in review_list", "reviews:list"):
        assert known in text
    assert text.count(answered["X-Request-ID"]) >= 2, "the error and the request are one"
    (message,) = mail.outbox
    assert message.to == ["ops@example.org"]
    assert type(error).__name__ in message.subject
    assert WORD not in text + message.subject + message.body


@pytest.mark.django_db
def test_the_same_error_is_mailed_once_an_hour(logs, monkeypatch):
    broken(monkeypatch, KeyError(WORD))

    for _time in range(3):
        ask("/reviews/")

    assert len(mail.outbox) == 1
    assert logs().count("Internal Server Error") == 3


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "method", "headers", "known"),
    [
        (f"/?{WORD}", "get", {"host": f"{WORD}.example"}, "django.security.DisallowedHost"),
        (f"/admin/login/?next={WORD}", "post", {}, "django.security.csrf"),
        (f"/reviews/{WORD}/", "options", {}, "status"),
    ],
)
def test_what_django_logs_loses_hosts_addresses_and_referers(logs, address, method, headers, known):
    assert ask(address, method, **headers)["status"] in (400, 403, 405)

    text = logs()
    assert known in text
    assert WORD not in text


@pytest.mark.django_db
def test_why_a_form_was_refused_is_logged_without_its_referer(logs):
    ask("/admin/login/", "post", origin=f"https://{WORD}.example", cookie="csrftoken=" + "a" * 32)

    text = logs()
    assert "Forbidden (Origin checking failed - … does not match any trusted origins)" in text
    assert WORD not in text


def test_files_of_the_site_itself_are_one_route(logs):
    ask("/static/css/site.css")

    assert "static" in logs()


def test_an_error_past_django_is_answered_and_logged(logs):
    def application(environ, start_response):
        raise KeyError(WORD)

    answered = ask(PREVIEW, application=application)

    text = logs()
    assert (answered["status"], answered["Cache-Control"]) == (500, "no-store")
    assert "KeyError" in text
    assert WORD not in text


def test_json_lines_are_json_and_text_lines_end_with_their_traceback(logs, settings):
    logger = logging.getLogger("reviewsite")
    try:
        raise KeyError(WORD) from ValueError(WORD)
    except KeyError:
        logger.exception("It broke\nin two lines")

    text = logs()
    if settings.LOG_FORMAT == "json":
        line = json.loads(text)
        assert (line["level"], line["logger"], line["error"]) == ("ERROR", "reviewsite", "KeyError")
        text = line["traceback"]
    assert "test_logs.py" in text
    assert text.rstrip().endswith("KeyError")
    assert WORD not in text


def test_a_task_that_fails_is_logged_without_its_words(logs, settings):
    failing_task.enqueue(WORD)

    text = logs()
    assert "tests.monitoring.test_logs.failing_task" in text
    assert "LookupError" in text
    assert WORD not in text


def test_what_ends_a_command_is_logged_without_its_words(logs):
    try:
        raise LookupError(WORD)
    except LookupError:
        log_uncaught(*sys.exc_info())

    text = logs()
    assert "LookupError" in text
    assert WORD not in text


def test_no_statement_address_or_message_of_others_is_logged_at_any_level(logs):
    logging.getLogger("django.db.backends").debug("(0.1) SELECT '%s'", WORD)
    logging.getLogger("httpx").info("HTTP Request: %s %s", "GET", WORD)
    logging.getLogger("django.server").error('"GET /%s"', WORD)
    logging.getLogger("somebody.elses").error(f"It said {WORD}")
    logging.getLogger("somebody.elses").error("It said %s", WORD)

    text = logs()
    assert "It said …" in text
    assert WORD not in text


def test_a_message_of_ours_is_whole():
    record = logging.LogRecord(
        "reviews.notifications.mail", 40, "mail.py", 1, "Mail of %s failed", (3,), None
    )
    assert message_of(record) == "Mail of 3 failed"


@pytest.mark.parametrize("said", [OperationalError("database is locked"), ImportError("no module x")])
def test_messages_that_name_code_or_the_connection_stay(said):
    assert describe(said).endswith(f": {said}")


@pytest.mark.engines
@pytest.mark.django_db
def test_a_constraint_is_named_and_its_row_is_not():
    Group.objects.create(name=WORD)
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        Group.objects.create(name=WORD)
    with pytest.raises(IntegrityError) as missing, transaction.atomic():
        Genre.objects.create(name=WORD, slug=None)

    if connection.vendor == "postgresql":
        assert WORD in str(missing.value), "its driver quotes the row"
    assert "auth_group" in describe(caught.value)
    assert "slug" in describe(missing.value)
    for error in (caught.value, missing.value):
        assert WORD not in describe(error) + traceback_of(error)


def test_a_request_id_is_taken_from_a_proxy_by_setting_alone(logs, settings):
    given = {"x-request-id": "of-the-proxy-1234"}
    application = lambda environ, start_response: start_response("200 OK", []) or []  # noqa: E731

    assert ask("/", application=application, **given)["X-Request-ID"] != "of-the-proxy-1234"
    settings.REQUEST_ID_HEADER = "X-Request-ID"
    assert ask("/", application=application, **given)["X-Request-ID"] == "of-the-proxy-1234"
    assert ask("/", application=application, **{"x-request-id": f"a {WORD}"})["X-Request-ID"] != f"a {WORD}"


@pytest.mark.django_db
def test_the_desk_logs_the_account_by_number(logs, admin_user, client):
    client.force_login(admin_user)
    cookie = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())

    assert ask("/admin/inbox/", cookie=cookie)["status"] == 200

    text = logs()
    assert f"user={admin_user.pk}" in text or f'"user":{admin_user.pk}' in text


def test_a_log_that_cannot_be_written_stops_no_request(settings, monkeypatch):
    class Full:
        def write(self, text):
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(sys, "stderr", Full())
    assert ask("/", application=lambda environ, start: start("200 OK", []) or [])["status"] == 200
