"""What the tags of other programs hide is hidden here too, from its beginning to its end and no further."""

import pytest

from reviews.document import Spoiler
from reviews.importing.formats import read
from reviews.importing.formats.collector import (
    BY_MENTION,
    BY_PICTURE,
    BY_TAG,
    LAST_WORDS,
    MARK_IN_HEADLINE,
    SIGN_IN_HEADLINE,
    TAG_LEFT_OPEN,
)
from tests.reviews.importing.outline import in_clear, read_text, sections_of

OPENING = "# Four Bells\n\nA ferry leaves at six.\n\n"


def messages(text):
    return [note.message for note in read(text.encode()).notes]


def opening_of(text):
    """The text of the one section that such a document has."""
    (section,) = read_text(OPENING + text).sections
    assert section.spoiler is None
    return section.text.removeprefix("A ferry leaves at six.\n\n")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            'The pilot <span class="spoiler">is the thief</span>. <Spoiler>He drowns.</Spoiler> Fog.',
            "The pilot >!is the thief!<. >!He drowns.!< Fog.",
        ),
        (
            "{{< spoiler >}}He drowns.{{< /spoiler >}} Fog.\n\n{% spoiler %}\nShe rows.\n{% endspoiler %}",
            ">!He drowns.!< Fog.\n\n>!She rows.!<",
        ),
        ("A [spoiler=ending]She rows.[/spoiler]: fog.", "A >!{ending} She rows.!<: fog."),
        (
            "<details>\n<summary>Who drowns</summary>\n\nThe pilot.\n\nAnd a dog.\n\n</details>\n\nFog.",
            ">!Who drowns\n\nThe pilot.\n\nAnd a dog.!<\n\nFog.",
        ),
        (
            "<details>\n<summary>Spoilers</summary>\n\nHe drowns.\n\n</details>\n\nFog.",
            ">!He drowns.!<\n\nFog.",
        ),
        (
            "> [!spoiler]- The pilot\n> He drowns.\n>\n> Slowly.\n\nFog.",
            ">!The pilot\n\nHe drowns.\n\nSlowly.!<\n\nFog.",
        ),
        (":::spoiler\nHe drowns.\n\nSlowly.\n:::\n\nFog.", ">!He drowns.\n\nSlowly.!<\n\nFog."),
        ("!!! spoiler\n    He drowns.\n\nFog.", ">!He drowns.!<\n\nFog."),
        ("<details>\n<summary>He drowns.</summary>\n</details>\n\nFog.", ">!He drowns.!<\n\nFog."),
        ('<span style="color:#fff">He drowns.</span> Fog.', ">!He drowns.!< Fog."),
        ("- Fog\n- [spoiler]He drowns.[/spoiler] Slowly.", "- Fog\n- >!He drowns.!< Slowly."),
        (">!He <spoiler>drowns</spoiler>.!< Fog.", ">!He drowns.!< Fog."),
        (
            "| who | how |\n|---|---|\n| pilot | [spoiler]drowns[/spoiler] |",
            ">!\n\n| who | how |\n|---|---|\n| pilot | drowns |\n\n!<",
        ),
    ],
)
def test_a_tag_becomes_a_mark(text, shown):
    assert opening_of(text) == shown
    assert BY_TAG in messages(OPENING + text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (r"Fog \|\|he drowns\|\| falls.", "Fog >!he drowns!< falls."),
        (r"Fog \>!he drowns!\< falls.", "Fog >!he drowns!< falls."),
        ("Fog &gt;!he drowns!&lt; falls.", "Fog >!he drowns!< falls."),
        (r"`\|\|` and `&gt;!` are fog.", r"`\|\|` and `&gt;!` are fog."),
        (r"Fog falls, \>!he drowns.", "Fog falls, >!he drowns."),  # hidden to the end of its part
    ],
)
def test_marks_that_a_converter_escaped_are_marks(text, shown):
    assert opening_of(text) == shown


def test_a_mark_in_a_heading_hides_its_part():
    assert read_text(f"{OPENING}## The >!Drowned!< Man\n\nFog.").sections[1].spoiler


def test_no_heading_within_a_hidden_passage_ends_it():
    text = "## Verdict\n\nHe drowns.\n\nPros: She rows."
    assert opening_of(f"<details>\n\n{text}\n\n</details>\n\nFog.") == f">!{text}!<\n\nFog."


def test_hidden_sections_stay_sections():
    text = (
        "<details>\n<summary>Spoilers</summary>\n\n## Plot\n\nHe drowns.\n\n## Music\n\nA horn.\n\n</details>"
    )
    document = read_text(f"{OPENING}{text}\n\n## Tone\n\nGrey.")
    assert sections_of(document) == [
        ("opening", "", None),
        ("plot", "Plot", "major"),
        ("style", "Music", "major"),
        ("style", "Tone", None),
    ]


def test_a_tag_that_is_not_closed_hides_what_follows():
    text = f"{OPENING}Fog. [spoiler]He drowns.\n\nShe rows.\n\n## Verdict\n\nGo."
    document = read_text(text)
    assert [(part.text, bool(part.spoiler)) for part in document.sections] == [
        ("A ferry leaves at six.\n\nFog.", False),
        ("He drowns.\n\nShe rows.", True),
    ]
    assert document.verdict.text == "Go."
    assert TAG_LEFT_OPEN in messages(text)


