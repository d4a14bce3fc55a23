"""Links to other sites: asked by a task or a command, never in a save, and never in our own network."""

import io
import json
import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import httpx
import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from reviews import document as d
from reviews import workflow
from reviews.checks.link_checker import http_client
from reviews.checks.link_checker.check_links import check_links
from reviews.checks.link_checker.http_client import Answer, fetch
from reviews.checks.run import run_checks
from reviews.models import LinkResult
from tests.reviews.builders import approved, begun, document, live, rewritten, somebody

pytestmark = pytest.mark.django_db
THERE, GONE = "https://there.example/a", "https://gone.example/b"


def linking(*urls, **fields):
    text = "As we said: " + " and ".join(f"[here]({url})" for url in urls)
    return document(sections=(d.Section(kind="opening", text=text),), **fields)


def answer(url):
    """In the stead of the web."""
    return Answer(url, status=200 if url.startswith(THERE) else 404)


@pytest.fixture
def web(monkeypatch):
    monkeypatch.setattr(check_links, "__kwdefaults__", {"fetch_url": answer})


def dead(review):
    (result,) = (
        item for item in run_checks(review, review.revisions.first().document()) if item.name == "dead-links"
    )
    return result


def test_a_dead_link_warns_with_the_date_of_the_last_look():
    review = begun(linking(f"{THERE}#part", GONE))
    assert dead(review).passed
    check_links(fetch_url=answer)
    (found,) = dead(review).findings
    now = timezone.localtime()
    assert found.sentence.startswith(f"It answered 404 on {now.day} {now:%B %Y}.")
    assert (found.place, found.quote) == ("Opening", f"here → {GONE}")
    LinkResult.objects.filter(url=GONE).update(status=0)
    assert dead(review).findings[0].sentence.startswith("It did not answer on ")
    assert dead(review).level == "warns"
    approved(workflow.submit(review, by=review.author))


def test_live_editions_and_drafts_are_looked_at_and_what_nobody_links_to_is_forgotten():
    review = live(linking("https://there.example/live")).review
    rewritten(review, review.author, sections=linking("https://there.example/draft").sections)
    begun(linking("/films/", "mailto:a@b.example", "#here", "image:no"))
    LinkResult.objects.create(url="https://old.example/", ok=True, checked_at=timezone.now())
    asked = check_links(fetch_url=lambda url: Answer(url, status=200))
    assert sorted(asked) == ["https://there.example/draft", "https://there.example/live"]
    assert sorted(LinkResult.objects.values_list("url", flat=True)) == sorted(asked)
    first = LinkResult.objects.get(url="https://there.example/live")
    check_links(review, fetch_url=lambda url: Answer(url, error="no"))
    again = LinkResult.objects.get(pk=first.pk)
    assert (first.ok, again.ok) == (True, False)
    assert again.checked_at > first.checked_at


def test_saving_checking_and_submitting_ask_nobody(monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("asked")

    monkeypatch.setattr(httpx.AsyncClient, "send", refuse)
    monkeypatch.setattr(http_client.socket, "getaddrinfo", refuse)
    review = begun(linking(THERE, GONE))
    approved(workflow.submit(review, by=review.author))


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        found = self.path.strip("/")
        if found == "drip":
            self.drip()
            return
        self.send_response(int(found) if found.isdecimal() else 302)
        if not found.isdecimal():
            self.send_header("Location", {"to": "/200", "round": "/round"}.get(found, f"http://{found}/"))
        self.end_headers()

    def drip(self):
        """A header line now and then, for as long as somebody reads; ten seconds at most."""
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        with suppress(ConnectionError):
            for number in range(200):
                self.wfile.write(b"X-Line: %d\r\n" % number)
                self.server.stopped.wait(0.05)

    def log_message(self, *args):
        """Quiet."""


@pytest.fixture
def elsewhere():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.stopped = threading.Event()
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://localhost:{server.server_port}"
    server.stopped.set()
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(
    ("path", "ok", "status"),
    [
        ("200", True, 200),
        ("403", True, 403),
        ("404", False, 404),
        ("500", False, 500),
        ("to", True, 200),
        ("round", False, 0),
    ],
)
def test_what_an_address_answers(elsewhere, settings, path, ok, status):
    settings.LINK_CHECK_PRIVATE = True
    answer = fetch(f"{elsewhere}/{path}")
    assert (answer.ok, answer.status) == (ok, status)


def test_a_server_that_answers_a_line_at_a_time_is_left_at_the_deadline(elsewhere, settings, monkeypatch):
    settings.LINK_CHECK_PRIVATE = True
    monkeypatch.setattr(http_client, "DEADLINE", 0.3)
    assert fetch(f"{elsewhere}/drip").error == "took too long"


@pytest.mark.parametrize("port", [22, 25, 6379, 8080])
def test_no_other_service_of_a_public_host_is_asked(port):
    assert fetch(f"http://there.example:{port}/").error == "not a port of the web"


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "192.168.0.1", "169.254.169.254", "0.0.0.0", "100.64.0.1"),
        *("::1", "fe80::1", "fd00::1", "::ffff:127.0.0.1", "2002:7f00:1::", "224.0.0.1"),
        *("64:ff9b::7f00:1", "64:ff9b:1::7f00:1", "::7f00:1", "::127.0.0.1", "::ffff:0:7f00:1"),
    ],
)
def test_no_private_address_is_asked(monkeypatch, address):
    monkeypatch.setattr(
        http_client.socket, "getaddrinfo", lambda *args, **kwargs: [(0, 0, 0, "", (address, 80))]
    )
    monkeypatch.setattr(httpx.AsyncClient, "send", lambda *args, **kwargs: pytest.fail("asked"))
    assert fetch("http://innocent.example/") == Answer(
        "http://innocent.example/", error="not a public address"
    )


