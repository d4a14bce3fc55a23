"""Feeds: the newest reviews for machines, from what any reader may see."""

import datetime
import json
from xml.etree import ElementTree

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from django.utils.http import parse_http_date

from cast.flagging import flag
from films.models import Film
from pagecache import respond
from reviews import document as d
from reviews import workflow
from reviews.models import Critic, Edition
from shield.finish_html import absolute
from tests.factories import FilmFactory, FranchiseFactory, ImageFactory, InstalmentFactory
from tests.reviews.builders import correction, document, later, live, renamed, somebody
from tests.reviews.public.test_public_pages import CANARY, rich_edition

pytestmark = pytest.mark.django_db

FORMS = ("atom", "rss", "json")
ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
HOSTILE = "]]> </script><b>“A” & 'b' \"c\" 🎬 \u202eשלום\u202c \u2028 <!--"


@pytest.fixture(autouse=True)
def _address(settings):
    settings.SITE_URL = "https://foyer.example"


def feed(client, form="atom", path="/feeds/reviews"):
    response = client.get(f"{path}.{form}")
    assert response.status_code == 200
    return response


def entries(client, form, path="/feeds/reviews"):
    """(id, title, HTML) of each entry, read as feed readers do."""
    content = feed(client, form, path).content
    if form == "json":
        return [(item["id"], item["title"], item["content_html"]) for item in json.loads(content)["items"]]
    root = ElementTree.fromstring(content)
    if form == "rss":
        items = root.iter("item")
        return [(item.findtext("guid"), item.findtext("title"), item.findtext(CONTENT)) for item in items]
    names = ("id", "title", "content")
    return [tuple(item.findtext(ATOM + name) for name in names) for item in root.iter(f"{ATOM}entry")]


def addresses(film, franchise, critic):
    return [
        "/feeds/reviews",
        f"/films/{film.slug}/reviews",
        f"/franchises/{franchise.slug}/reviews",
        f"/critics/{critic.slug}/reviews",
    ]


def world(count):
    """`count` reviews of one film in one franchise, by one critic."""
    critic = Critic.objects.create(name="Ada Quill", slug="ada-quill")
    film, franchise = FilmFactory(title="The Lamp"), FranchiseFactory()
    InstalmentFactory(franchise=franchise, film=film)
    byline = (d.Byline(name="Ada Quill", critic=critic.key), d.Byline(name="A guest"))
    for number in range(count):
        live(document(film, headline=f"Number {number}", bylines=byline))
    return film, franchise, critic


@pytest.mark.parametrize("count", [1, 3])
def test_every_feed_costs_the_same_whatever_stands_in_it(client, count, django_assert_num_queries):
    for path in addresses(*world(count)):
        for form in FORMS:
            # More for a franchise: its films, of which the page cache learns; for a critic: whether of many.
            costs = {"feeds": 2, "franchises": 4, "critics": 4}
            with django_assert_num_queries(costs.get(path.split("/")[1], 3)):
                response = feed(client, form, path)
            assert response.content.count(b"Number ") >= count


def test_an_entry_says_who_wrote_what_of_which_film_and_when(client):
    world(1)
    (item,) = json.loads(feed(client, "json").content)["items"]
    edition = Edition.objects.get()
    url = f"https://foyer.example{edition.review.get_absolute_url()}"
    moment = edition.first_public_at.isoformat(timespec="seconds")
    html = item.pop("content_html")
    assert item.pop("image").startswith("https://foyer.example/media/cards/")
    assert item == {
        "id": f"urn:uuid:{edition.review.key}",
        "url": url,
        "title": "Number 0",
        "summary": "Two people and a lake.",
        "date_published": moment,
        "date_modified": moment,
        "authors": [
            {"name": "Ada Quill", "url": "https://foyer.example/critics/ada-quill/"},
            {"name": "A guest"},
        ],
        "tags": ["The Lamp"],
        "language": "en",
        "_review": {"film": "The Lamp"},
    }
    assert "<p>It begins with rain.</p>" in html
    assert "<p>See it on a Sunday.</p>" in html