def test_a_tag_in_a_heading_or_a_label_hides_its_part():
    text = "## The [spoiler]Drowned[/spoiler] Man\n\nFog.\n\n## The Good\n\n- <spoiler>Him</spoiler>: wet"
    document = read_text(OPENING + text)
    (_opening, section), (point,) = document.sections, document.points
    assert (section.heading, section.spoiler) == ("The Drowned Man", Spoiler(level="major"))
    assert (point.label, point.text, point.spoiler) == ("Him", "wet", Spoiler(level="major"))


def test_a_tag_in_the_headline_stays_a_mark_with_which_nothing_is_submitted():
    text = "# The [spoiler]Drowned[/spoiler] Man\n\nFog."
    assert read_text(text).headline == "The >!Drowned!< Man"
    assert MARK_IN_HEADLINE in messages(text)


def test_the_letters_that_stand_for_passages_are_no_way_round_them():
    document = read_text(f"{OPENING}\U000f0000 [spoiler]He drowns.[/spoiler]")
    assert [section.spoiler for section in document.sections] == [Spoiler(level="major")]


# Sentences


@pytest.mark.parametrize(
    "warning",
    [
        "Vorsicht, von hier an gibt es Spoiler!",
        "Desde aquí hay spoilers.",
        "Aviso de spoilers",
        "Uyarı: spoiler içeriyor",
        "Hierna volgen spoilers.",
        "Se avete già visto il film o non temete gli spoiler, proseguite.",
        "Attention spoiler : le pilote se noie. " + "Il pleut sur le port et personne ne rit. " * 12,
        "Should you have been already, or if you do not mind spoilers, go on.",
        "*Plot points follow.*",
        "Stop here if you have not been yet.",
    ],
)
def test_a_warning_hides_its_own_paragraph_and_what_follows(warning):
    document = read_text(f"{OPENING}{warning}\n\nThe pilot drowns.\n\n## Verdict\n\nGo.")
    assert [section.spoiler for section in document.sections] == [None, Spoiler(level="major")]
    assert document.sections[1].text == f"{warning.strip()}\n\nThe pilot drowns."


@pytest.mark.parametrize(
    "picture", ["![](a/spoiler-warning.gif)", "![Spoilers ahead!](b.png)", "![Spoiler](b.png)\nFog."]
)
def test_a_picture_that_warns_hides_what_follows(picture):
    text = f"{OPENING}{picture}\n\nThe pilot drowns."
    document = read_text(text)
    assert [section.spoiler for section in document.sections] == [None, Spoiler(level="major")]
    assert BY_PICTURE in messages(text)
    assert len(read_text(f"{OPENING}![No spoilers](no-spoilers.gif)\n\nFog.").sections) == 1


def test_a_sentence_that_speaks_of_spoilers_and_warns_of_nothing_hides_its_own_passage():
    sentence = "Someone behind me spoiled it: the pilot drowns, and the dog can row."
    assert opening_of(f"{sentence} Quite.\n\nFog.") == f">!{sentence} Quite.!<\n\nFog."
    assert opening_of(f"- Fog\n- {sentence} Quite.") == f"- Fog\n- >!{sentence} Quite.!<"
    assert BY_MENTION in messages(f"{OPENING}{sentence} Quite.\n\nFog.")


def test_in_a_headline_and_in_last_words_it_is_a_note_only():
    document = read_text("# Four Bells, with spoilers\n\nA ferry.\n\nSpoilers are welcome in the comments.")
    assert [section.spoiler for section in document.sections] == [None]
    assert ">!" not in document.sections[0].text
    notes = messages("# Four Bells, with spoilers\n\nA ferry.\n\nSpoilers are welcome in the comments.")
    assert [notes.count(SIGN_IN_HEADLINE), notes.count(LAST_WORDS)] == [1, 1]


@pytest.mark.parametrize(
    "end", ["Ende der Spoiler", "Fin des spoilers", "Fin de los spoilers", "Fine spoiler", "Koniec spoilerów"]
)
def test_an_end_may_be_said_in_another_language(end):
    document = read_text(f"{OPENING}## Spoiler\n\nThe pilot drowns.\n\n{end}\n\nFog.")
    assert [section.spoiler for section in document.sections] == [None, Spoiler(level="major"), None]


@pytest.mark.parametrize(("opener", "closer"), [(">!", "!<"), ("||", "||")])
@pytest.mark.parametrize("level", ["## ", ""])
def test_a_mark_over_headings_hides_the_sections_between_its_ends(opener, closer, level):
    text = (
        f"# Four Bells\n\nA ferry leaves {opener}and sinks.\n\n{level}Story\n\nThe pilot drowns.\n\n"
        f"{level}The Sound\n\nHe did it,{closer} in fog.\n\n## Verdict\n\nGo."
    )
    shown = in_clear(text)
    assert not any(word in shown for word in ("sinks", "drowns", "did it"))
    assert all(word in shown for word in ("A ferry leaves", "in fog.", "Go."))


def test_a_mark_over_the_verdict_hides_it():
    shown = in_clear("# Four Bells\n\nA ferry >!sinks.\n\n## Verdict\n\nHe drowns.!< Fog.")
    assert "drowns" not in shown
    assert "Fog." in shown
