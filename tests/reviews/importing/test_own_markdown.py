"""Our own Markdown: what is written reads back, and what a person changes in it arrives."""

from typing import get_args
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviews.document import (
    FORMAT,
    KINDS,
    LEVELS,
    Advice,
    Advisory,
    AdvisoryKind,
    AspectScore,
    Byline,
    CastNote,
    Document,
    Embedded,
    FirstPublished,
    Opinion,
    Picture,
    Point,
    Ref,
    Score,
    Section,
    Seen,
    SeenHow,
    Spoiler,
    Verdict,
    dumps,
    normal,
)
from reviews.importing.formats import FormatError, read, write
from tests.reviews.importing.outline import DOCUMENTS, without_keys

HARD = [
    *(
        "# ",
        "## ",
        "### ",
        "- ",
        "> ",
        "**",
        ":** ",
        ": ",
        "![",
        "](image:",
        "]",
        "\\",
        "---",
        "---\n",
        "\n",
        "\n\n",
    ),
    *(
        "<!-- foyer:section -->",
        "<!-- foyer:",
        "\\<!-- foyer:point -->",
        "<!--",
        "-->",
        '"',
        "'",
        "&quot;",
        "&",
        "&#10;",
    ),
    *(
        " as ",
        " (Cameo)",
        "yes",
        "no. ",
        "maybe",
        "## Verdict",
        "foyer: 1",
        "{",
        "*a",
        "%3B",
        "%",
        ";",
        "=",
        "\t",
        " ",
    ),
    *(
        "\u2028",
        "\u2029",
        "\x85",
        "\ufeff",
        "\u0338",
        "\u0301",
        "\r\n",
        "\x00",
        "\x1f",
        "📚",
        "ริกา",
        "ريغا",
        "||",
        ">!",
        "!<",
    ),
]
texts = st.lists(st.sampled_from(HARD) | st.text(max_size=6), max_size=7).map("".join)
refs = st.builds(Ref, key=st.uuids(), name=texts)
spoilers = st.builds(Spoiler, level=st.sampled_from(LEVELS), scope=st.lists(refs, max_size=2).map(tuple))
scores = st.builds(
    Score,
    scale=st.uuids(),
    version=st.integers(0, 99),
    value=st.integers(-9, 10**12),
    maximum=st.integers(0, 100),
    divisions=st.integers(1, 4),
    word=texts,
)
flagged = {"key": st.uuids(), "spoiler": st.none() | spoilers}


def many(values):
    return st.lists(values, max_size=3).map(tuple)


documents = st.builds(
    Document,
    film=st.none() | refs,
    headline=texts,
    dek=texts,
    language=texts,
    bylines=many(st.builds(Byline, name=texts, critic=st.none() | st.uuids())),
    pictures=many(st.builds(Picture, image=st.uuids(), sha256=texts, alt=texts, caption=texts, **flagged)),
    embedded=many(st.builds(Embedded, image=st.uuids(), sha256=texts)),
    named_films=many(st.builds(Ref, key=st.uuids(), name=texts)),
    sections=many(
        st.builds(Section, kind=st.sampled_from(KINDS), heading=texts, text=texts, flag=texts, **flagged)
    ),
    cast_notes=many(
        st.builds(
            CastNote,
            credits=many(st.uuids()),
            name=texts,
            role=texts,
            cameo=st.booleans(),
            text=texts,
            **flagged,
        )
    ),
    points=many(st.builds(Point, side=st.sampled_from(["good", "bad"]), label=texts, text=texts, **flagged)),
    advice=many(
        st.builds(
            Advice, condition=texts, answer=st.sampled_from(["yes", "no", "maybe"]), reason=texts, **flagged
        )
    ),
    seen=st.builds(Seen, how=st.sampled_from(get_args(SeenHow)), guest_of=texts, format=texts),
    first_published=st.builds(FirstPublished, date=st.none() | st.dates(), address=texts, outlet=texts),
    advisories=many(
        st.builds(
            Advisory, kind=st.sampled_from(get_args(AdvisoryKind)), label=texts, details=texts, **flagged
        )
    ),
    opinions=many(
        st.builds(
            Opinion,
            name=texts,
            critic=st.none() | st.uuids(),
            text=texts,
            score=st.none() | scores,
            **flagged,
        )
    ),
    verdict=st.builds(Verdict, label=texts, text=texts),
    score=st.none() | scores,
    aspects=many(st.builds(AspectScore, aspect=refs, score=scores)),
)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents)
def test_every_document_reads_back_to_the_byte(document):
    reading = read(write(document).encode())

    assert reading.document == normal(document)
    assert dumps(reading.document) == dumps(document)
    assert reading.notes == ()


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents)
def test_line_ends_of_another_system_make_no_difference(document):
    written = write(document)

    assert read(written.replace("\n", "\r\n").encode("utf-8-sig")).document == normal(document)


@pytest.mark.parametrize("name", ["lighthouse.txt", "lighthouse.md", "setext.md", "two-parts.txt"])
def test_what_was_read_from_elsewhere_goes_out_and_comes_back(name):
    document = read((DOCUMENTS / name).read_bytes()).document

    assert read(write(document).encode()).document == document


def exported() -> str:
    return write(read((DOCUMENTS / "lighthouse.txt").read_bytes()).document)


def test_an_export_is_markdown_as_a_person_writes_it():
    lines = [line for line in exported().split("\n") if not line.startswith("<!-- ")]

    assert "# Salt, Rust and a Slow Goodbye" in lines
    assert "## Plot Summary" in lines
    assert "### Tomás Beltrán as The Inspector (Cameo)" in lines
    assert "- **Patient Camera:** Nothing is shown twice." in lines
    assert "**If you’re hoping for a mystery with answers:** no. The fog never lifts." in lines
    assert [line for line in lines if line.startswith("## ")][-5:] == [
        "## Should You See It?",
        "## The Good",
        "## The Bad",
        "## Verdict",
        "## What’s Next?",
    ]


