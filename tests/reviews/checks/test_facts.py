"""The fact check: what it says of a text beside the film record, and what it must leave alone."""

import io
import time

import pytest
from django.core.management import call_command

from cast.flagging import flag
from cast.models import CharacterAlias, Credit, PersonAlias
from films.models import Film
from reviews import document as d
from reviews.checks.facts import facts as facts_of
from reviews.checks.run import run_checks
from reviews.checks.subject import subject_of
from reviews.models import Review
from reviewsite.demo.world import load_world
from tests.factories import (
    CharacterFactory,
    CreditFactory,
    FilmFactory,
    FranchiseFactory,
    InstalmentFactory,
    OtherTitleFactory,
    PersonFactory,
)
from tests.reviews.builders import begun, document, somebody

pytestmark = pytest.mark.django_db


CAST = {
    "Ana de Armas": "Eve Macarro",
    "Anjelica Huston": "The Director",
    "Norman Reedus": "Daniel Pine",
    "Ian McShane": "Winston",
    "Keanu Reeves": "John Wick",
}
WICKS = {
    "John Wick": 2014,
    "John Wick: Chapter 2": 2017,
    "John Wick: Chapter 3 – Parabellum": 2019,
    "John Wick: Chapter 4": 2023,
    "John Wick: Chapter 5": None,
}


@pytest.fixture
def ballerina():
    """A spin-off with its record, beside the films it belongs to and another of its name."""
    film = FilmFactory(title="From the World of John Wick: Ballerina", year=2025, runtime_minutes=125)
    OtherTitleFactory(film=film, title="Ballerina")
    FilmFactory(title="Ballerina", year=2016)
    franchise, stahelski = FranchiseFactory(name="John Wick"), PersonFactory(name="Chad Stahelski")
    InstalmentFactory(franchise=franchise, film=film)
    for title, year in WICKS.items():
        wick = FilmFactory(title=title, short_title=title.partition(": ")[2].partition(" –")[0], year=year)
        InstalmentFactory(franchise=franchise, film=wick)
        CreditFactory(film=wick, person=stahelski, job="director")
    for name, role in CAST.items():
        part = [CharacterFactory(name=role)]
        CreditFactory(
            film=film, person=PersonFactory(name=name), characters=part, is_cameo=name == "Keanu Reeves"
        )
    CreditFactory(film=film, person=PersonFactory(name="Len Wiseman"), job="director")
    surprise = CreditFactory(
        film=film,
        person=PersonFactory(name="Catalina Sandino Moreno"),
        characters=[CharacterFactory(name="Lena")],
    )
    flag(surprise, "major")
    return film


def facts(review):
    (result,) = (
        item for item in run_checks(review, review.revisions.first().document()) if item.name == "facts"
    )
    return result


def said(film, **fields):
    return [item.sentence for item in facts(begun(document(film, **fields))).findings]


def of_text(film, text):
    return said(film, sections=(d.Section(kind="opening", text=text),))


def note(film, person="", **fields):
    credits = Credit.objects.filter(film=film, person__name=person)
    keys = tuple(credit.key for credit in credits)
    return d.CastNote(**({"name": person, "credits": keys, "text": "Gone in a scene."} | fields))


def test_the_sample_has_another_role_for_norman_reedus(sample, tmp_path):
    load_world()
    path = tmp_path / "ballerina.txt"
    path.write_bytes(sample)
    author = somebody("Author")
    call_command(
        "import_review",
        str(path),
        "--film",
        "Ballerina (2025)",
        "--author",
        str(author),
        stdout=io.StringIO(),
    )
    result = facts(Review.objects.get())
    assert result.level == "warns"
    role, director = result.findings
    assert (role.place, role.field) == ("Cast note, 3", "role")
    assert "“Daryl” for Norman Reedus" in role.sentence
    assert "“Daniel Pine”" in role.sentence
    assert director.sentence.startswith("Did Chad Stahelski direct this film? Its record says Len Wiseman.")