def test_one_private_address_among_public_ones_is_enough(monkeypatch):
    rows = [(0, 0, 0, "", (address, 80)) for address in ("93.184.216.34", "10.0.0.1")]
    monkeypatch.setattr(http_client.socket, "getaddrinfo", lambda *args, **kwargs: rows)
    assert fetch("http://innocent.example/").error == "not a public address"


def test_a_redirect_into_our_network_is_not_followed(elsewhere, monkeypatch, settings):
    """The first step is let through, as if it were public; the second is asked about anew."""
    asked = []

    def is_public(address):
        asked.append(address)
        return len(asked) == 1

    monkeypatch.setattr(http_client, "PORTS", (80, urlsplit(elsewhere).port))
    monkeypatch.setattr(http_client, "_is_public", is_public)
    monkeypatch.setattr(http_client, "_public_address", _first_of(http_client._public_address))
    assert fetch(f"{elsewhere}/localhost").error == "not a public address"
    assert len(asked) > 1


def _first_of(known):
    """With one address for each name, so that one question is one step."""

    def public_address(host, port):
        return known("127.0.0.1" if host == "localhost" else host, port)

    return public_address


@pytest.mark.parametrize(
    "url", ["ftp://there.example/", "http://", "http://[::1", "http://a b/", "javascript:x"]
)
def test_what_is_no_address_is_no_error(url):
    assert not fetch(url).ok


def test_the_command_says_what_does_not_answer(web):
    review = begun(linking(THERE, GONE))
    summary, out = "2 links checked: 1 answer, 1 do not.", io.StringIO()
    call_command("check_links", verbosity=2, stdout=out)
    assert out.getvalue().splitlines() == [f"  {GONE}: 404", summary]
    out = io.StringIO()
    call_command("check_links", stdout=out)
    assert out.getvalue().splitlines() == [summary], "in a timer's log no address of a draft"
    out = io.StringIO()
    call_command("check_links", review.slug, "--json", stdout=out)
    assert json.loads(out.getvalue())["links"] == 2


def test_the_links_of_a_review_are_looked_at_by_whoever_writes_or_decides(client, web):
    review = begun(linking(THERE, GONE))
    address = reverse("admin:reviews_draft_check_links", args=[review.pk])
    client.force_login(somebody("Author"))
    assert client.post(address).status_code == 404
    client.force_login(review.author)
    assert client.get(address).status_code == 405
    assert not LinkResult.objects.exists()
    form = client.get(reverse("admin:reviews_draft_change", args=[review.pk]) + "?checks=1")
    assert f'action="{address}"' in form.content.decode()
    assert form.context["panel"].checks.links.checked_at is None
    assert client.post(address).status_code == 302
    assert LinkResult.objects.count() == 2
    client.force_login(somebody("Moderator"))
    assert client.post(address, {"back": "https://elsewhere.example/"}).url.startswith("/admin/")
