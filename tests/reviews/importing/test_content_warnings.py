"""Content warnings and second opinions in texts as critics write them."""

import pytest

from reviews.document import Advisory, Opinion
from reviews.importing.formats import read
from tests.reviews.importing.outline import read_text

HEAD = "# The lamp\n\nIt begins with rain.\n\n"


def warned(text):
    document = read_text(f"{HEAD}{text}")
    return [(item.kind, item.label, item.details) for item in document.advisories], document


@pytest.mark.parametrize("heading", ["## Content Warnings", "## Trigger warning", "**Content notes:**"])
def test_warnings_of_a_known_kind_are_shown_with_their_words(heading):
    found, _document = warned(f"{heading}\n\n- Strong language\n- Gore: a leg comes off\n")
    assert found == [("language", "Strong language", ""), ("gore", "Gore", "a leg comes off")]


def test_a_line_of_warnings_is_divided():
    found, _document = warned("Content warning: violence, flashing lights, suicide.\n")
    assert found == [
        ("violence", "violence", ""),
        ("flashing", "flashing lights", ""),
        ("self-harm", "suicide.", ""),
    ]


def test_what_is_no_known_kind_is_withheld_and_the_author_told():
    reading = read(f"{HEAD}## Content warnings\n\n- The dog dies in the first reel\n".encode())
    (advisory,) = reading.document.advisories
    assert (advisory.kind, advisory.label, advisory.details) == (
        "other",
        "",
        "The dog dies in the first reel",
    )
    assert [note.part for note in reading.notes] == [advisory.key]


def test_among_spoilers_a_heading_of_warnings_ends_nothing():
    found, document = warned("## Spoilers ahead\n\nThe lamp breaks.\n\n## Content warnings\n\n- Gore\n")
    assert found == []
    assert all(section.spoiler for section in document.sections[1:])
    assert document.sections[-1].heading == "Content warnings"


OPINIONS = {
    "named in the heading": "## Second opinion: Bo Berg\n\nToo wet.\n\nAnd cold.\n",
    "signed at its end": "## A second opinion\n\nToo wet.\n\nAnd cold.\n\n– Bo Berg\n",
    "named at its beginning": "## Second opinion\n\nBo Berg\n\nToo wet.\n\nAnd cold.\n",
}


@pytest.mark.parametrize("text", OPINIONS.values(), ids=OPINIONS)
def test_a_second_opinion_has_its_name_and_its_words(text):
    document = read_text(f"{HEAD}{text}")
    (opinion,) = document.opinions
    assert (opinion.name, opinion.text) == ("Bo Berg", "Too wet.\n\nAnd cold.")
    assert document.bylines == ()


def test_a_heading_after_it_ends_the_opinion():
    document = read_text(f"{HEAD}## Second opinion\n\nToo wet.\n\n## Verdict\n\nSee it.\n")
    assert [opinion.text for opinion in document.opinions] == ["Too wet."]
    assert document.verdict.text == "See it."
    assert Advisory not in map(type, document.parts())
    assert Opinion in map(type, document.parts())
