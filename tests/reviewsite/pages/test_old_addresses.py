"""Addresses of a site that stood here before: where they lead, and what they do not tell."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from keys.old_addresses import MAX_LENGTH, old_address, spellings
from reviews import workflow
from reviews.importing.match import match
from reviews.models import OldAddress, Step
from reviewsite.pages.models import Page
from reviewsite.pages.old_addresses import FEEDS
from tests.reviews.builders import approved, begun, live, renamed, somebody, submitted

pytestmark = pytest.mark.django_db
NOTHING = "/nothing/at/all/"


def give(review, *addresses):
    return workflow.set_old_addresses(review, addresses=addresses, by=review.author)


def leads(client, address):
    answer = client.get(address)
    return answer.headers["Location"] if answer.status_code == 301 else answer.status_code


# One spelling of each


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("https://pier.example/2016/03/grey-water/", "/2016/03/grey-water"),
        ("http://www.pier.example/?p=123", "/?p=123"),
        ("//pier.example/a.html#top", "/a.html"),
        ("/2016//grey/", "/2016/grey"),
        ("2016/grey", "/2016/grey"),
        ("?p=123", "/?p=123"),
        ("/?p=123&utm_source=x", "/?p=123"),
        ("/node?id=2&b=1", "/node?b=1&id=2"),
        ("/caf%C3%A9/", "/café"),
        ("/cafe\u0301", "/café"),
        ("/%FF/", "/%FF"),
        ("/100%25/", "/100%"),
        ("/", ""),
        ("https://pier.example", ""),
        ("/?utm_source=x", ""),
        ("The Pier", ""),
        ("Pier", ""),
        ("mailto:ida@pier.example", ""),
        ("urn:uuid:1/2", ""),
        ("/:categories/:title/", ""),
        ("/{{ slug }}/", ""),
        ("/a/../b", ""),
        ("/a\x00b", ""),
        ("http://[pier/", ""),
        ("/" + "a" * MAX_LENGTH, ""),
    ],
)
def test_an_address_is_stored_in_one_spelling(written, stored):
    assert old_address(written) == stored


def test_a_request_is_looked_up_from_the_most_exact_spelling_on():
    assert spellings("/blog/", "utm_source=x&p=2") == ("/blog?p=2&utm_source=x", "/blog?p=2", "/blog")
    assert spellings("/blog/", "") == ("/blog",)
    assert spellings("/a\x00b", "") == ()


# Where they lead


@pytest.mark.parametrize(
    ("stored", "asked"),
    [
        ("/2016/03/grey-water/", "/2016/03/grey-water/"),
        ("/2016/03/grey-water/", "/2016/03/grey-water"),
        ("/2016/03/grey-water/", "/2016/03/grey-water/?utm_source=feed"),
        ("https://pier.example/grey-water", "/grey-water/"),
        ("/grey-water.html", "/grey-water.html"),
        ("/caf%C3%A9/x", "/caf%C3%A9/x"),
        ("/café/x", "/caf%C3%A9/x/"),
        ("/?p=123", "/?p=123"),
        ("/?p=123", "/?p=123&fbclid=1"),
        ("/blog/?p=123", "/blog/?p=123"),
        ("/index.php?id=4&a=1", "/index.php?a=1&id=4"),
    ],
)
def test_it_redirects_for_good(client, stored, asked):
    review = live().review
    give(review, stored)
    assert leads(client, asked) == review.get_absolute_url()
    assert client.head(asked).status_code == 301


def test_the_exact_query_comes_before_the_path_alone(client):
    one, other = live().review, live().review
    give(one, "/archive/?p=1")
    give(other, "/archive/")
    assert leads(client, "/archive/?p=1") == one.get_absolute_url()
    assert leads(client, "/archive/?p=2") == leads(client, "/archive/") == other.get_absolute_url()


def test_it_leads_to_where_the_review_stands_now(client):
    review = live().review
    give(review, "/2016/grey-water/")
    renamed(review, "quiet-week")
    assert leads(client, "/2016/grey-water/") == "/reviews/quiet-week/"


def test_our_own_pages_win_and_the_home_page_stays_what_it_is(client):
    review = live().review
    OldAddress.objects.create(review=review, address="/films")
    give(review, "/about-us/", "/?p=1")
    assert client.get("/films/").status_code == 200
    assert leads(client, "/about-us/") == review.get_absolute_url()
    Page.objects.create(slug="about-us", title="About us")
    assert client.get("/about-us/").status_code == 200
    for home in ("/", "/?utm_source=x"):
        assert client.get(home).status_code == 200


def test_a_number_that_nobody_has_leads_to_the_home_page(client):
    answer = client.get("/?p=99")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")


@pytest.mark.parametrize("address", FEEDS)
def test_the_feeds_of_other_programs_lead_to_ours(client, address):
    form = FEEDS[address]
    for spelling in {address, address.replace("?", "/?") if address[1] != "?" else address, f"{address}/"}:
        if "?" not in spelling or spelling == address:
            assert leads(client, spelling) == reverse("reviews:feed", args=[form])


# What they do not tell


def test_the_address_of_a_review_that_was_never_public_is_as_unknown_as_any(client):
    draft, scheduled = begun(), submitted()
    approved(scheduled, at=timezone.now() + datetime.timedelta(days=1))
    give(draft, "/draft/of/mine/", "/?p=1")
    give(scheduled.review, "/coming/soon/", "/?p=2")
    unknown, home = client.get(NOTHING), client.get("/?p=99")
    for address in ("/draft/of/mine/", "/coming/soon/", "/draft/of/mine/?p=1"):
        answer = client.get(address)
        assert (answer.status_code, answer.content) == (404, unknown.content)
        assert answer.headers == unknown.headers
    for address in ("/?p=1", "/?p=2"):
        assert client.get(address).headers == home.headers


def test_a_hidden_review_does_not_stand_before_a_public_one(client):
    give(begun(), "/archive/?p=1")
    public = live().review
    give(public, "/archive/")
    assert leads(client, "/archive/?p=1") == public.get_absolute_url()


def test_it_leads_to_what_the_address_says_of_a_take_down(client):
    review = live().review
    give(review, "/2016/grey-water/")
    workflow.take_down(review, by=somebody("Moderator"), reason="Rights.")
    answer = client.get("/2016/grey-water/", follow=True)
    assert (answer.status_code, answer.redirect_chain[0][1]) == (410, 301)
    assert "Rights." in answer.content.decode()


def test_only_what_is_nobodys_is_looked_up_and_costs_one_query(client):
    for address, queries in ((NOTHING, 1), ("/nothing-here/", 1), ("/reviews/nothing-here/", 0), ("/", 0)):
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        assert sum("oldaddress" in query["sql"] for query in asked) == queries


# At the desk


@pytest.fixture
def page(client):
    review = begun()
    client.force_login(review.author)
    return review, reverse("admin:reviews_draft_old_addresses", args=[review.pk])


def test_whoever_may_edit_writes_them_one_a_line(client, page):
    review, address = page
    typed = {"addresses": "https://pier.example/?p=12\r\n\r\n/2016/grey/\r\n", "shown_old_addresses": ""}
    assert client.post(address, typed).status_code == 302
    assert [row.address for row in review.old_addresses.all()] == ["/2016/grey", "/?p=12"]
    assert "/2016/grey\n/?p=12" in client.get(address).content.decode()
    entry = review.audit_log.first()
    assert (entry.step, entry.detail, entry.reason) == (Step.OLD_ADDRESSES, "+2 −0", "")
    assert address in client.get(reverse("admin:reviews_draft_change", args=[review.pk])).content.decode()


def test_what_cannot_be_used_is_refused_with_what_was_typed(client, page):
    review, address = page
    give(live().review, "/taken/")
    typed = "no address\n/films/\n/reviews/a-quiet-week/\n/admin/\n/taken/\n/fine/"
    answer = client.post(address, {"addresses": typed, "shown_old_addresses": ""})
    shown = answer.content.decode()
    assert answer.status_code == 400
    for words in (
        "“no address” is no address",
        "“/films/” is an address of this",
        "“/taken/” leads to another",
    ):
        assert words in shown
    assert "/admin/” is" in shown
    assert "/fine/</textarea>" in shown
    assert not review.old_addresses.exists()


def test_a_list_that_changed_meanwhile_is_refused(client, page):
    review, address = page
    give(review, "/since/")
    answer = client.post(address, {"addresses": "/mine/", "shown_old_addresses": ""})
    assert "the list of old addresses was none, is now /since" in answer.content.decode()
    assert [row.address for row in review.old_addresses.all()] == ["/since"]
    assert "/mine/</textarea>" in answer.content.decode()
    assert 'name="shown_old_addresses" value="/since"' in answer.content.decode()

    again = client.post(address, {"addresses": "/mine/", "shown_old_addresses": "/since"})
    assert again.status_code == 302
    assert [row.address for row in review.old_addresses.all()] == ["/mine"]


@pytest.mark.engines
@pytest.mark.parametrize("address", ["/taken", "taken", "/"])
def test_the_database_has_an_address_once_and_as_a_path(address):
    review = begun()
    give(review, "/taken/")
    with pytest.raises(IntegrityError), transaction.atomic():
        OldAddress.objects.create(review=review, address=address)
    with pytest.raises(ValidationError):
        OldAddress(review=review, address=address).full_clean()


def test_its_name_tells_no_words():
    assert "the-lake" not in str(OldAddress(pk=1, review=begun(), address="/the-lake-dries-up"))


# By import


def imported(front):
    return match(f"---\ntitle: Grey water\n{front}\n---\n\nGulls circle a pier.\n".encode())


def test_a_file_brings_its_addresses_along():
    give(live().review, "/taken/")
    found = imported(
        "permalink: /2016/grey/\naliases:\n- /taken/\n- /films/\n- Pier\nguid: https://p.example/?p=7"
    )
    assert found.old_addresses == ("/2016/grey", "/?p=7")
    notes = " ".join(note.message for note in found.notes)
    assert "2 old addresses will lead to this review" in notes
    assert "2 old addresses were left out" in notes

    review = workflow.begin(
        author=somebody("Author"), document=found.document, old_addresses=found.old_addresses
    )
    assert {row.address for row in review.old_addresses.all()} == set(found.old_addresses)


@pytest.mark.parametrize(
    ("front", "addresses"),
    [("slug: grey", ("/grey",)), ("slug: grey\nurl: /b/c/", ("/b/c",)), ("slug: grey\ndraft: true", ())],
)
def test_a_slug_is_an_address_if_there_is_no_other(front, addresses):
    assert imported(front).old_addresses == addresses


def test_an_address_of_our_own_form_is_kept_as_the_slug():
    found = imported("permalink: /reviews/grey-pier/\naliases: [/reviews/older/, /old/]")
    assert (found.slug, found.old_addresses) == ("grey-pier", ("/old",))
    assert "1 old address was left out" in " ".join(note.message for note in found.notes)
    review = workflow.begin(author=somebody("Author"), document=found.document, slug=found.slug)
    assert review.get_absolute_url() == "/reviews/grey-pier/"
    assert imported("permalink: /reviews/grey-pier/").slug == ""
