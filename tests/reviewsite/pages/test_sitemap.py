"""/sitemap.xml and /robots.txt: what search engines may come to, and nothing that spoils."""

import datetime
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

import pytest
import time_machine
from django.utils import timezone

from cast.flagging import flag
from films.models import Film
from reviews import document as d
from reviews import workflow
from reviews.models import Critic, Edition
from reviewsite.pages.sitemaps import KEYS_PER_FILE
from tests import factories as make
from tests.reviews.builders import correction, document, later, live, somebody

pytestmark = pytest.mark.django_db

SITE = "https://foyer.example"
HOUR = datetime.timedelta(hours=1)
NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture(autouse=True)
def _address(settings):
    settings.SITE_URL = SITE


def read(client, path):
    """{path: lastmod} of one file."""
    response = client.get(path)
    assert response.status_code == 200, path
    return {
        item.findtext(f"{NAMESPACE}loc").removeprefix(SITE): item.findtext(f"{NAMESPACE}lastmod")
        for item in ElementTree.fromstring(response.content)
    }


def sitemap(client):
    """{path: lastmod} of all files."""
    return {path: day for file in read(client, "/sitemap.xml") for path, day in read(client, file).items()}


def everything():
    """One of everything that has a page."""
    critic = Critic.objects.create(name="Ada Quill", slug="ada-quill")
    film, character = make.FilmFactory(), make.CharacterFactory()
    credit = make.CreditFactory(film=film, characters=[character])
    byline = (d.Byline(name="Ada Quill", critic=critic.key),)
    edition = live(document(film, bylines=byline))
    things = [film, credit.person, character, make.FranchiseFactory(), make.GenreFactory()]
    return edition, [*things, make.PageFactory(), critic, edition.review]


@pytest.mark.engines
def test_every_page_stands_in_the_sitemap_under_the_sites_own_address(client):
    _edition, things = everything()
    lists = {"/", "/reviews/", "/films/", "/franchises/"}
    found = sitemap(client)
    assert found.keys() == lists | {thing.get_absolute_url() for thing in things}
    for path in found:
        assert client.get(path).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_a_file_costs_one_query_whatever_stands_in_it(client, count, django_assert_num_queries):
    critic = Critic.objects.create(name="Ada Quill", slug="ada-quill")
    for _ in range(count):
        film = make.FilmFactory()
        make.CreditFactory(film=film, characters=[make.CharacterFactory()])
        edition = live(document(film, bylines=(d.Byline(name="Ada Quill", critic=critic.key),)))
        correction(edition.review, "Put right", kind="correction", note="A name.")
        make.FranchiseFactory(), make.GenreFactory(), make.PageFactory()
    with django_assert_num_queries(8):
        files = read(client, "/sitemap.xml")
    assert len(files) == 9
    for file in files:
        with django_assert_num_queries(0 if "lists" in file else 1):
            read(client, file)


def file_of(section, key):
    return f"/sitemap-{section}-{key // KEYS_PER_FILE + 1}.xml"


@pytest.mark.engines
def test_a_page_keeps_its_file_and_a_range_without_a_page_has_none(client):
    start = KEYS_PER_FILE * (Film.objects.count() + 5)
    keys = [start + offset for offset in (0, 999, 1000, 4500)]
    films = {key: make.FilmFactory(pk=key) for key in keys}

    files = [file for file in read(client, "/sitemap.xml") if "films" in file]

    assert files == list(dict.fromkeys(file_of("films", key) for key in keys))
    assert len(files) == 3
    for file in files:
        listed = {film.get_absolute_url() for key, film in films.items() if file_of("films", key) == file}
        assert read(client, file).keys() == listed
    films[start].delete()
    assert read(client, files[0]).keys() == {films[start + 999].get_absolute_url()}
    films[start + 1000].delete()
    assert client.get(files[1]).status_code == 404
    assert files[1] not in read(client, "/sitemap.xml")


