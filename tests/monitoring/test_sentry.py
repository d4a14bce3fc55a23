"""What goes to Sentry: an error's type and place, and no request, word or token."""

import json
import logging

import pytest
import sentry_sdk
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from sentry_sdk.transport import Transport

from monitoring.logs.sentry import begin_sentry
from monitoring.requests import RequestFacts, current
from reviewsite.operations.version import VERSION

WORD = "drowns-at-dawn"


class FakeTransport(Transport):
    def __init__(self, options=None):
        super().__init__(options)
        self.sent = []

    def capture_envelope(self, envelope):
        self.sent.append(b"".join(item.payload.get_bytes() for item in envelope.items).decode())


@pytest.fixture
def sent():
    transport = FakeTransport({"dsn": "https://key@sentry.example/1"})
    begin_sentry("https://key@sentry.example/1", "0.1.0", transport=transport)
    yield transport.sent
    sentry_sdk.init(default_integrations=False)  # without an address: nothing is sent any more


@pytest.fixture
def facts():
    facts = RequestFacts("GET")
    facts.noted_route = "previews:safe"
    token = current.set(facts)
    yield facts
    current.reset(token)


def raised():
    word = WORD
    try:
        raise KeyError(word)
    except KeyError as error:
        raise ValueError(f"It says {word}") from error


def test_an_error_is_sent_with_its_place_and_route_and_no_word_of_anybody(sent, facts):
    sentry_sdk.set_user({"id": 1, "username": WORD})
    sentry_sdk.set_context("page", {"address": WORD})
    sentry_sdk.add_breadcrumb(message=WORD)
    try:
        raised()
    except ValueError:
        extra = {"status_code": 500, "request": WORD}
        logging.getLogger("django.request").error("%s: %s", "No", f"/{WORD}/", exc_info=True, extra=extra)

    (event,) = map(json.loads, sent)
    kinds = [value["type"] for value in event["exception"]["values"]]
    frame = event["exception"]["values"][-1]["stacktrace"]["frames"][-1]
    assert kinds == ["KeyError", "ValueError"]
    assert (frame["function"], frame["lineno"] > 0, "vars" in frame) == ("raised", True, False)
    assert event["logentry"]["formatted"] == "Internal Server Error"
    assert event["transaction"] == "previews:safe"
    assert event["tags"]["request"] == facts.id
    assert event["release"] == "0.1.0"
    assert not {"request", "user", "breadcrumbs", "contexts", "extra", "modules"} & event.keys()
    assert WORD not in sent[0]


def test_what_is_captured_past_the_logs_is_dropped(sent):
    sentry_sdk.capture_message(WORD)
    try:
        raise KeyError(WORD)
    except KeyError:
        sentry_sdk.capture_exception()

    assert sent == []


def test_the_site_starts_with_it_and_tells_its_version(settings, monkeypatch):
    begun = []
    monkeypatch.setattr("monitoring.logs.sentry.begin_sentry", lambda *args: begun.append(args))
    settings.SENTRY_DSN, settings.DEBUG = "https://key@sentry.example/1", True
    apps.get_app_config("monitoring").ready()
    assert begun == [("https://key@sentry.example/1", VERSION)]


def test_an_address_that_is_none_stops_the_start_with_a_sentence():
    with pytest.raises(ImproperlyConfigured, match="SENTRY_DSN"):
        begin_sentry("nonsense", "0.1.0")
