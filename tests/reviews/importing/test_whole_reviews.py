"""Whole reviews, as critics hand them in."""

from pathlib import Path

import pytest

from reviews.document import Byline, Verdict
from reviews.importing.formats import read
from reviews.importing.formats.word_count import document_words, words
from tests.reviews.importing.outline import DOCUMENTS, advice_of, notes_of, points_of, sections_of

SAMPLE = Path(__file__).resolve().parents[4] / "shared/samples/ballerina.txt"


@pytest.mark.skipif(not SAMPLE.exists(), reason="the sample is not kept with the project")
def test_the_sample_is_understood_to_the_last_line():
    reading = read(SAMPLE.read_bytes(), titles=("Ballerina",))
    document = reading.document

    assert document.headline == "A New Name in a Familiar World"
    assert sections_of(document) == [
        ("opening", "", None),
        ("style", "Tone, Style & First Impressions", None),
        ("cast", "Cast & Character Breakdown", None),
        ("plot", "Plot Summary", "major"),
        ("cameos", "John Wick Cameos", "major"),
        ("twists", "Big Twists", "major"),
        ("ending", "Ending", "ending"),
        ("outlook", "What’s Next?", None),
    ]
    assert [section.text.count("\n\n") + 1 for section in document.sections] == [2, 2, 1, 1, 1, 1, 1, 3]
    assert document.sections[2].text == ""
    assert document.sections[5].text.count("\n- ") == 3
    assert notes_of(document) == [
        ("Ana de Armas", "Eve", False),
        ("Keanu Reeves", "John Wick", True),
        ("Norman Reedus", "Daryl", False),
        ("Supporting Cast", "", False),
    ]
    assert [(line.condition, line.answer) for line in document.advice] == [
        ("If you’re in it for stylish ultraviolence", "yes"),
        ("If you’re looking for world-building, emotional depth, or a tight script", "no"),
    ]
    assert [line.reason.split(".")[0] for line in document.advice] == [
        "The action scenes are some of the most imaginative in the franchise",
        "This is Wick-lite",
    ]
    assert [(point.side, point.label) for point in document.points] == [
        ("good", "Creative Action"),
        ("good", "Ana de Armas’ Physicality"),
        ("good", "Gorgeous Cinematography"),
        ("good", "Hard-Hitting Brutality"),
        ("bad", "Paper-Thin Plot"),
        ("bad", "Shallow World-Building"),
        ("bad", "Underused Lead"),
        ("bad", "Inconsistent Rules"),
        ("bad", "Sloppy Writing"),
    ]
    assert all(point.text for point in document.points)
    assert document.verdict.label == "From the World of John Wick: Ballerina"
    assert document.verdict.text.startswith("Ballerina delivers what it promises")
    assert document.verdict.text.endswith("it's worth the ride.")
    assert document.bylines == (Byline(name="Asmodeus"),)
    assert document.film is None
    assert [part for part in document.parts() if part.spoiler] == list(document.sections[3:7])
    assert reading.notes == ()


@pytest.mark.skipif(not SAMPLE.exists(), reason="the sample is not kept with the project")
@pytest.mark.parametrize("titles", [(), ("Ballerina",), ("From the World of John Wick: Ballerina",)])
def test_of_the_sample_only_structure_is_missing_and_nothing_stands_twice(titles):
    text = SAMPLE.read_text()
    kept = document_words(read(text.encode(), titles=titles).document)

    structure = """Should You See It? ⚠️ Spoilers Below: Full Breakdown & Big Reveals The Good The Bad
        as as as (Cameo) yes no"""
    assert words(text) - kept == words(structure)
    assert not kept - words(text)


