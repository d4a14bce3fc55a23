"""The facts box: on the page of a review, and on its film's own page."""

import datetime
import re

import pytest

from cast.flagging import flag
from cast.models import Job
from films.models import ReleaseKind
from tests import factories as make
from tests.reviews.builders import document, live

pytestmark = pytest.mark.django_db


def rows(client, url):
    """The names of the rows of the box, and what each says."""
    page = client.get(url).content.decode()
    box = re.search(r'<aside class="facts".*?</aside>', page, re.DOTALL)[0]
    return {
        said(name): said(value) for name, value in re.findall(r"<dt>(.*?)</dt>\s*<dd>(.*?)</dd>", box, re.S)
    }


def said(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split()).replace(" ,", ",")


@pytest.fixture
def film():
    film = make.FilmFactory(
        title="The Lamp", slug="the-lamp", year=2025, original_title="La lampe", runtime_minutes=124
    )
    film.genres.set(
        [make.GenreFactory(name="Thriller", slug="thriller"), make.GenreFactory(name="Action", slug="action")]
    )
    for country, day, certificate in (("GB", 6, "15"), ("US", 7, "R"), ("XX", 8, "")):
        make.ReleaseDateFactory(
            film=film, country=country, date=datetime.date(2025, 6, day), certificate=certificate
        )
    make.ReleaseDateFactory(
        film=film, country="GB", date=datetime.date(2025, 9, 1), certificate="15", kind=ReleaseKind.DISC
    )
    make.OtherTitleFactory(film=film, title="Lamplight", note="working title")
    make.OtherTitleFactory(film=film, title="Lampe", note="")
    return film


def credited(film, job, name, *characters, **fields):
    credit = make.CreditFactory(film=film, person=make.PersonFactory(name=name), job=job, **fields)
    for character in characters:
        credit.characters.add(make.CharacterFactory(name=character))
    return credit


@pytest.fixture
def credits(film):
    credited(film, Job.WRITER, "Wim Words", billing=9)
    credited(film, Job.DIRECTOR, "Dora Dolly", billing=1)
    credited(film, Job.DIRECTOR, "Dan Dolly", billing=2)
    credited(film, Job.COMPOSER, "Cleo Chord")
    credited(film, Job.ACTOR, "Ada Act", "Mina", "The Stranger", billing=3)
    credited(film, Job.ACTOR, "Bo Brief", billing=4, is_cameo=True, is_uncredited=True)
    flag(credited(film, Job.ACTOR, "Nobody Knows", "The Ghost", billing=5), level="major")


SHARED = {
    "Genre": "Action and Thriller",
    "Certificate": "15 (UK), R (US)",
    "Released": "6 June 2025 UK 7 June 2025 US 8 June 2025 XX 1 September 2025 UK, disc",
}


def test_the_box_of_a_review_says_what_the_film_is_who_made_it_and_when_it_opened(client, film, credits):
    found = rows(client, live(document(film)).review.get_absolute_url())

    assert (
        found
        == {
            "Title": "The Lamp (2025)",
            "Original title": "La lampe",
            "Directed by": "Dora Dolly and Dan Dolly",
            "Written by": "Wim Words",
            "With": "Ada Act Mina, The Stranger Bo Brief (cameo) (uncredited)",
            "Runtime": "124 minutes",
        }
        | SHARED
    )


def test_the_box_of_a_film_says_what_its_page_does_not_say_elsewhere(client, film, credits):
    found = rows(client, film.get_absolute_url())

    assert found == SHARED | {"Also called": "Lampe, Lamplight (working title)"}


def test_a_genre_in_the_box_of_a_review_leads_to_its_films(client, film):
    page = client.get(live(document(film)).review.get_absolute_url()).content.decode()

    assert '<dd><a href="/genres/action/"><bdi>Action</bdi></a> and <a href="/genres/thriller/">' in page


def test_a_country_has_the_same_name_beside_a_certificate_as_beside_a_date(client, film):
    for url in (film.get_absolute_url(), live(document(film)).review.get_absolute_url()):
        found = rows(client, url)
        assert "GB" not in found["Certificate"] + found["Released"]


def test_a_film_of_which_nothing_is_known_has_its_title_in_the_box_and_no_box_on_its_page(client):
    film = make.FilmFactory(title="Nothing Known", slug="nothing-known", year=None)

    assert rows(client, live(document(film)).review.get_absolute_url()) == {"Title": "Nothing Known"}
    assert 'class="facts"' not in client.get(film.get_absolute_url()).content.decode()


def test_the_credits_of_a_film_name_every_job_where_its_box_does_not(client, film, credits):
    page = said(client.get(film.get_absolute_url()).content.decode())

    for words in ("Ada Act Mina and The Stranger", "Bo Brief Cameo Uncredited", "Cleo Chord Music by"):
        assert words in page
    assert "Nobody Knows" not in page
    assert "The Ghost" not in page


def test_only_eight_of_a_cast_stand_in_the_box_of_a_review(client, film):
    for number in range(10):
        credited(film, Job.ACTOR, f"Actor {number}", billing=number + 1)

    found = rows(client, live(document(film)).review.get_absolute_url())

    assert found["With"] == " ".join(f"Actor {number}" for number in range(8))