def test_all_formats_hold_the_same_entries(client):
    world(3)
    atom, rss, json_feed = (entries(client, form) for form in FORMS)
    assert atom == rss == json_feed
    assert [title for _id, title, _html in atom] == ["Number 2", "Number 1", "Number 0"]
    kinds = [feed(client, form).headers["Content-Type"].split(";")[0] for form in FORMS]
    assert kinds == ["application/atom+xml", "application/rss+xml", "application/feed+json"]


def test_at_most_twenty_are_given_the_newest_ones(client):
    author, moderator = somebody("Author"), somebody("Moderator")
    film = FilmFactory()
    for number in range(21):
        review = workflow.begin(author=author, document=document(film, headline=f"No. {number}"))
        submission = workflow.submit(review, by=author)
        workflow.approve(submission, digest=submission.revision.digest, moderator=moderator)
    titles = [title for _id, title, _html in entries(client, "atom")]
    assert titles == [f"No. {number}" for number in range(20, 0, -1)]


def test_a_feed_holds_what_its_name_says_alone(client):
    film, franchise, critic = world(1)
    live(document(headline="Elsewhere"))
    for path in addresses(film, franchise, critic)[1:]:
        assert [title for _id, title, _html in entries(client, "rss", path)] == ["Number 0"]
    assert len(entries(client, "rss")) == 2


@pytest.mark.parametrize("form", FORMS)
def test_a_feed_without_reviews_is_whole_and_always_the_same(client, form):
    with time_machine.travel("2026-01-01"):
        first = feed(client, form)
    assert feed(client, form).content == first.content
    assert "Last-Modified" not in first.headers
    assert entries(client, form) == []


@pytest.mark.parametrize("form", FORMS)
def test_hostile_words_come_through_as_words(client, form):
    text = document(
        FilmFactory(title=HOSTILE),
        headline=HOSTILE,
        dek=HOSTILE,
        bylines=(d.Byline(name=HOSTILE),),
        sections=(d.Section(kind="opening", heading=HOSTILE, text=HOSTILE + "\ufffe\ufdd0"),),
        verdict=d.Verdict(label=HOSTILE, text=HOSTILE),
    )
    live(text)
    ((_id, title, html),) = entries(client, form)
    assert title == text.headline
    assert "<script" not in html
    assert "<b>" not in html
    assert "</script>" not in html
    assert "&lt;b&gt;" in html


# What spoils


@pytest.mark.parametrize("form", FORMS)
def test_no_feed_holds_a_word_of_what_is_flagged(client, form):
    edition = rich_edition(1)
    flag(edition.film.credits.first(), level="major")
    franchise, critic = edition.film.instalments.get().franchise, Critic.objects.first()
    for path in addresses(edition.film, franchise, critic):
        response = feed(client, form, path)
        assert CANARY not in response.content.decode()
        assert CANARY not in str(response.headers)
        html = next(html for _id, title, html in entries(client, form, path) if title == "Take 0")
        assert "Open words." in html
        assert html.count("spoiler withheld:") == 2  # one in the opening, one in the verdict


def test_a_withheld_passage_is_a_plain_link_to_the_spoiler_page(client):
    film = FilmFactory(title="The Lamp")
    edition = live(document(film, sections=(d.Section(kind="opening", text="Rain. >!Hail.!< Wind."),)))
    ((_id, _title, html),) = entries(client, "json")
    href = f"https://foyer.example{edition.review.address_of('spoilers')}"
    link = f'<a href="{href}" rel="nofollow">spoiler withheld: major, for <cite>The Lamp</cite></a>'
    assert f"<p>Rain. {link} Wind.</p>" in html
    assert "Hail" not in html
    assert "data-" not in html


