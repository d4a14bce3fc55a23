"""Passages asked for from a review's page: one by its link, several by what the reader has seen."""

import re
from uuid import uuid4

import pytest
from django.urls import reverse

from cast.flagging import flag
from keys.models import rekey
from reviews import document as d
from reviews import workflow
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
    """Four adjacent passages of several scopes, the last of a film that is gone, and one in the verdict."""
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


def test_each_grade_has_a_placeholder_which_names_the_films_that_are_in_the_record(client, edition, films):
    third, fourth = (str(film.key) for film in films)
    named = [set(films.split()) for _address, films in links(client, edition)]
    assert named == [{fourth}, {third}, {third, fourth}, set(), {fourth}]


def test_adjacent_passages_of_one_grade_share_a_placeholder_and_open_together(client, films):
    _third, fourth = films
    edition = live(
        document(
            fourth,
            sections=(
                section("It begins."),
                section("A crown breaks.", spoiler(fourth)),
                section("A sword too.", spoiler(fourth)),
                section("All die.", spoiler(fourth, level="ending")),
            ),
        )
    )
    (major, _films), (ending, _same) = links(client, edition)

    page = several(client, edition, major).content.decode()

    assert "A crown breaks." in page and "A sword too." in page and "All die." not in page
    assert "All die." in several(client, edition, ending).content.decode()


def test_several_open_in_one_request_and_no_other(client, edition):
    _first, (lost, _films), *_others, (inline, _own) = links(client, edition)
    page = several(client, edition, lost, inline).content.decode()
    assert "A finger is lost." in page and "He falls." in page
    assert "Open because you have seen it" in page
    for withheld in ("A crown breaks.", "Two films meet.", "A film in no record."):
        assert withheld not in page


@pytest.mark.parametrize(
    "ask",
    [
        "",
        "~",
        "nothing",
        "{block}~",
        "{block}~{other}",
        "{block}~~",
        "{block}~{other}~1",
        "{block}.text.0",
    ],
)
def test_an_ask_for_nothing_gives_nothing(client, edition, ask):
    (block, _named), *_others = links(client, edition)
    assert several(client, edition, ask.format(block=block, other=uuid4())).status_code == 404


def test_no_passage_is_sent_twice_however_it_is_named(client, edition, films):
    (block, _named), *_others, (inline, _own) = links(client, edition)
    asks = [block, block, *(f"{block}~{films[0].key}.{number}" for number in range(50))]
    asks += [inline, *(f"{inline}.{number}" for number in range(50))]
    page = several(client, edition, ",".join(asks)).content.decode()
    assert page.count("A crown breaks.") == 1
    assert page.count("He falls.") == 1


def test_another_edition_is_not_asked(client, edition, films):
    (block, _named), *_others = links(client, edition)
    correction(edition.review, "Another headline")
    assert several(client, edition, block).status_code == 404


def test_several_are_refused_to_a_browser_that_guesses_and_are_not_indexed(client, edition):
    *_blocks, (inline, _own) = links(client, edition)
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
    assert "She is back." in several(client, edition, block).content.decode()


def test_a_note_on_a_credit_that_is_no_longer_flagged_does_not_open_by_itself(client, films):
    third, fourth = films
    credit = CreditFactory(film=fourth)
    note = d.CastNote(credits=(credit.key,), name="Ida", text="She is back.")
    edition = live(document(fourth, sections=(section("It begins."),), cast_notes=(note,)))
    flag(credit, "major", [third])
    flag(credit, "")
    ((block, named),) = links(client, edition)
    assert named == ""
    assert "She is back." in several(client, edition, block).content.decode()


def test_a_scope_with_a_film_of_no_record_has_no_key(films):
    third, fourth = films
    text = document(fourth, sections=(section("Lost.", spoiler(third, fourth)),))
    known = {fourth.key: fourth.key}
    grades = [part["withheld"] for part in bake(text, known).safe["front"]]
    assert grades == [{"level": "major", "films": ["The Third", "The Fourth"], "keys": []}]


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
