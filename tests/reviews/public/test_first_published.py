"""A review that stood elsewhere before: its place in lists and feeds, and what readers are told."""

import json
import re
from datetime import UTC, date, datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.urls import reverse
from django.utils import timezone

from reviews import document as d
from reviews.models import Edition
from reviews.models.edition import month_scope
from reviews.workflow import base
from reviews.workflow.editions import listed_at
from tests.reviews.builders import document, later, live

pytestmark = pytest.mark.django_db
OLD = d.FirstPublished(date=date(2016, 3, 14), address="https://pier.example/lake", outlet="The Pier")
ATOM = "{http://www.w3.org/2005/Atom}"


def archived(**fields):
    return live(document(first_published=OLD, **fields))


def words_of(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split()).replace(" .", ".")


def page_of(client, edition):
    return client.get(edition.review.get_absolute_url()).content.decode()


# In lists


def test_lists_order_by_the_first_day_and_an_import_comes_up_nowhere_as_new(client):
    new, old = live(document(headline="A new week")), archived(headline="An old week")

    assert old.first_public_at > new.first_public_at
    assert list(Edition.objects.live().for_cards()) == [new, old]
    for address in ("/", reverse("reviews:list")):
        page = client.get(address).content.decode()
        assert page.index("A new week") < page.index("An old week")
    assert "Ada Quill , 14 March 2016" in words_of(page)


def test_its_place_is_noon_of_that_day_by_the_clock_of_the_house(settings):
    settings.TIME_ZONE = "Pacific/Auckland"
    edition = archived()

    assert timezone.localdate(edition.listed_at, timezone.get_default_timezone()) == OLD.date
    assert Edition.objects.get(pk=edition.pk).listed_at == datetime(2016, 3, 13, 23, tzinfo=UTC)


def test_a_day_later_than_the_publication_here_moves_nothing():
    edition = live()
    day = timezone.localdate() + timedelta(days=1)
    assert listed_at(day.isoformat(), edition.first_public_at) == edition.first_public_at


def test_a_day_that_is_added_later_moves_the_review_when_that_edition_begins():
    edition = live()
    begins = timezone.now() + timedelta(days=2)
    added = later(edition.review, {"first_published": OLD}, at=begins)

    edition.refresh_from_db()
    added.refresh_from_db()
    assert edition.listed_at == edition.first_public_at == added.first_public_at
    assert added.listed_at.date() == OLD.date


def test_pages_of_both_months_fall_when_a_review_moves_between_them(monkeypatch):
    edition = live()
    scopes = set()
    monkeypatch.setattr(base, "changed", lambda *names, at=None: scopes.update(map(str, names)))

    added = later(edition.review, {"first_published": OLD})

    assert {month_scope(added.listed_at), month_scope(edition.first_public_at)} <= scopes


# To readers


def test_the_page_names_day_and_outlet_and_links_to_it(client):
    edition = archived()
    page = page_of(client, edition)

    assert "First published 14 March 2016 in The Pier" in words_of(page)
    link = '<a href="https://pier.example/lake" rel="noopener noreferrer"><cite>The Pier</cite></a>'
    assert link in " ".join(page.split())
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)[1])
    assert data["datePublished"].startswith("2016-03-14")
    assert data["dateModified"].startswith("2016-03-14")
    assert 'property="article:published_time" content="2016-03-14' in page


def test_the_history_says_when_it_came_here(client):
    page = words_of(client.get(archived().review.address_of("history")).content.decode())
    assert "First published elsewhere 14 March 2016" in page
    assert f"Published {timezone.localdate():%-d %B %Y}" in page


@pytest.mark.parametrize(
    ("first", "sentence"),
    [
        (d.FirstPublished(date=OLD.date), "First published 14 March 2016."),
        (d.FirstPublished(date=OLD.date, outlet="The Pier"), "First published 14 March 2016 in The Pier."),
        (
            d.FirstPublished(date=OLD.date, address="http://pier.example/1"),
            "First published 14 March 2016 in http://pier.example/1.",
        ),
    ],
    ids=["day", "outlet", "address"],
)
def test_what_is_not_known_is_left_out(client, first, sentence):
    page = words_of(page_of(client, live(document(first_published=first))))
    assert f"{sentence} Here since" in page


def test_a_review_of_our_own_says_nothing_of_it(client):
    assert "First published" not in page_of(client, live())


def test_feed_entries_carry_the_first_day_and_the_feed_has_changed_by_its_coming(client):
    new, old = live(), archived()
    feed = ElementTree.fromstring(client.get(reverse("reviews:feed", args=["atom"])).content)
    entries = feed.findall(f"{ATOM}entry")

    assert [entry.findtext(f"{ATOM}id") for entry in entries] == [new.review.key.urn, old.review.key.urn]
    assert entries[1].findtext(f"{ATOM}published")[:10] == entries[1].findtext(f"{ATOM}updated")[:10]
    assert entries[1].findtext(f"{ATOM}published").startswith("2016-03-14")
    assert feed.findtext(f"{ATOM}updated") >= old.first_public_at.isoformat(timespec="seconds")
    assert "First published 14 March 2016 in The Pier." in entries[1].findtext(f"{ATOM}content")


def test_the_sitemap_has_the_first_day(client):
    archived()
    assert b"<lastmod>2016-03-14" in client.get(reverse("pages:sitemap", args=["reviews", 1])).content
