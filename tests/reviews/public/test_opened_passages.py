"""Passages asked for from a review's page: one by its link, several by what the reader has seen."""

import re
from uuid import uuid4

import pytest
from django.urls import reverse

from cast.flagging import flag
from keys.models import rekey
from reviews import document as d
from reviews import workflow
from reviews.document.grades import is_seen
from reviews.rendering.bake import bake
from tests.factories import CreditFactory, FilmFactory
from tests.reviews.builders import correction, document, live, somebody

pytestmark = pytest.mark.django_db


def spoiler(*films, level="major"):
    return d.Spoiler(level=level, scope=tuple(d.Ref(key=film.key, name=film.title) for film in films))


def section(text, spoiler=None, kind="style"):
    return d.Section(kind=kind, heading="", text=text, spoiler=spoiler)


@pytest.fixture
def films():
    return FilmFactory(title="The Third"), FilmFactory(title="The Fourth")


@pytest.fixture
def edition(films):
    """One placeholder for four adjacent passages of several scopes, and one inside the verdict."""
    third, fourth = films
    edition = live(
        document(
            fourth,
            sections=(
                section("It begins."),
                section("A crown breaks.", spoiler(fourth)),
                section("A finger is lost.", spoiler(third)),
                section("Two films meet.", spoiler(third, fourth)),
                section("A film in no record.", spoiler(fourth)),
            ),
            verdict=d.Verdict(text="See it. >!He falls.!< Twice."),
        )
    )
    edition.safe["front"][4]["withheld"]["keys"] = []
    lost = next(part for part in edition.full.content["parts"] if "no record" in str(part["html"]))
    lost["grade"]["keys"] = []
    edition.save()
    edition.full.save()
    return edition


def links(client, edition):
    """Of each placeholder: the address it asks for, and the films it names."""
    page = client.get(edition.review.get_absolute_url()).content.decode()
    return re.findall(r'data-spoiler="[^"]*/([^/"]+)/" data-films="([^"]*)"', page)


def several(client, edition, *asks):
    url = reverse("reviews:parts", args=[edition.review.slug, edition.number])
    return client.get(f"{url}?of={','.join(asks)}")


def test_a_placeholder_names_the_films_that_are_in_the_record(client, edition, films):
    third, fourth = films
    (_block, named), (_inline, own) = links(client, edition)
    assert named.split() == [str(fourth.key), str(third.key)]
    assert own == str(fourth.key)


def test_what_a_film_gives_away_opens_and_the_rest_stays_withheld(client, edition, films):
    (block, _named), _inline = links(client, edition)
    page = several(client, edition, f"{block}~{films[0].key}").content.decode()
    assert "A finger is lost." in page
    assert "Open because you have seen it" in page
    for withheld in ("A crown breaks.", "Two films meet.", "A film in no record.", "He falls."):
        assert withheld not in page
    rest = re.findall(r'data-spoiler="([^"]+)" data-films=""', page)
    assert len(rest) == 2, "the passages before, and those behind"
    assert "A crown breaks." in client.get(rest[0]).content.decode()
    behind = client.get(rest[1]).content.decode()
    assert "Two films meet." in behind and "A finger is lost." not in behind


def test_whoever_has_seen_every_film_still_does_not_get_what_is_of_no_record(client, edition, films):
    (block, named), (inline, _own) = links(client, edition)
    page = several(client, edition, f"{block}~{named.replace(' ', '.')}", inline).content.decode()
    for opened in ("A crown breaks.", "A finger is lost.", "Two films meet.", "He falls."):
        assert opened in page
    assert "A film in no record." not in page


@pytest.mark.parametrize(
    "ask",
    [
        "",
        "~",
        "nothing",
        "{block}~",
        "{block}~{other}",
        "{block}~~",
        "{block}~~9",
        "{block}~x~y~z",
        "{block}.text.0",
    ],
)
def test_an_ask_for_nothing_gives_nothing(client, edition, ask):
    (block, _named), _inline = links(client, edition)
    assert several(client, edition, ask.format(block=block, other=uuid4())).status_code == 404