@pytest.mark.parametrize(
    ("old", "new", "read_back"),
    [
        ("Slow Goodbye", "Long Goodbye", lambda document: document.headline),
        ("Thin Middle:**", "Long Goodbye:**", lambda document: document.points[3].label),
        ("as Ines\n", "as Long Goodbye\n", lambda document: document.cast_notes[0].role),
        ("## Ending", "## Long Goodbye", lambda document: document.sections[6].heading),
        (
            "a mystery with answers:** no",
            "Long Goodbye:** maybe",
            lambda document: document.advice[1].condition,
        ),
        ('level="ending"', 'level="mild"', lambda document: document.sections[6].spoiler.level),
    ],
)
def test_what_a_person_changes_arrives(old, new, read_back):
    text = exported()
    assert text.count(old) == 1
    document = read(text.replace(old, new).encode()).document

    assert read_back(document) in (new, "mild") or "Long Goodbye" in read_back(document)


def test_a_part_added_without_a_key_gets_one():
    point = '<!-- foyer:point side="bad" -->\n- **Gulls:** too many.'
    added = f'\n{point}\n\n<!-- foyer:section kind="other" -->\nNew words.\n'
    before = read(exported().encode()).document
    after = read((exported() + added).encode()).document

    assert len(after.points) == len(before.points) + 1
    assert (after.points[-1].label, after.points[-1].text) == ("Gulls", "too many.")
    assert after.sections[-1].text == "New words."


def test_a_copied_part_gets_a_key_of_its_own():
    text = write(Document(sections=(Section(kind="plot", text="Rain."),)))
    part = text[text.index("<!-- foyer:section") :]
    reading = read(f"{text}\n{part}".encode())

    assert [section.text for section in reading.document.sections] == ["Rain.", "Rain."]
    assert len({section.key for section in reading.document.sections}) == 2
    assert "copy" in reading.notes[0].message


def test_a_document_that_uses_a_key_twice_reads_back_as_it_is():
    part = Section(kind="plot", text="Rain.")
    document = Document(sections=(part, part), points=(Point(key=part.key, side="good", text="Rain."),))
    reading = read(write(document).encode())

    assert (reading.document, reading.notes) == (document, ())


def test_cast_notes_stand_with_the_cast_and_judgement_before_the_outlook():
    document = Document(
        sections=(
            Section(kind="opening", text="One."),
            Section(kind="cast", heading="Cast"),
            Section(kind="style", text="Two."),
            Section(kind="outlook", text="Three."),
            Section(kind="other", text="Four."),
        ),
        cast_notes=(CastNote(name="Ana", text="A note."),),
        points=(Point(side="good", text="A point."),),
        advice=(Advice(answer="yes"),),
        verdict=Verdict(text="A verdict."),
    )
    written = write(document)
    order = ["One.", "## Cast", "A note.", "Two.", "yes.", "A point.", "A verdict.", "Three.", "Four."]

    assert [text for _, text in sorted((written.index(text), text) for text in order)] == order
    assert without_keys(read(written.encode()).document) == without_keys(document)


DISCLOSED = Document(
    headline="The lamp",
    bylines=(Byline(name="Ada Quill"), Byline(name="Bo Berg")),
    seen=Seen(how="press-screening", guest_of="Lionsgate", format="IMAX"),
    advisories=(
        Advisory(kind="animal-harm", label="A dog is hurt", details="It dies in the first reel."),
        Advisory(kind="flashing"),
    ),
    opinions=(
        Opinion(
            name="Bo Berg",
            critic=UUID(int=7),
            text="I laughed.",
            score=Score(scale=UUID(int=8), version=2, value=7, maximum=5, divisions=2, word="good"),
        ),
    ),
)


def test_what_is_disclosed_stands_in_an_export_as_a_person_would_write_it():
    written = write(DISCLOSED)
    lines = [line for line in written.split("\n") if line and not line.startswith("<!-- ")]

    assert '  how: "press-screening"' in lines
    assert '  guest_of: "Lionsgate"' in lines
    assert lines[-6:] == [
        "## Content advisories",
        "- **A dog is hurt:** It dies in the first reel.",
        "- ",
        "## Second opinions",
        "### Bo Berg",
        "I laughed.",
    ]
    assert 'score="7" of="5" divisions="2" word="good"' in written
    assert read(written.encode()).document == DISCLOSED


def test_before_format_3_braces_after_a_mark_were_text():
    text = "It >!{ends} here!<."
    export = write(Document(headline="The lamp", verdict=Verdict(text=text)))
    older = export.replace(f'foyer: "{FORMAT}"', 'foyer: "2"')
    assert older != export
    assert read(export.encode()).document.verdict.text == text
    assert read(older.encode()).document.verdict.text == "It >!{} {ends} here!<."


def test_an_export_of_the_format_before_is_still_read():
    written = write(Document(headline="The lamp", verdict=Verdict(text="Rain."))).replace(
        f'foyer: "{FORMAT}"', f'foyer: "{FORMAT - 1}"'
    )
    assert f'foyer: "{FORMAT - 1}"' in written
    assert read(written.encode()).document == Document(headline="The lamp", verdict=Verdict(text="Rain."))


@pytest.mark.parametrize(("old", "new"), [('score="7"', 'score="much"'), (' of="5"', "")])
def test_a_score_that_is_none_is_refused_with_a_sentence(old, new):
    written = write(DISCLOSED)
    assert written.count(old) == 1
    with pytest.raises(FormatError, match="score"):
        read(written.replace(old, new).encode())