MUST = [
    ("Norman Reedus as Daryl comes and goes.", "“Daryl” for Norman Reedus: the film's record"),
    ("Then Daryl (Norman Reedus) comes and goes.", "“Daryl” for Norman Reedus: the film's record"),
    ("Then Daryl (played by Norman Reedus) goes.", "“Daryl” for Norman Reedus: the film's record"),
    ("It needs Norman Reedus’ Daryl, who goes.", "“Daryl” for Norman Reedus: the film's record"),
    ("It needs Norman Reedus’s Daryl.", "“Daryl” for Norman Reedus: the film's record"),
    ("ANJELICA HUSTON as the Chancellor is cold.", "“the Chancellor” for Anjelica Huston: the film's record"),
    ("Norman Reedus plays Daryl in Ballerina.", "“Daryl” for Norman Reedus: the film's record"),
    ("Hidden, >!Norman Reedus as Daryl dies!<.", "“Daryl” for Norman Reedus: the film's record"),
    ("A film directed by Chad Stahelski.", "Did Chad Stahelski direct this film?"),
    ("Our director Jo Marlow knows better.", "Did Jo Marlow direct this film?"),
    ("Here Jo Marlow directs with a ruler.", "Did Jo Marlow direct this film?"),
    (
        "It follows John Wick: Chapter 3 (2018).",
        "John Wick: Chapter 3 is of 2019 in the film's record, not of 2018",
    ),
    ("Chapter 2 (2016) was longer.", "Chapter 2 is of 2017 in the film's record, not of 2016"),
    ("So Ballerina (2024) opens.", "Ballerina is of 2025 in the film's record, not of 2024"),
    ("After Jon Wick: Chapter 4 it is brief.", "“Jon Wick Chapter 4” is written “John Wick: Chapter 4”"),
    ("That is all of Balerina.", "“Balerina” is written “Ballerina”"),
    ("Then Norman Reedas leaves.", "“Norman Reedas” is written “Norman Reedus”"),
    ("A 152-minute film.", "The film's record says 125 minutes, not 152."),
    ("It runs for 95 minutes.", "The film's record says 125 minutes, not 95."),
]


@pytest.mark.parametrize(("text", "says"), MUST, ids=[text for text, _says in MUST])
def test_it_says(ballerina, text, says):
    (found,) = of_text(ballerina, text)
    assert found.startswith(says)


MUST_NOT = [
    "Norman Reedus as Daniel Pine comes and goes.",
    "Norman Reedus as Pine comes and goes.",
    "Norman Reedus as PINE, norman reedus as pine.",
    "Eve (Ana de Armas) and Eve Macarro (Ana de Armas) are one.",
    "Ana de Armas as the assassin is one thing, Ana de Armas as a dancer another.",
    "Assassin Eve (Ana de Armas) runs. When Winston (Ian McShane) calls, she stops.",
    "Keanu Reeves as Wick, Keanu Reeves’ Wick, Keanu Reeves’s John Wick.",
    "Ana de Armas’ Hollywood career begins here; Keanu Reeves’ Oscar does not.",
    "Jo Marlow, uncredited, waves. So does Jo Marlow as the Baker.",
    "Donnie Yen as Caine was better, and so was Bill Skarsgard as the Marquis.",
    "Norman Reedus plays Daryl in The Walking Dead, for years.",
    "Directed by Len Wiseman, with a script by Shay Hatten.",
    "Director Wiseman and director Len Wiseman agree. Here Len Wiseman directs.",
    "Second unit director Chad Stahelski knows how. Chad Stahelski directs the second unit.",
    "John Wick, directed by Chad Stahelski, began it.",
    "Unlike Atomic Blonde, directed by David Leitch, it is cold.",
    "The art director Jo Marlow paints it blue. The director of photography Jo Marlow lights it.",
    "The Director directs them all. Nobody directs Eve Macarro.",
    "It follows John Wick: Chapter 3 (2019) and Chapter 4 (2023), and John Wick (2014).",
    "The cartoon Ballerina (2016) is another film, and so is Prima Ballerina (1999).",
    "John Wick: Chapter 5 (2030) has no date in the record.",
    "Ballerinas everywhere. Two John Wicks would be one too many. A ballerino dances.",
    "A 125-minute film, a two-minute film, a 126-minute film, five of its 30 minutes.",
    "The Wick films, the Wickverse, and Eve’s own Ruska Roma (1990).",
]