@pytest.mark.parametrize(
    "file",
    [
        "films-999",
        "films-0",
        "films-9223372036854775807",
        "films-9999999999999999999999",
        "drafts-1",
        "lists-2",
    ],
)
def test_a_file_that_there_is_not_is_not_found(client, file):
    make.FilmFactory()
    assert client.get(f"/sitemap-{file}.xml").status_code == 404


def test_whoever_has_only_flagged_credits_is_not_there(client):
    _edition, (film, person, character, *_rest) = everything()
    flag(film.credits.get(), level="major")
    found = sitemap(client)
    assert film.get_absolute_url() in found
    assert person.get_absolute_url() not in found
    assert character.get_absolute_url() not in found


def test_spoiler_pages_histories_and_what_is_not_public_are_not_there(client):
    now = timezone.now()
    live(document(headline="Tomorrow"), at=now + datetime.timedelta(days=1))
    gone = live(document(headline="Gone"))
    Critic.objects.create(name="Nobody yet", slug="nobody-yet")
    workflow.take_down(gone.review, by=somebody("Moderator"), reason="Rights.")
    shown = live(document(headline="Shown"))
    found = sitemap(client)
    assert [path for path in found if "/reviews/" in path] == ["/reviews/", shown.review.get_absolute_url()]
    assert not [path for path in found if "critics" in path or "history" in path or "spoilers" in path]


def test_lastmod_is_when_readers_were_told_and_moves_for_nothing_hidden(client):
    with time_machine.travel("2026-03-01T12:00:00Z", tick=False) as clock:
        edition = live()
        url = edition.review.get_absolute_url()
        assert sitemap(client)[url] == "2026-03-01T12:00:00+00:00"
        clock.move_to("2026-03-02T12:00:00Z")
        live()
        file = file_of("reviews", edition.review_id)
        before = client.get(file)
        opening, ending = edition.revision.document().sections
        later(edition.review, {"sections": (opening, d.replace(ending, text="It was all rain."))})
        after = client.get(file)
        assert Edition.objects.live().get(review=edition.review).number == 2
        assert after.content == before.content
        assert after.headers["ETag"] == before.headers["ETag"]
        clock.move_to("2026-03-03T12:00:00Z")
        correction(edition.review, "Put right", kind="correction", note="A name.")
        clock.move_to("2026-03-04T12:00:00Z")
        correction(edition.review, "Put right, quietly")
        to_come = correction(edition.review, "To come", kind="update", note="More.", at=timezone.now() + HOUR)
        assert sitemap(client)[url] == "2026-03-03T12:00:00+00:00"
        workflow.unschedule(to_come, by=somebody("Moderator"), reason="Not now.")
        correction(edition.review, "Another quiet one")
        clock.move_to("2026-03-05T12:00:00Z")
        assert sitemap(client)[url] == "2026-03-03T12:00:00+00:00"


def test_robots_may_read_everything_but_the_desk(client):
    edition = live()
    response = client.get("/robots.txt")
    assert response.headers["Content-Type"].startswith("text/plain")
    robots = RobotFileParser()
    robots.parse(response.content.decode().splitlines())
    for url in ("/", edition.review.get_absolute_url(), edition.review.address_of("spoilers")):
        assert robots.can_fetch("*", f"{SITE}{url}")
    assert not robots.can_fetch("*", f"{SITE}/admin/")
    assert robots.site_maps() == [f"{SITE}/sitemap.xml"]


def test_machines_get_the_same_for_everyone(client):
    edition, _things = everything()
    paths = ["/sitemap.xml", file_of("reviews", edition.review_id), "/robots.txt"]
    anonymous = [client.get(path) for path in paths]
    client.force_login(somebody("Chief", is_superuser=True))
    for path, before in zip(paths, anonymous, strict=True):
        after = client.get(path)
        assert after.content == before.content
        assert not after.cookies
        assert "Vary" not in after.headers or "Cookie" not in after.headers["Vary"]