def test_a_bare_text_is_understood_to_the_last_line():
    reading = read((DOCUMENTS / "lighthouse.txt").read_bytes(), titles=("The Keeper’s Hour",))
    document = reading.document

    assert document.headline == "Salt, Rust and a Slow Goodbye"
    assert sections_of(document) == [
        ("opening", "", None),
        ("style", "Tone, Pace & First Impressions", None),
        ("cast", "Cast & Performances", None),
        ("plot", "Plot Summary", "major"),
        ("cameos", "The Inspector’s Visit and Other Cameos", "major"),
        ("twists", "Big Twists", "major"),
        ("ending", "Ending", "ending"),
        ("outlook", "What’s Next?", None),
    ]
    assert document.sections[5].text == (
        "- The lamp has been dark for nine years.\n- Her father never left the island."
    )
    assert notes_of(document) == [
        ("Mara Lindqvist", "Ines", False),
        ("Tomás Beltrán", "The Inspector", True),
        ("Supporting Cast", "", False),
    ]
    assert advice_of(document) == [
        (
            "If you’re fond of quiet films about work",
            "yes",
            "Few pictures know so well what hands do all day.",
        ),
        ("If you’re hoping for a mystery with answers", "no", "The fog never lifts."),
    ]
    assert points_of(document) == [
        ("good", "Patient Camera", "Nothing is shown twice."),
        ("good", "Sound Design", "The foghorn deserves its own credit. It carries the second act."),
        ("good", "", "Costumes that look worn"),
        ("bad", "Thin Middle", "Twenty minutes of stairs."),
        ("bad", "Stiff Dialogue", "People explain the weather… to sailors."),
    ]
    assert document.verdict == Verdict(
        label="Tales of the Coast: The Keeper’s Hour",
        text="The Keeper’s Hour gives you time, and then takes it away. "
        "It is not for everyone – but it is for somebody.",
    )
    assert document.bylines == (Byline(name="Odile Marchand"),)
    assert reading.notes == ()


def test_markdown_is_understood_to_the_last_line():
    reading = read((DOCUMENTS / "lighthouse.md").read_bytes(), titles=("The Keeper's Hour",))
    document = reading.document

    assert (document.headline, document.dek) == (
        "Salt, Rust and a Slow Goodbye",
        "A small film about a large silence.",
    )
    assert document.bylines == (Byline(name="Odile Marchand"),)
    assert sections_of(document) == [
        ("opening", "", None),
        ("style", "Style and Sound", None),
        ("cast", "The Cast", None),
        ("plot", "Plot", "major"),
        ("ending", "The Ending", "ending"),
        ("outlook", "What's Next?", None),
    ]
    assert document.sections[1].text == (
        "Fog does half of the work:\n\n- the gulls\n- the rest\n\n"
        "### A word on the colour\n\nGrey, in eleven kinds."
    )
    assert document.sections[2].text == "A small company, well chosen."
    assert notes_of(document) == [
        ("Mara Lindqvist", "Ines", False),
        ("Tomás Beltrán", "The Inspector", True),
        ("The Supporting Cast", "", False),
    ]
    assert advice_of(document) == [
        ("Fans of quiet films", "yes", "Few pictures know so well what hands do."),
        ("if you have an evening to spare", "yes", "Bring tea."),
        ("If you want answers", "no", "Skip it. The fog never lifts."),
        ("If you are undecided", "maybe", ""),
    ]
    assert points_of(document) == [
        ("good", "Patient camera", "nothing is shown twice."),
        ("good", "Sound", "The foghorn deserves its own credit."),
        ("good", "", "Costumes that look worn."),
        ("bad", "Thin middle", "twenty minutes of stairs."),
    ]
    assert document.verdict == Verdict(
        label="The Keeper's Hour",
        text="it gives you time, and then takes it away.\n\n>!The ice!< holds, just.",
    )
    assert reading.notes == ()


def test_setext_headings_and_an_explicit_end_of_spoilers():
    document = read((DOCUMENTS / "setext.md").read_bytes()).document

    assert document.headline == "Salt, Rust and a Slow Goodbye"
    assert sections_of(document) == [
        ("opening", "", None),
        ("plot", "Story", None),
        ("other", "", "major"),
        ("style", "Music", None),
    ]
    assert points_of(document) == [
        ("good", "", "The cellos"),
        ("good", "", "The fog"),
        ("bad", "", "The stairs"),
    ]
    assert document.verdict == Verdict(text="Go on a wet day.")
    assert document.bylines == (Byline(name="Odile Marchand"),)


def test_two_spoiler_parts():
    document = read((DOCUMENTS / "two-parts.txt").read_bytes()).document

    assert sections_of(document) == [
        ("opening", "", None),
        ("twists", "Twists", "major"),
        ("style", "Music", None),
        ("other", "", "major"),
    ]
    assert document.verdict == Verdict(text="Go on a wet day.")