@pytest.mark.parametrize("text", MUST_NOT)
def test_it_does_not_say(ballerina, text):
    assert of_text(ballerina, text) == []


def test_a_label_in_capitals_is_no_role(ballerina):
    points = (d.Point(side="good", label="Ana de Armas’ Physicality", text="She commits."),)
    assert said(ballerina, points=points) == []


def test_accents_and_former_names_are_known(ballerina):
    credit = Credit.objects.get(film=ballerina, person__name="Norman Reedus")
    PersonAlias.objects.create(thing=credit.person, slug="norman-mark-reedus")
    CharacterAlias.objects.create(thing=credit.characters.get(), slug="the-hunter")
    assert said(ballerina, cast_notes=(note(ballerina, name="Norman Mark Reedus", text="Gone."),)) == []
    assert of_text(ballerina, "Norman Reedus as the Hunter. Ána de Ármas as Eve.") == []


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"person": "Norman Reedus", "role": "Daryl"}, "“Daryl” for Norman Reedus"),
        ({"person": "Norman Reedus", "role": "Pine"}, ""),
        ({"person": "Norman Reedus", "role": "pine"}, ""),
        ({"person": "Keanu Reeves", "role": "John Wick"}, "The film's record calls this a cameo"),
        ({"person": "Keanu Reeves", "role": "John Wick", "cameo": True}, ""),
        ({"person": "Ian McShane", "cameo": True}, "The note calls this a cameo"),
        ({"person": "Jo Marlow", "role": "Baker"}, "The film's record does not know Jo Marlow. Look at"),
        (
            {"name": "Norman Reedas"},
            "The film's record does not know Norman Reedas. Is Norman Reedus meant?",
        ),
        ({"name": "Supporting Cast"}, ""),
        ({"name": "The ensemble"}, ""),
    ],
)
def test_a_cast_note_is_held_against_the_record(ballerina, fields, says):
    found = said(ballerina, cast_notes=(note(ballerina, **fields),))
    assert [sentence[: len(says)] for sentence in found if "is written" not in sentence] == [says] * bool(
        says
    )


def test_a_surprise_is_never_named(ballerina):
    credit = Credit.objects.get(film=ballerina, person__name="Norman Reedus")
    flag(credit, "major")
    notes = (note(ballerina, person="Norman Reedus", role="Daryl"),)
    texts = (d.Section(kind="opening", text="Norman Reedas waits. Catalina Sandino Moreno as Ana waits."),)
    found = " ".join(said(ballerina, cast_notes=notes, sections=texts))
    assert "another role" in found
    assert "Pine" not in found
    assert "Lena" not in found
    assert "Is Norman Reedus meant" not in found


def test_a_review_without_a_film_or_a_film_without_a_record_says_nothing(ballerina):
    text = "Norman Reedus as Daryl, directed by Jo Marlow, in a 90-minute film."
    assert of_text(None, text) == []
    bare = Film.objects.create(title="Bare", slug="bare")
    assert of_text(bare, text) == []


@pytest.mark.parametrize(
    "piece",
    [
        *("A B ", "Daryl (Norman Reedus) ", "directed by Jo Marlow, ", "Ballerina (2024) ", "Jon Wick "),
        *("the ", "Norman Reedus as Daryl ", "Keanu Reeves' Oscar "),
    ],
)
def test_hostile_text_stays_cheap(ballerina, piece):
    review = begun(document(ballerina))
    text = document(ballerina, sections=(d.Section(kind="opening", text=piece * (150_000 // len(piece))),))
    subject = subject_of(review, text)
    list(subject.texts)
    start = time.process_time()
    list(facts_of(subject))
    assert time.process_time() - start < 10
