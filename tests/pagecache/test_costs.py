"""What it costs to build a page after a change, and a search: calls and queries, which no busy machine moves.

A Django view that says hello through the default middleware takes some 700 calls.
"""

import cProfile
import pstats

import pytest
from django.db import connection, transaction
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from cast.flagging import flag
from cast.models import Credit
from films.models import Film
from films.searchable_text import film_entry
from franchises.models import Franchise
from pagecache.models import changed
from pagecache.scopes import subjects_of
from reviews import document as d
from reviews.models import Review
from search.index import put
from tests.factories import CreditFactory, FilmFactory, ImageFactory, InstalmentFactory, ProjectStatusFactory
from tests.pagecache.house import filled
from tests.reviews.builders import document, later, live
from tests.reviews.public.test_public_pages import rich_edition

# PostgreSQL covers what is committed alone.
pytestmark = pytest.mark.django_db(transaction=connection.vendor == "postgresql")

MOST_CALLS, MOST_QUERIES = 20_000, 4  # of a review page, whatever changed
MARGIN = 1.1
# Calls and queries of each page after the change that costs it most, as they are now.
COSTS = {
    "home": (7_000, 3),
    "archive": (6_400, 1),
    "film": (10_500, 5),
    "franchise": (9_300, 7),
    "person": (4_800, 4),
}


def house():
    """A review with all that its page can show, and some more."""
    for number in range(5):
        live(document(FilmFactory(title=f"Film {number}", poster=ImageFactory())))
    CreditFactory(film=rich_edition(1).film)


@pytest.fixture(scope="module")
def filled_house(databases, django_db_setup, django_db_blocker):
    with filled(databases, django_db_blocker, "costs", house):
        yield


class Changes:
    """The changes that cost most, each of them real: what is shown differs before and after."""

    def __init__(self):
        self.film = Film.objects.get(title="The Lighthouse")
        self.review = Review.objects.get(editions__film=self.film, editions__number=1)
        self.franchise = Franchise.objects.get(instalments__film=self.film)
        self.credits = iter(Credit.objects.filter(film=self.film))
        self.times = 0

    def edition(self):
        verdict = d.Verdict(label="Again", text=f"Seen {self.times} times.")
        later(self.review, {"headline": f"Take {self.times}", "dek": "Rewritten.", "verdict": verdict})

    def film_edited(self):
        self.film.title = f"The Lighthouse {self.times}"
        self.film.save()
        changed(self.film)

    def credit(self):
        flag(next(self.credits), "major")

    def status(self):
        film = FilmFactory(title=f"Plan {self.times}", year=None)
        InstalmentFactory(film=film, franchise=self.franchise)
        changed(*subjects_of(ProjectStatusFactory(film=film, franchise=self.franchise)))

    def make(self, name):
        self.times += 1
        with transaction.atomic():
            getattr(self, name)()

    @property
    def addresses(self):
        person = Credit.objects.filter(film=self.film).last().person
        return {
            "review": self.review.get_absolute_url(),
            "home": "/",
            "archive": "/reviews/",
            "film": self.film.get_absolute_url(),
            "franchise": self.franchise.get_absolute_url(),
            "person": person.get_absolute_url(),
        }


@pytest.fixture
def changes(filled_house, monkeypatch):
    monkeypatch.setattr("pagecache.log.MAX_AGE", 0.0)
    monkeypatch.setattr("pagecache.store.MAX_AGE", 0.0)
    return Changes()


def cost(reader, changes, page, change):
    """Calls and queries of the page's first request after the change, by a process that served it before."""
    address = changes.addresses[page]
    reader.get(address)
    changes.make(change)
    queries = queries_of(reader, address)
    changes.make(change)
    calls = calls_of(reader, address)
    assert reader.builds == [address] * 3
    return calls, queries


def queries_of(reader, address):
    with CaptureQueriesContext(connection) as queries:
        reader.get(address)
    return len([query for query in queries.captured_queries if "pagecache" not in query["sql"]])


def calls_of(reader, address):
    environ = RequestFactory().get(address, headers={"host": "localhost", "accept-encoding": "br"}).environ
    with reader.own_store(), cProfile.Profile() as profile:
        answer = list(reader.front(environ, lambda *_args: None))
    assert answer
    return pstats.Stats(profile).total_calls


@pytest.mark.parametrize("change", ["edition", "film_edited", "credit", "status"])
def test_a_review_page_is_cheap_after_each_change(reader, changes, change):
    calls, queries = cost(reader, changes, "review", change)
    assert calls <= MOST_CALLS
    assert queries <= MOST_QUERIES


@pytest.mark.parametrize(
    ("page", "change"),
    [
        ("home", "edition"),
        ("archive", "edition"),
        ("film", "film_edited"),
        ("franchise", "status"),
        ("person", "film_edited"),
    ],
)
def test_other_pages_are_as_cheap_as_they_were(reader, changes, page, change):
    calls, queries = cost(reader, changes, page, change)
    most_calls, most_queries = COSTS[page]
    assert calls <= most_calls * MARGIN
    assert queries <= most_queries


@pytest.mark.parametrize("word", ["nowhere", "harbour", "rain", "rain harbour night", "rain&spoilers=1"])
def test_a_search_is_as_cheap_as_a_page_that_is_kept(reader, filled_house, word):
    """Two queries for the rows of the index and their texts, one for each kind, one for what is withheld."""
    synopsis = "Grey water lay still. " * 60 + "Rain at night. " + "Nobody came. " * 60
    films = [FilmFactory(title=f"Harbour {number}", synopsis=synopsis) for number in range(25)]
    with transaction.atomic():
        put(*map(film_entry, films))
    for search in (f"/search/?q={word}", f"/search/?q={word}&page=2"):
        reader.get(search)
        assert calls_of(reader, search) <= MOST_CALLS
        assert queries_of(reader, search) <= 5
