"""Of what a page is made of, what it shows is told apart from what it depends on unseen."""

import datetime

import pytest
from django.contrib.auth.models import User

from cast.models import Character, Person
from films.models import Film, Genre
from franchises.models import Franchise
from pagecache.recording import made_of, made_of_withheld, recording
from pagecache.scopes import EVERYTHING, scope_of
from reviews.models import Critic, Review
from tests.factories import FilmFactory, ImageFactory
from tests.pagecache.house import STARTS, is_walked, links_in
from tests.reviews.builders import document, live

pytestmark = pytest.mark.django_db

MODELS = (Film, Person, Character, Franchise, Genre, Critic, Review)
KINDS = {model._meta.model_name: model for model in MODELS}


def test_what_a_page_shows_and_depends_on_besides_is_shown():
    with recording() as noted:
        made_of_withheld("film:1", "film:2")
        made_of("film:2")
    kept = noted.entry("", 0)
    assert (kept.withheld, noted.shown) == ({"film:1"}, {"film:2"})
    assert kept.scopes == {"film:1", "film:2", EVERYTHING}


def test_a_picture_whose_rights_ended_has_no_key(client):
    image = ImageFactory(rights_until_date=datetime.date(2020, 1, 1))
    edition = live(document(FilmFactory(poster=image)))
    with recording() as noted:
        client.get(edition.film.get_absolute_url())
    assert scope_of(image) in noted.withheld


def test_the_account_of_a_moderator_without_a_name_has_no_key(client):
    named, unnamed = live(), live()
    User.objects.filter(pk=named.submission.moderator_id).update(first_name="Mo")
    with recording() as noted:
        for edition in (named, unnamed):
            client.get(edition.review.get_absolute_url())
    assert scope_of(named.submission.moderator) in noted.shown
    assert scope_of(unnamed.submission.moderator) in noted.withheld


def stands_in(text, name):
    """Of a scope of one thing, whether the page has its address, its name or its key."""
    kind, _, pk = name.partition(":")
    if kind not in KINDS or not pk:
        return True
    thing = KINDS[kind].objects.get(pk=pk)
    signs = (thing.slug, getattr(thing, "title", ""), str(getattr(thing, "key", "")))
    return any(sign in text for sign in signs if sign)


@pytest.mark.usefixtures("filled_house")
def test_each_key_of_a_page_is_of_something_that_stands_there(client):
    waiting, walked, unseen = [*STARTS], set(), set()
    while waiting:
        address = waiting.pop()
        if address in walked or not is_walked(address):
            continue
        walked.add(address)
        with recording() as noted:
            response = client.get(address)
        text = f"{address} {response.get('Location')} {response.content.decode()}"
        waiting += links_in(text)
        unseen |= {(address, name) for name in noted.shown if not stands_in(text, name)}
    assert len(walked) > 30
    assert not unseen
