"""A day at the house with a word and tokens planted wherever somebody may type: none of it is in any log."""

import datetime
import logging.config

import httpx
import pytest
import sentry_sdk
from django.conf import settings as django_settings
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from monitoring.access_log import AccessLog
from monitoring.logs.config import logging_config
from monitoring.logs.sentry import begin_sentry
from reviews import document as d
from reviews import workflow
from tests.monitoring.test_logs import ADMINS
from tests.monitoring.test_sentry import FakeTransport
from tests.pagecache.reader import reader, shelf  # noqa: F401  (fixtures)
from tests.reviews.builders import begun, document, live, somebody

pytestmark = pytest.mark.django_db(transaction=connection.vendor == "postgresql")
WORD = "quicksilver"  # of the draft, of searches, of what a reader has seen
TOKENS = ("reset-5f3a", "invite-77c1")
REFERER = "https://mail.example/inbox-of-an-author"
DSN = "https://key@sentry.example/1"


@pytest.fixture(params=["text", "json"])
def logs(request, settings, capsys):
    """All that is written, mailed and sent, whatever is logged at all."""
    settings.LOG_FORMAT, settings.ADMINS = request.param, ADMINS
    logging.config.dictConfig(logging_config(request.param, "DEBUG", ["ops@example.org"]))
    transport = FakeTransport({"dsn": DSN})
    begin_sentry(DSN, "0.1.0", transport=transport)
    mailed = (f"{message.subject} {message.body}" for message in mail.outbox)
    yield lambda: (capsys.readouterr().err, [*transport.sent, *mailed])
    sentry_sdk.init(default_integrations=False)
    logging.config.dictConfig(django_settings.LOGGING)


@pytest.fixture
def draft():
    text = document(sections=(d.Section(kind="opening", text=f"The {WORD} sinks. >!The {WORD} drowns.!<"),))
    return begun(text)


@pytest.fixture
def site(reader):  # noqa: F811
    """A reader through the whole server, who says where they come from and what they have seen."""
    headers = {"Referer": REFERER, "Cookie": f"seen={WORD}", "User-Agent": WORD}
    transport = httpx.WSGITransport(app=AccessLog(reader.as_this_process))
    return httpx.Client(transport=transport, base_url="http://localhost", headers=headers)


def addresses(edition, link):
    page, film = edition.review.get_absolute_url(), edition.film
    part = edition.safe["front"][0]["key"]
    yield from (reverse("previews:safe", args=[link.token]), reverse("previews:full", args=[link.token]))
    yield from (reverse("previews:safe", args=[f"{WORD}:{TOKENS[0]}"]), f"/admin/reset/{TOKENS[0]}/")
    yield from (f"/admin/invitation/{TOKENS[1]}/", f"/accounts/{TOKENS[1]}", f"/{WORD}", f"/{WORD}/")
    yield from (page, f"{page}report/", f"{page}spoilers/", f"{page}spoilers/{edition.number}/{part}/")
    yield from (f"{page}spoilers/{edition.number}/", film.get_absolute_url(), "/search/", "/reviews/", "/")
    yield from ("/feeds/reviews.atom", f"/media/{WORD}.png", f"/static/{WORD}.css", "/sitemap.xml")


def readers_come(site, edition, link):
    for address in addresses(edition, link):
        site.get(address)
        site.get(f"{address}?of={WORD}&q={WORD}&token={TOKENS[0]}")
        site.post(address, data={"note": WORD})  # refused: it has no token of ours


def staff_works(site, draft):
    """The desk's pages and forms, sent by somebody who is not careful."""
    client, token = Client(), "a" * 32
    client.force_login(somebody("Chief"))
    cookie = f"{django_settings.SESSION_COOKIE_NAME}={client.session.session_key}; csrftoken={token}"
    headers = {"Cookie": cookie, "X-CSRFToken": token}
    for name in ("change", "preview", "history", "checks"):
        site.get(reverse(f"admin:reviews_draft_{name}", args=[draft.pk]), params={"q": WORD}, headers=headers)
    forms = {
        reverse("admin:reviews_draft_change", args=[draft.pk]): {"headline": WORD, "score": WORD},
        reverse("admin:reviews_draft_do", args=[draft.pk, "request-changes"]): {"reason": WORD},
        reverse("admin:reviews_draft_live", args=[draft.pk]): {"headline": WORD},
        reverse("admin:login"): {"username": WORD, "password": TOKENS[0], "next": f"/{WORD}"},
    }
    for address, form in forms.items():
        site.post(address, data=form, headers=headers)


def break_pages(monkeypatch):
    """What shows texts fails, and says what it was about."""

    def fail(*args, **kwargs):
        raise ValueError(f"DETAIL: Failing row contains ({WORD}, {TOKENS[0]})") from KeyError(WORD)

    for name in (
        "public.views.page_of_reviews",
        "previews.views._preview_response",
        "checks.run.findings_of",
    ):
        monkeypatch.setattr(f"reviews.{name}", fail)


def test_no_word_token_query_or_referer_is_in_any_log(logs, site, draft, monkeypatch):
    edition = live()
    link = workflow.share_preview(
        draft.revisions.first(),
        by=draft.author,
        recipient=WORD,
        until=timezone.now() + datetime.timedelta(days=1),
        is_full=True,
    )
    readers_come(site, edition, link)
    staff_works(site, draft)
    break_pages(monkeypatch)
    readers_come(site, edition, link)
    staff_works(site, draft)

    written, sent = logs()

    assert written.count("foyer.request") > 100
    assert "ValueError" in written
    assert sent, "errors were mailed and sent to Sentry"
    secret = (WORD, *TOKENS, REFERER, "inbox-of-an-author", link.token, link.token.partition(":")[2])
    assert [word for word in secret if word in written or any(word in text for text in sent)] == []
