"""What the desk costs: pages and steps through Django's test client, in CPU time, calls and queries."""

import cProfile
import itertools
import pstats
import statistics
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from django.db import connection
from django.test import Client
from django.test.utils import (
    CaptureQueriesContext,
    setup_test_environment,
    teardown_test_environment,
)
from django.urls import reverse

from bench.pages.filling import person
from reviews.models import Edition
from tests.reviewsite.desk_forms import filled, on_screen

TIMES = 5
SAMPLE = Path(__file__).resolve().parents[2] / "reviewsite/demo/reviews/ballerina.txt"
_numbers = itertools.count(int(time.time()))


@dataclass
class Cost:
    """One page or step: CPU time of each time, calls of functions and queries of one."""

    cpu_ms: list[float] = field(default_factory=list)
    calls: int = 0
    queries: int = 0

    def measure(self, number: int, function):
        """The first time warms up, the second counts queries, the third calls, the others take the time."""
        if number == 1:
            with CaptureQueriesContext(connection) as captured:
                result = function()
            self.queries = len(captured)
        elif number == 2:
            profile = cProfile.Profile()
            result = profile.runcall(function)
            self.calls = pstats.Stats(profile).total_calls
        else:
            began = time.process_time()
            result = function()
            if number:
                self.cpu_ms.append(1000 * (time.process_time() - began))
        return result

    @property
    def median_ms(self) -> float:
        return statistics.median(self.cpu_ms)


def measure(site: str, times: int = TIMES) -> tuple[dict[str, Cost], float]:
    """The cost of each page and step; and the median seconds from approving until `site` shows it."""
    moderator, author = person("bench-moderator", "Moderator"), person("bench-author-0", "Author")
    costs: dict[str, Cost] = {}
    for number in range(times + 3):
        for name, user, address in _pages(moderator, author):
            client = _client(user)
            costs.setdefault(name, Cost()).measure(number, lambda c=client, a=address: _got(c, a))
    editions = list(_originals(author, times + 3))
    seen = [_steps(number, edition, moderator, site, costs) for number, edition in enumerate(editions)]
    return costs, statistics.median(seen)


def _originals(author, count):
    """Live reviews of this author with the whole text in their draft: those that the workflow made."""
    editions = Edition.objects.live().filter(review__author=author, review__draft__sections__isnull=False)
    return editions.select_related("review").order_by("pk").distinct()[:count]


def _pages(moderator, author):
    review = _originals(author, 1)[0].review
    lists = reverse("admin:reviews_draft_changelist")
    yield "newsroom", moderator, reverse("admin:index")
    yield "list of reviews", moderator, lists
    yield "list, live", moderator, f"{lists}?state=live"
    yield "draft form", author, reverse("admin:reviews_draft_change", args=[review.pk])
    yield "revisions", author, reverse("admin:reviews_draft_revisions", args=[review.pk])


@contextmanager
def contexts():
    """Context manager: answers of the test client tell their context. It slows templates down."""
    setup_test_environment(debug=False)
    try:
        yield
    finally:
        teardown_test_environment()


def _client(user):
    client = Client(headers={"host": "localhost"})
    client.force_login(user)
    return client


def _got(client, address):
    response = client.get(address)
    assert response.status_code == 200, f"{address}: {response.status_code}"
    return response


def _posted(client, address, values):
    response = client.post(address, values)
    assert response.status_code == 302, f"{address}: {response.status_code}"


def _steps(number, edition, moderator, site, costs) -> float:
    """Save, submit, approve, import. Returns the seconds from approving until the public page shows it."""
    review, headline = edition.review, f"Seen by number {next(_numbers)}"
    writer, decider = _client(review.author), _client(moderator)
    change = reverse("admin:reviews_draft_change", args=[review.pk])
    for name, button in (("save", "_continue"), ("submit", "_submit")):
        with contexts():
            values = filled(writer.get(change), headline=headline, **{button: "1"})
        costs.setdefault(name, Cost()).measure(number, lambda v=values: _posted(writer, change, v))
    submission = review.submissions.latest("pk")
    values = on_screen(review) | {"submission": submission.pk, "digest": submission.revision.digest}
    values |= {"kind": "update", "note": "Measured."}
    address = reverse("admin:reviews_draft_do", args=[review.pk, "approve"])
    page = reverse("admin:reviews_draft_submission", args=[review.pk, submission.pk])
    costs.setdefault("deciding", Cost()).measure(number, lambda: _got(decider, page))
    httpx.get(site + review.get_absolute_url())  # so that readers have the page of before
    costs.setdefault("approve", Cost()).measure(number, lambda: _posted(decider, address, values))
    seconds = _until_seen(site + review.get_absolute_url(), headline)
    _import(number, writer, edition.film_id, costs)
    return seconds


def _until_seen(address: str, headline: str) -> float:
    began = time.perf_counter()
    while headline not in httpx.get(address, timeout=30).text:
        assert time.perf_counter() - began < 30, f"{address} does not show {headline}"
        time.sleep(0.02)
    return time.perf_counter() - began


def _import(number, writer, film, costs) -> None:
    """One document, read and made a draft of."""
    text = f"{SAMPLE.read_text(encoding='utf-8')}\nNumber {next(_numbers)}.\n"  # one text makes one draft

    def both():
        look = writer.post(reverse("admin:reviews_draft_import"), {"text": text, "film": film})
        page = look.headers["Location"]
        _got(writer, page)
        _posted(writer, page.replace("/text/", "/make/"), {})

    costs.setdefault("import", Cost()).measure(number, both)