def test_a_flagged_opening_gives_way_to_the_first_section_that_is_none(client):
    flagged = d.Section(kind="opening", text="Dead.", spoiler=d.Spoiler(level="ending"))
    live(document(sections=(flagged, d.Section(kind="style", heading="Look", text="Grey."))))
    ((_id, _title, html),) = entries(client, "json")
    assert "<h2>Look</h2>" in html
    assert "Dead." not in html


def test_notes_on_the_cast_and_pictures_stay_out(client):
    image = ImageFactory()
    text = f"Rain. ![A boat](image:{image.key}) Wind."
    notes = (d.CastNote(name="Ida Bell", role="Mina", text="Bell is quiet."),)
    live(document(sections=(d.Section(kind="opening", text=text),), cast_notes=notes))
    ((_id, _title, html),) = entries(client, "json")
    assert "<img" not in html
    assert "Bell" not in html


def test_an_edition_that_differs_only_in_what_is_hidden_changes_no_byte(client):
    edition = live()
    live()  # a second one at nearly the same moment
    Edition.objects.update(first_public_at=edition.first_public_at, listed_at=edition.listed_at)
    before = [feed(client, form) for form in FORMS]
    opening, ending = edition.revision.document().sections
    changed = later(edition.review, {"sections": (opening, d.replace(ending, text="It was all rain."))})
    assert changed.number == 2
    for form, old in zip(FORMS, before, strict=True):
        new = feed(client, form)
        assert new.content == old.content
        for name in ("ETag", "Last-Modified"):
            assert new.headers[name] == old.headers[name]


def test_tightening_takes_words_out_at_once_even_for_those_who_ask_by_time_alone(client):
    edition = live()
    before = feed(client)
    opening, ending = edition.revision.document().sections
    tightened = d.replace(
        edition.revision.document(),
        sections=(d.replace(opening, text=f">!{opening.text}!<"), ending),
    )
    workflow.tighten(edition.review, document=tightened, by=somebody("Moderator"), reason="Too much.")
    for asked in (
        {"If-None-Match": before.headers["ETag"]},
        {"If-Modified-Since": before.headers["Last-Modified"]},
        {"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"},
    ):
        after = client.get("/feeds/reviews.atom", headers=asked)
        assert after.status_code == 200
        assert "begins with rain" not in after.content.decode()
    assert before.headers["Cache-Control"] == respond.CACHE_CONTROL
    updated = f"{ATOM}entry/{ATOM}updated"
    assert ElementTree.fromstring(after.content).findtext(updated) == ElementTree.fromstring(
        before.content
    ).findtext(updated)


def test_a_change_that_readers_are_told_of_moves_updated_and_a_silent_one_does_not(client):
    def moments():
        (item,) = json.loads(feed(client, "json").content)["items"]
        return item["date_published"], item["date_modified"]

    with time_machine.travel("2026-03-01T12:00:00Z", tick=False) as clock:
        edition = live()
        clock.move_to("2026-03-02T12:00:00Z")
        correction(edition.review, "A louder week", kind="correction", note="The name was wrong.")
        clock.move_to("2026-03-03T12:00:00Z")
        correction(edition.review, "A quieter week")
        assert moments() == ("2026-03-01T12:00:00+00:00", "2026-03-02T12:00:00+00:00")


@pytest.mark.parametrize("others", [0, 1])
@pytest.mark.parametrize("form", FORMS)
def test_a_take_down_never_sets_a_feed_back(client, form, others):
    def last_modified(path):
        response = feed(client, form, path)
        if form == "atom":
            updated = ElementTree.fromstring(response.content).findtext(f"{ATOM}updated")
            assert parse_http_date(response.headers["Last-Modified"]) == int(
                datetime.datetime.fromisoformat(updated).timestamp()
            )
        return parse_http_date(response.headers["Last-Modified"])

    with time_machine.travel("2026-03-01T12:00:00Z", tick=False) as clock:
        paths = addresses(*world(others))
        film = Film.objects.get(title="The Lamp")
        clock.move_to("2026-03-02T12:00:00Z")
        critic = (d.Byline(name="Ada Quill", critic=Critic.objects.get().key),)
        edition = live(document(film, headline="Gone", bylines=critic))
        before = [last_modified(path) for path in paths]
        clock.move_to("2026-03-03T12:00:00Z")
        workflow.take_down(edition.review, by=somebody("Moderator"), reason="Rights.")
        clock.move_to("2026-03-04T12:00:00Z")
        after = [last_modified(path) for path in paths]
    assert after == [moment + 24 * 3600 for moment in before]


