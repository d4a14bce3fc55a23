"""A page's surrogate keys tell a CDN what to drop, and a reader nothing that the page does not show."""

import datetime

import pytest
import time_machine
from django.db import OperationalError, connection

from cast.flagging import flag
from cast.models import credits_scope
from pagecache import front
from pagecache.http.cdn.purges import WithheldScope
from pagecache.http.cdn.surrogate_keys import MAX_KEYS, WITHHELD, key_headers, surrogate_key
from pagecache.scopes import EVERYTHING, scope_of
from reviews import document as d
from reviews import workflow
from reviews.models.edition import reviews_scope
from reviewsite.pages.footer import FOOTER
from tests.factories import CreditFactory
from tests.pagecache.reader import Reader
from tests.reviews.builders import later, live, renamed, somebody

# PostgreSQL covers what is committed alone.
pytestmark = pytest.mark.django_db(transaction=connection.vendor == "postgresql")
NAME = "Surrogate-Key"


@pytest.fixture(autouse=True)
def _cdn(settings, monkeypatch):
    monkeypatch.setattr("pagecache.log.MAX_AGE", 0.0)
    monkeypatch.setattr("pagecache.store.MAX_AGE", 0.0)
    settings.SURROGATE_KEYS, settings.PURGE_URL = NAME, "http://127.0.0.1:1/purge"


def keys(response):
    return response.headers[NAME].split()


def key(thing):
    return surrogate_key(scope_of(thing))


def test_without_the_setting_no_page_has_keys(reader, settings):
    settings.SURROGATE_KEYS = ""
    assert NAME not in reader.get(live().review.get_absolute_url()).headers


def test_a_page_has_the_keys_of_what_it_shows_from_each_tier(reader, shelf):
    edition = live()
    page = edition.review.get_absolute_url()
    built = reader.get(page)
    assert {key(edition.review), key(edition.film), surrogate_key(EVERYTHING)} <= set(keys(built))
    assert keys(built) == sorted(keys(built)), "their order tells nothing"
    assert keys(reader.get(page)) == keys(Reader(shelf).get(page)) == keys(built)
    assert keys(reader.client.head(page)) == keys(built)
    unchanged = reader.get(page, If_None_Match=built.headers["ETag"])
    assert (unchanged.status_code, keys(unchanged)) == (304, keys(built))


def test_what_is_not_kept_has_none(reader, settings):
    settings.SURROGATE_SECONDS = 3600
    review = live().review
    for address in (review.address_of("spoilers"), "/search/?q=rain", "/reviews/none-such/"):
        headers = reader.get(address).headers
        assert NAME not in headers, address
        assert "Surrogate-Control" not in headers, address


def two_reviews_apart():
    """Live editions whose pages do not show each other: three other reviews stand before each."""
    editions = []
    for days in range(8):
        with time_machine.travel(datetime.datetime(2026, 1, 1 + days, tzinfo=datetime.UTC)):
            editions.append(live())
    return editions[3], editions[7]


def test_hidden_passages_of_somebody_add_no_key_to_a_page(reader):
    plain, hiding = two_reviews_apart()
    credit = CreditFactory(film=plain.film)
    plain_pages = [plain.review, plain.film, credit.person]
    before = keys(reader.get(hiding.review.get_absolute_url()))

    surprise = CreditFactory(film=hiding.film)
    flag(surprise, "major", [plain.film])
    flag(credit, "major")
    note = d.CastNote(credits=(credit.key,), name=credit.person.name, text="She waits at the pier.")
    link = f"So [{plain.film.title}](film:{plain.film.key}) was a dream."
    opening, ending = hiding.revision.document().sections
    hidden = d.replace(ending, text=f">!{link} {credit.person.name} told us.!<")
    later(hiding.review, {"cast_notes": (note,), "sections": (opening, hidden)})

    page = reader.get(hiding.review.get_absolute_url())
    assert "at the pier" not in page.text
    assert keys(page) == before, "neither other keys nor more"
    flag(credit, "")
    shared = set(keys(page))
    for thing in plain_pages:
        shared &= set(keys(reader.get(thing.get_absolute_url())))
    subjects = [plain.review, plain.film, credit.person, hiding.film, hiding.review]
    told = {*map(key, subjects), surrogate_key(credits_scope(plain.film_id))}
    assert not shared & (told | {surrogate_key(reviews_scope(plain.film_id))})
    assert {surrogate_key(EVERYTHING), surrogate_key(WITHHELD)} <= shared
    noted = set(WithheldScope.objects.values_list("scope", flat=True))
    assert {scope_of(plain.film), credits_scope(plain.film_id)} <= noted


def test_the_page_of_a_retired_address_has_no_key_in_common_with_the_review(reader):
    edition = live()
    former = edition.review.get_absolute_url()
    renamed(edition.review, "another-address")
    workflow.retire_address(edition.review.former_slugs.get(), by=somebody("Chief editor"))
    gone = reader.get(former)
    assert gone.status_code == 410
    assert sorted(map(surrogate_key, (EVERYTHING, WITHHELD, FOOTER))) == keys(gone)


def test_a_page_of_too_many_things_has_the_keys_of_their_kinds():
    [(_name, value)] = key_headers({f"film:{number}" for number in range(MAX_KEYS)})
    assert value.split() == sorted(map(surrogate_key, ("film", EVERYTHING, WITHHELD)))


def test_tags_are_divided_by_commas_and_have_a_lifetime_of_their_own(reader, settings):
    settings.SURROGATE_KEYS, settings.SURROGATE_SECONDS = "Cache-Tag", 60
    answer = reader.get(live().review.get_absolute_url())
    assert " " not in answer.headers["Cache-Tag"]
    assert len(answer.headers["Cache-Tag"].split(",")) > 5
    assert answer.headers["CDN-Cache-Control"] == "max-age=60"


@pytest.mark.parametrize(("clock", "seconds"), [("20:30:00", 3600), ("23:10:00", 3000), ("23:59:59.5", None)])
def test_no_page_lasts_past_midnight_in_the_cdn(reader, settings, clock, seconds):
    settings.SURROGATE_SECONDS = 3600
    page = live().review.get_absolute_url()
    with time_machine.travel(f"2027-03-01T{clock}+00:00", tick=False):
        headers = [reader.get(page).headers, reader.get(page).headers]
    expected = f"max-age={seconds}" if seconds else None
    assert [header.get("Surrogate-Control") for header in headers] == [expected, expected]
    assert headers[0]["Cache-Control"] == "public, max-age=0, s-maxage=1, must-revalidate"


def test_a_page_shown_while_the_database_is_away_does_not_last(reader, settings, monkeypatch):
    settings.SURROGATE_SECONDS = 3600
    page = live().review.get_absolute_url()
    assert "Surrogate-Control" in reader.get(page).headers
    monkeypatch.setattr("pagecache.log._entries_after", away)
    answer = reader.get(page)
    assert (answer.status_code, answer.headers.get("Surrogate-Control")) == (200, None)


def away(*_args):
    raise OperationalError("away")


def test_a_page_whose_withheld_scopes_cannot_be_noted_is_not_kept(reader, monkeypatch):
    monkeypatch.setattr(front, "note_withheld", away)
    page = live().review.get_absolute_url()
    assert NAME not in reader.get(page).headers
    reader.get(page)
    assert reader.builds == [page, page]
