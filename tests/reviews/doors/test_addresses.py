"""Fourth door: a live review is renamed to its own ending.

Requests, void ones and retired addresses: `tests/reviews/workflow/test_renaming.py`, by HTTP as well.
"""

from datetime import timedelta

import pytest
from django.utils import timezone

from reviews import document as d
from tests.factories import FilmFactory
from tests.reviews.builders import approved, document, later, live, renamed, somebody, submitted
from tests.reviews.doors.newsroom import status, step

pytestmark = pytest.mark.django_db
ENDING = "The keeper burns the lighthouse and drowns his brother."
TELLS = "This address may give away what a review withholds."
OPENING = d.Section(kind="opening", text="It begins with rain.")
HIDDEN = d.Section(kind="ending", text=ENDING, spoiler=d.Spoiler(level="ending"))


def hiding(film=None, **fields):
    return document(film, sections=(OPENING, HIDDEN), **fields)


def everywhere(client):
    """What names addresses to strangers and machines."""
    feeds = (f"/feeds/reviews.{form}" for form in ("atom", "rss", "json"))
    client.logout()
    answers = [client.get(address) for address in ("/", "/reviews/", "/sitemap.xml", *feeds)]
    assert {answer.status_code for answer in answers} == {200}
    return "".join(answer.content.decode() for answer in answers)


SPELLINGS = [
    "keeper-burns-lighthouse",
    "Keeper_BURNS lighthouse",
    "kéeper-bürns",
    "brothers---drowned",
    "drown brother 2",
]


def test_it_is_refused_however_it_is_spelled_and_stands_nowhere(client):
    review, moderator = live(hiding()).review, somebody("Moderator")

    for slug in SPELLINGS:
        assert TELLS in step(client, moderator, review, "rename", slug=slug), slug

    assert status(client, review.get_absolute_url()) == 200
    assert status(client, "/reviews/keeper-burns-lighthouse/") == 404
    assert review.slug in everywhere(client) and "burns" not in everywhere(client)


def test_words_run_together_tell_nobody_before_a_second_person_decides(client):
    review, moderator = live(hiding()).review, somebody("Moderator")

    assert "somebody else decides" in step(client, moderator, review, "rename", slug="thekeeperburnsit")

    assert status(client, "/reviews/thekeeperburnsit/") == 404
    assert "thekeeperburnsit" not in everywhere(client)


def test_nor_does_it_tell_what_a_review_of_the_film_hides_that_is_still_to_come(client):
    film, moderator = FilmFactory(title="The Long Lamp"), somebody("Moderator")
    review = live(document(film)).review
    approved(submitted(hiding(film)), at=timezone.now() + timedelta(days=2))

    assert TELLS in step(client, moderator, review, "rename", slug="lamp-lighthouse-burns")
    assert review.get_absolute_url() in everywhere(client)


def test_nor_is_it_given_back_once_the_text_hides_what_it_tells(client):
    """A headline that told it made the address; text and address are mended, and somebody wants it back."""
    review = live(document(headline="The keeper burns the lighthouse")).review
    former, moderator, chief = review.slug, somebody("Moderator"), somebody("Chief")
    later(review, {"headline": "A quiet week"})
    renamed(review, "a-quiet-week", moderator)
    later(review, {"sections": (OPENING, HIDDEN)})

    assert TELLS in step(client, moderator, review, "rename", slug=former)

    row = review.former_slugs.get()
    assert step(client, chief, review, "retire-address", address=row.pk, sure="on").startswith("Retired.")
    client.logout()
    answer = client.get(f"/reviews/{former}/")
    assert answer.status_code == 410
    assert "lighthouse" not in answer.content.decode()
