"""Where spoilers begin and end in a text, and that in doubt it spoils."""

import pytest

from reviews.document import Spoiler
from reviews.importing.formats import FormatError, read
from tests.reviews.importing.outline import read_text, sections_of

OPENING = "A Night in Riga\nA thief returns a book. It rains.\n"
MAJOR = Spoiler(level="major")


@pytest.mark.parametrize(
    "warning",
    [
        "⚠️ Spoilers Below: Full Breakdown & Big Reveals",
        "⚠️ Spoilers Below",
        "SPOILERS AHEAD",
        "SPOILERS AHEAD!",
        "Spoiler Section",
        "Spoiler Warning:",
        "🚨 Spoiler Alert 🚨",
        "[SPOILERS]",
        "(Spoilers)",
        "— spoilers —",
        "*** SPOILERS ***",
        "- SPOILERS -",
        "=== SPOILER SECTION ===",
        "**SPOILER WARNING**",
        "## Spoilers",
        "Spoilers\n--------",
        "Warning: Major Spoilers Ahead",
        "Here there be spoilers",
        "Full spoilers from this point on.",
        "This review contains spoilers.",
        "<details>\n<summary>Spoilers</summary>",
    ],
)
def test_a_warning_opens_a_spoiler_part_and_is_spent(warning):
    document = read_text(f"{OPENING}\n{warning}\n\nHe wrote it himself.\n\nVerdict\n\nGo and see.")

    assert document.sections[0].spoiler is None
    assert [section.text for section in document.sections[1:]] == ["He wrote it himself."]
    assert [section.spoiler for section in document.sections[1:]] == [MAJOR]
    assert document.verdict.text == "Go and see."


@pytest.mark.parametrize(
    ("warning", "kept"),
    [
        ("⚠️ Spoilers Below: he wrote it.", "he wrote it."),
        (
            "Spoilers follow, so close your eyes if you mind.",
            "Spoilers follow, so close your eyes if you mind.",
        ),
        ("Beware of the spoilers that are to come, dear reader.", None),
        ("[SPOILERS] He wrote it.", "He wrote it."),
        ("Осторожно, спойлеры!", None),
        ("ここからネタバレがあります。", None),
    ],
)
def test_a_warning_that_says_more_is_kept_and_hidden(warning, kept):
    document = read_text(f"{OPENING}{warning}\nMore of it. And more.\nVerdict\nGo and see.")

    assert sections_of(document) == [("opening", "", None), ("other", "", "major")]
    assert document.sections[1].text == f"{kept or warning}\n\nMore of it. And more."


@pytest.mark.parametrize(
    "text",
    [
        "# A Night\n\n## Story\n\nRain falls.\nSPOILERS AHEAD\nHe wrote it.",
        "# A Night\n\n## Story\n\n" + "Rain falls. " * 40 + "Spoiler alert! He wrote it.",
        "# A Night\n\n## Story\n\n- Rain.\n- Careful, spoilers follow here: He wrote it.",
        "# A Night\n\n## The Good\n\n- Rain.\n- Careful, spoilers follow here: He wrote it.",
        "# A Night\n\n> Spoiler warning! He wrote it.",
        "# A Night\n\nVerdict: spoilers follow. He wrote it.",
    ],
)
def test_a_warning_within_a_passage_hides_from_there_on(text):
    document = read_text(text)

    (hidden,) = [section for section in document.sections if section.spoiler]
    assert hidden.text.endswith("He wrote it.")
    assert "wrote" not in document.verdict.text + "".join(point.text for point in document.points)


def test_a_warning_may_name_the_section_it_opens():
    document = read_text(OPENING + "Spoilers: The Ending\nHe wrote it himself.\nVerdict\nGo.")

    assert sections_of(document) == [("opening", "", None), ("ending", "The Ending", "ending")]


def test_a_heading_that_speaks_of_spoilers_opens_them_and_stays_a_heading():
    document = read_text(
        "# A Night\n\nRain.\n\n## The Book, with Spoilers\n\nHis own.\n\n## Music\n\nFour songs."
    )

    assert sections_of(document) == [
        ("opening", "", None),
        ("other", "The Book, with Spoilers", "major"),
        ("style", "Music", "major"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Spoiler-Free Thoughts",
        "No Spoilers Here",
        "A Review Without Spoilers",
        "Non-Spoiler Part",
        "Spoiled Rotten",
    ],
)
def test_words_that_deny_spoilers_open_nothing(line):
    document = read_text(f"{OPENING}{line}\nIt rains a lot.\nVerdict\nGo.")

    assert [part.spoiler for part in document.parts()] == [None, None]


@pytest.mark.parametrize(
    ("end", "section"),
    [
        ("End of spoilers", ("style", "Music", None)),
        ("[/SPOILERS]", ("style", "Music", None)),
        ("Spoilers end here.", ("style", "Music", None)),
        ("— end spoilers —", ("style", "Music", None)),
        ("</details>", ("style", "Music", None)),
        ("The Good\n- Rain", ("style", "Music", None)),
        ("Cons\n- Songs", ("style", "Music", None)),
        ("Should You See It?\nYes. Now.", ("style", "Music", None)),
        ("Final Thoughts\nGo.", ("style", "Music", None)),
        ("What’s Next?\nA series.", ("style", "Music", None)),
        ("", ("style", "Music", "major")),
        ("The Story\nMore.", ("style", "Music", "major")),
        ("Sequel Setup\nMore.", ("style", "Music", "major")),
        ("Sequel\nMore.", ("style", "Music", "major")),
        ("Plus: the dog did it.", ("style", "Music", "major")),
        ("In the end\nThe dog did it.", ("style", "Music", "major")),
    ],
)
def test_what_ends_a_spoiler_part_and_what_does_not(end, section):
    document = read_text(f"{OPENING}Spoilers\nTwists\nHe wrote it himself.\n{end}\nMusic\nFour songs.")

    assert sections_of(document)[:2] == [("opening", "", None), ("twists", "Twists", "major")]
    assert sections_of(document)[-1] == section


