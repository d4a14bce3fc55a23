"""Structured data: what search engines are told, and that no word of it can be markup or a spoiler."""

import datetime
import json
import re

import pytest

from cast.flagging import flag
from reviews import document as d
from shield.json_script import script_json
from tests import factories as make
from tests.reviews.builders import correction, document, live
from tests.reviews.public.test_public_pages import CANARY, rich_edition

HOSTILE = "</script><script>alert(1)</script> <!-- ]]> \"q\" 'q' & 🎬 \u202eשלום\u202c \u2028\u2029 \\u003c"


@pytest.fixture(autouse=True)
def _address(settings):
    settings.SITE_URL = "https://foyer.example"


def blocks(client, url):
    """Every block of structured data of a page, as a browser finds it and as it reads."""
    html = client.get(url).content.decode()
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    return found, [json.loads(block) for block in found]


def test_data_in_a_page_reads_back_to_the_same_value_and_holds_no_markup():
    written = script_json({"a": HOSTILE, "b": [1, None, "Łódź"]})
    assert json.loads(written) == {"a": HOSTILE, "b": [1, None, "Łódź"]}
    assert not set("<>&\u2028\u2029") & set(written)
    assert "Łódź" in written


@pytest.mark.django_db
def test_a_review_says_what_it_is_of_whom_and_of_which_film(client):
    film = make.FilmFactory(title="The Lamp", imdb_id="tt7181546", runtime_minutes=125, year=2024)
    make.ReleaseDateFactory(film=film, country="US", date=datetime.date(2024, 5, 2))
    make.ReleaseDateFactory(film=film, country="GB", date=datetime.date(2024, 5, 9))
    make.CreditFactory(film=film, job="director", person__name="Ida Bell")
    make.CreditFactory(film=film, job="actor", person__name="Jo Lark")
    flag(make.CreditFactory(film=film, job="actor", person__name="A surprise"), level="major")
    score = d.Score(scale=make.ScaleFactory().key, version=1, value=7, maximum=5, divisions=2, word="good")
    edition = live(document(film, score=score))
    correction(edition.review, "Put right", kind="correction", note="A name.")
    _raw, (data,) = blocks(client, edition.review.get_absolute_url())
    url = f"https://foyer.example{edition.review.get_absolute_url()}"
    assert (data["@type"], data["url"], data["headline"]) == ("CriticReview", url, "Put right")
    assert data["description"] == "Two people and a lake."
    assert data["author"] == [{"@type": "Person", "name": "Ada Quill"}]
    assert data["publisher"]["name"] == "Foyer"
    assert data["dateModified"] > data["datePublished"] == edition.first_public_at.isoformat()
    rating = {"@type": "Rating", "ratingValue": "3.5", "bestRating": "5", "worstRating": "0"}
    assert data["reviewRating"] == rating | {"alternateName": "good"}
    people = {credit.person.name: credit.person for credit in film.credits.all()}

    def person(name):
        address = f"https://foyer.example{people[name].get_absolute_url()}"
        return [{"@type": "Person", "name": name, "url": address}]

    assert data["itemReviewed"] == {
        "@type": "Movie",
        "name": "The Lamp",
        "url": f"https://foyer.example{film.get_absolute_url()}",
        "sameAs": ["https://www.imdb.com/title/tt7181546/"],
        "datePublished": "2024-05-02",
        "duration": "PT125M",
        "director": person("Ida Bell"),
        "actor": person("Jo Lark"),
    }
    _raw, (movie,) = blocks(client, film.get_absolute_url())
    assert movie == data["itemReviewed"] | {"@context": "https://schema.org"}


@pytest.mark.django_db
def test_hostile_words_stay_words(client):
    film = make.FilmFactory(title=HOSTILE)
    edition = live(
        document(film, headline=HOSTILE.replace("\u2028\u2029", ""), bylines=(d.Byline(name=HOSTILE),))
    )
    for url in (edition.review.get_absolute_url(), film.get_absolute_url()):
        (raw,), (data,) = blocks(client, url)
        assert "<" not in raw
        assert (data.get("itemReviewed") or data)["name"] == HOSTILE
        assert "<script>alert" not in client.get(url).content.decode()


@pytest.mark.django_db
def test_structured_data_holds_no_word_of_what_is_flagged(client):
    edition = rich_edition(1)
    for url in (edition.review.get_absolute_url(), edition.film.get_absolute_url()):
        (raw,), _data = blocks(client, url)
        assert CANARY not in raw
        assert "ithheld" not in raw


@pytest.mark.django_db
def test_no_other_page_has_structured_data(client):
    edition = live()
    for url in (edition.review.address_of("spoilers"), edition.review.address_of("history"), "/", "/films/"):
        assert blocks(client, url) == ([], [])


@pytest.mark.django_db
def test_a_drawing_is_no_picture_for_others(client):
    poster = make.ImageFactory()
    film = make.FilmFactory(poster=poster)
    make.images.Image.objects.filter(pk=poster.pk).update(file="images/a.svg")
    _raw, (data,) = blocks(client, film.get_absolute_url())
    assert "image" not in data
    assert b"og:image" not in client.get(film.get_absolute_url()).content