def test_no_passage_is_sent_twice_however_it_is_named(client, edition, films):
    (block, _named), (inline, _own) = links(client, edition)
    asks = [f"{block}~{films[0].key}.{number}" for number in range(50)]
    asks += [inline, *(f"{inline}.{number}" for number in range(50))]
    page = several(client, edition, ",".join(asks)).content.decode()
    assert page.count("A finger is lost.") == 1
    assert page.count("He falls.") == 1


def test_another_edition_is_not_asked(client, edition, films):
    (block, _named), _inline = links(client, edition)
    correction(edition.review, "Another headline")
    assert several(client, edition, f"{block}~{films[0].key}").status_code == 404


def test_several_are_refused_to_a_browser_that_guesses_and_are_not_indexed(client, edition):
    _block, (inline, _own) = links(client, edition)
    url = reverse("reviews:parts", args=[edition.review.slug, edition.number])
    guessed = client.get(f"{url}?of={inline}", headers={"sec-purpose": "prefetch;prerender"})
    assert (guessed.status_code, guessed.headers["Cache-Control"]) == (403, "no-store")
    asked = several(client, edition, inline)
    assert asked.headers["X-Robots-Tag"] == "noindex, nosnippet, noarchive"
    assert asked.headers["Referrer-Policy"] == "no-referrer"


def test_a_note_on_a_flagged_credit_opens_for_the_films_the_credit_gives_away(client, films):
    third, fourth = films
    credit = CreditFactory(film=fourth)
    note = d.CastNote(credits=(credit.key,), name="Ida", text="She is back.")
    edition = live(document(fourth, sections=(section("It begins."),), cast_notes=(note,)))
    flag(credit, "major", [third])
    (block, named), *_others = links(client, edition)
    assert named == str(third.key)
    assert "She is back." in several(client, edition, f"{block}~{third.key}").content.decode()
    assert several(client, edition, f"{block}~{fourth.key}").status_code == 404


def test_a_note_on_a_credit_that_is_no_longer_flagged_does_not_open_by_itself(client, films):
    third, fourth = films
    credit = CreditFactory(film=fourth)
    note = d.CastNote(credits=(credit.key,), name="Ida", text="She is back.")
    edition = live(document(fourth, sections=(section("It begins."),), cast_notes=(note,)))
    flag(credit, "major", [third])
    flag(credit, "")
    ((block, named),) = links(client, edition)
    assert named == ""
    assert several(client, edition, f"{block}~{fourth.key}").status_code == 404
    assert "She is back." in several(client, edition, block).content.decode()


def test_a_scope_with_a_film_of_no_record_has_no_key(films):
    third, fourth = films
    text = document(fourth, sections=(section("Lost.", spoiler(third, fourth)),))
    known = {fourth.key: fourth.key}
    grades = [part["withheld"] for part in bake(text, known).safe["front"]]
    assert grades == [{"level": "major", "films": ["The Third", "The Fourth"], "keys": []}]
    assert not is_seen(grades, [str(third.key), str(fourth.key)])


def test_a_film_is_named_by_the_key_it_has_when_the_edition_is_made(client, films):
    third, fourth = films
    former = third.key
    text = document(fourth, sections=(section("It begins."), section("Lost.", spoiler(third))))
    rekey(third)
    edition = live(text)
    assert links(client, edition)[0][1] == str(third.key) != str(former)


def test_an_edition_rendered_before_films_had_keys_never_opens_by_itself(client, edition, films):
    for part in (*edition.safe["front"], edition.safe["verdict"]):
        part.get("withheld", part.get("cut", {})).pop("keys", None)
    edition.save()
    assert {named for _address, named in links(client, edition)} == {""}
    workflow.rebake(edition, by=somebody("Moderator"))
    assert all(named for _address, named in links(client, edition))