def test_a_take_down_changes_no_feed_that_never_held_the_review(client):
    film = FilmFactory()
    live(document(film))
    before = feed(client, "atom", f"/films/{film.slug}/reviews")
    workflow.take_down(live(document()).review, by=somebody("Moderator"), reason="Rights.")
    assert feed(client, "atom", f"/films/{film.slug}/reviews").content == before.content


# When, and where


def test_what_is_not_public_is_in_no_feed(client):
    now = timezone.now()
    live(document(headline="Tomorrow"), at=now + datetime.timedelta(days=1))
    film = FilmFactory()
    workflow.set_embargo(film=film, until=now + datetime.timedelta(hours=1), by=somebody("Chief"), reason="x")
    live(document(film, headline="Held back"))
    gone = live(document(headline="Gone"))
    assert [title for _id, title, _html in entries(client, "atom")] == ["Gone"]
    workflow.take_down(gone.review, by=somebody("Moderator"), reason="Rights.")
    assert entries(client, "atom") == []
    with time_machine.travel(now + datetime.timedelta(days=2)):
        assert {title for _id, title, _html in entries(client, "atom")} == {"Held back", "Tomorrow"}


def test_an_entry_keeps_its_id_when_its_address_changes(client):
    edition = live()
    ((before, *_rest),) = entries(client, "atom")
    renamed(edition.review, "elsewhere")
    ((after, *_rest),) = entries(client, "atom")
    assert after == before
    assert b"/reviews/elsewhere/" in feed(client).content


@pytest.mark.parametrize("form", FORMS)
def test_a_former_address_leads_to_the_feed_and_what_never_was_is_not_found(client, form):
    film, franchise, critic = world(1)
    for thing, view in ((film, "film_feed"), (franchise, "franchise_feed"), (critic, "critic_feed")):
        thing.aliases.create(slug="before")
        address = reverse(f"reviews:{view}", args=["before", form])
        response = client.get(address)
        assert response.status_code == 301
        assert response.headers["Location"] == reverse(f"reviews:{view}", args=[thing.slug, form])
        assert client.get(reverse(f"reviews:{view}", args=["never", form])).status_code == 404
    assert client.get("/feeds/reviews.exe").status_code == 404
    assert client.post(f"/feeds/reviews.{form}").status_code == 405


def test_feeds_know_nobody(client):
    world(1)
    anonymous = [feed(client, form) for form in FORMS]
    client.force_login(somebody("Chief", is_superuser=True))
    for form, before in zip(FORMS, anonymous, strict=True):
        after = feed(client, form)
        assert after.content == before.content
        assert not after.cookies
        assert "Cookie" not in after.headers.get("Vary", "")


@pytest.mark.parametrize(
    ("html", "whole"),
    [
        ('<a href="/films/x/">F</a>', '<a href="https://a.b/films/x/">F</a>'),
        ('<a href="#fn1" id="r">1</a>', '<a href="https://a.b/r/#fn1" id="r">1</a>'),
        ('<a href="https://c.d/?a=1&amp;b=2">F</a>', '<a href="https://c.d/?a=1&amp;b=2">F</a>'),
        ('<a href="http://[">F</a>', '<a href="https://a.b/r/">F</a>'),
        ('<p>href="/x"</p>', '<p>href="/x"</p>'),
        ('<a title="> href=" href="/x">F</a>', '<a title="> href=" href="https://a.b/x">F</a>'),
    ],
)
def test_links_lead_elsewhere_from_anywhere(html, whole):
    assert absolute(html, "https://a.b/r/") == whole