def test_a_list_among_spoilers_stays_among_them():
    document = read_text(OPENING + "Spoilers\nTwists\n- He wrote it.\n- He reads it.\nThe Good\n- Rain")

    assert document.sections[1].text == "- He wrote it.\n- He reads it."
    assert document.sections[1].spoiler == MAJOR
    assert [point.spoiler for point in document.points] == [None]


def test_cast_notes_among_spoilers_are_flagged():
    document = read_text(OPENING + "Spoilers\nJana Ozols as The Ghost\nDead all along.\nVerdict\nGo.")

    assert [(note.role, note.spoiler) for note in document.cast_notes] == [("The Ghost", MAJOR)]


def test_in_doubt_it_goes_on_and_the_author_is_told_without_a_word_of_it():
    reading = read((OPENING + "SPOILERS\nPlot\nHe wrote it.\nMusic\nHis own songs.").encode())
    plot, music = reading.document.sections[1:]

    assert (plot.spoiler, music.spoiler) == (MAJOR, MAJOR)
    assert music.key in [note.part for note in reading.notes]
    assert any("Nothing shows where the spoilers end" in note.message for note in reading.notes)
    assert not any(word in note.message for note in reading.notes for word in ("wrote", "Music", "songs"))


@pytest.mark.parametrize(
    ("heading", "level"), [("The Ending", "ending"), ("Big Twists", "major"), ("Cameos", "major")]
)
def test_sections_that_spoil_by_their_kind_are_flagged_without_any_warning(heading, level):
    reading = read(f"{OPENING}{heading}\nHe wrote it.\nVerdict\nGo.".encode())
    section = reading.document.sections[1]

    assert section.spoiler == Spoiler(level=level)
    assert [note.part for note in reading.notes] == [section.key]


def test_an_end_without_a_beginning_hides_all_before_it():
    document = read_text(OPENING + "Music\nFour songs.\nEnd of spoilers\nTone\nGrey.")

    assert [section.spoiler for section in document.sections] == [MAJOR, MAJOR, None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He ||wrote it|| himself.", "He >!wrote it!< himself."),
        ("||One|| and ||two||.", ">!One!< and >!two!<."),
        ("||One\n\ntwo||, three.", ">!One\n\ntwo!<, three."),
        ("`a || b` and ||c||.", "`a || b` and >!c!<."),
        ("| a | b |\n|---|---|\n| c || d |", "| a | b |\n|---|---|\n| c || d |"),
        ("```\na || b\n```", "```\na || b\n```"),
        ("Already >!marked!<.", "Already >!marked!<."),
    ],
)
def test_bars_become_inline_spoilers_outside_code_and_tables(text, expected):
    document = read_text(f"# A Night\n\n## Story\n\n{text}\n\n## Verdict\n\nGo.")

    assert (document.sections[0].text, document.sections[0].spoiler) == (expected, None)


def test_bars_left_open_hide_the_whole_part():
    reading = read(b"# A Night\n\n## Story\n\nHe ||wrote it.\n\n## Music\n\nSongs.")
    story, music = reading.document.sections

    assert (story.text, story.spoiler) == ("He >!wrote it.!<", MAJOR)
    assert music.spoiler is None
    assert [note.part for note in reading.notes] == [story.key]


def test_bars_in_a_heading_hide_its_section():
    document = read_text("# A Night\n\nRain.\n\n## The ||Ghost|| Story\n\nBoo.")

    assert document.sections[1].spoiler == MAJOR


@pytest.mark.parametrize(
    "text",
    [
        OPENING + "SPOILERS AHEAD",
        OPENING + "SPOILERS AHEAD\n\n\n",
        OPENING + "SPOILERS AHEAD\nThe Good\n- Rain",
        OPENING + "SPOILERS AHEAD\nEnd of spoilers\nMusic\nSongs.",
        OPENING + "# Spoilers\n\n## Plot\n\n## Verdict\n\nGo.",
    ],
)
def test_a_warning_with_nothing_after_it_is_refused(text):
    with pytest.raises(FormatError, match="Nothing stands after the words that spoilers begin"):
        read(text.encode())


def test_a_line_that_looks_signed_among_spoilers_stays_among_them():
    document = read_text(OPENING + "Spoilers\nIt was him.\n– Peter Kalns")

    assert document.bylines == ()
    assert "Peter Kalns" in document.sections[-1].text
    assert document.sections[-1].spoiler == MAJOR


def test_a_passage_between_marks_changes_nothing_else():
    text = (
        OPENING
        + "Music\n>!He wrote it.!< Four songs.\nCast\nJana Ozols as Ilze\nQuick. >!Dead.!<\nVerdict\nGo."
    )
    document = read_text(text)

    assert sections_of(document) == [("opening", "", None), ("style", "Music", None), ("cast", "Cast", None)]
    assert document.sections[1].text == ">!He wrote it.!< Four songs."
    assert document.cast_notes[0].text == "Quick. >!Dead.!<"
