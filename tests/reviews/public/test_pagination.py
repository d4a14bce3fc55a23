"""Lists of reviews page by page: forth and back along links, and by addresses that nobody wrote."""

import re
from datetime import timedelta
from urllib.parse import urljoin

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django.asserts import assertRedirects

from reviews import document as d
from reviews import workflow
from reviews.models import Critic, Edition
from tests.reviews.builders import document, live, somebody

pytestmark = [pytest.mark.django_db, pytest.mark.engines]
SIZE = 2


@pytest.fixture
def reviews(monkeypatch):
    """Five live reviews of one critic, oldest first; three of them became public at one moment."""
    monkeypatch.setattr("reviews.public.views.REVIEWS_PER_PAGE", SIZE)
    critic = Critic.objects.create(name="Ada Quill", slug="ada-quill")
    byline = (d.Byline(name="Ada Quill", critic=critic.key),)
    editions = [live(document(headline=f"Review {number}", bylines=byline)) for number in range(5)]
    moment = editions[0].listed_at.replace(microsecond=0)
    for edition, hour in zip(editions, (0, 1, 1, 1, 2), strict=True):
        Edition.objects.filter(pk=edition.pk).update(listed_at=moment + timedelta(hours=hour))
    return [edition.review for edition in Edition.objects.order_by("review_id").select_related("review")]


def shown(client, address):
    """The reviews in the list on a page, and where its links lead."""
    page = client.get(address).content.decode()
    body = page.partition("<main")[2].partition("</main>")[0]
    links = dict(re.findall(r'href="([^"]*)" rel="(prev|next)"', body))
    found = dict.fromkeys(re.findall(r'href="/reviews/([\w-]+)/"', body))
    return list(found), {rel: urljoin(address, link) for link, rel in links.items()}


def walk(client, address, rel):
    """The reviews of each page along the links to one side, and the addresses of those pages."""
    pages, addresses = [], []
    while address:
        addresses.append(address)
        found, links = shown(client, address)
        pages.append(found)
        address = links.get(rel)
    return pages, addresses


@pytest.mark.parametrize("path", ["/reviews/", "/critics/ada-quill/"])
def test_each_page_has_one_address_whichever_way_one_comes(client, reviews, path):
    newest_first = [review.slug for review in reversed(reviews)]

    forth, addresses = walk(client, path, "next")
    back, same = walk(client, addresses[-1], "prev")

    assert forth == [newest_first[:2], newest_first[2:4], newest_first[4:]]
    assert (back, same) == (forth[::-1], addresses[::-1])
    assert re.fullmatch(rf"{path}\?before=20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ-{reviews[3].pk}", addresses[1])


def test_a_cursor_keeps_its_rows_while_the_list_grows_and_its_own_row_goes(client, reviews):
    _pages, addresses = walk(client, "/reviews/", "next")
    before, _links = shown(client, addresses[1])
    live(document(headline="Newer"))
    workflow.take_down(reviews[3], by=somebody("Moderator"), reason="Rights.")  # which the cursor names

    after, links = shown(client, addresses[1])

    assert after == before
    assert links["prev"] == "/reviews/"


def test_numbered_addresses_of_before_lead_to_what_begins_there_now(client, reviews):
    for path in ("/reviews/", "/critics/ada-quill/"):
        _pages, addresses = walk(client, path, "next")
        for number, address in enumerate(addresses, 1):
            assertRedirects(client.get(f"{path}?page={number}"), address)
        assert client.get(f"{path}?page=4").status_code == 404
        assert client.get(f"{path}?page=99999").status_code == 404


NEVER_WRITTEN = [
    "x",
    "%00",
    "²Z-1",
    "2025-01-01-1",
    "2025-01-01T00:00:00Z",
    "2025-01-01T00:00:00Z-",
    "2025-01-01T00:00:00Z--1",
    "2025-01-01T00:00:00%2B02:00Z-1",
    "2025-01-01T00:00:00.000000Z-1",
    "2025-01-01T00:00:00Z-9223372036854775808",
    "2025-02-30T00:00:00Z-1",
    "0000-01-01T00:00:00Z-1",
    "0001-01-01T00:00:00Z-1",
]


def test_a_cursor_that_we_never_wrote_or_behind_the_last_row_is_not_found(client, reviews):
    answers = {cursor: client.get(f"/reviews/?before={cursor}").status_code for cursor in NEVER_WRITTEN}

    assert answers == dict.fromkeys(NEVER_WRITTEN, 404)


@pytest.mark.parametrize("cursor", ["", "9999-12-31T23:59:59Z-9223372036854775807"])
def test_before_the_end_of_time_stands_the_first_page(client, reviews, cursor):
    found, links = shown(client, f"/reviews/?before={cursor}")
    assert found == [reviews[4].slug, reviews[3].slug]
    assert links.keys() == {"next"}


def test_no_page_counts_or_skips_rows_and_a_later_one_costs_one_query_more(client, reviews):
    _pages, addresses = walk(client, "/reviews/", "next")
    numbers = []
    for address in addresses:
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        numbers.append(len(queries))
        assert not [query for query in queries if "COUNT(" in query["sql"] or "OFFSET" in query["sql"]]

    assert numbers == [numbers[0], numbers[0] + 1, numbers[0] + 1]
