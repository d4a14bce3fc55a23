"""Bylines in the languages and signs of critics; headings that say one thing and look like another."""

import pytest

from reviews.importing.formats import read
from reviews.importing.formats.phrases import signature
from tests.reviews.importing.outline import advice_of, notes_of, points_of, read_text, sections_of

IDA, TOM = "Ida Holm", "Tom Reyes"


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ida Holm, Tom Reyes and Åsa Berg", (IDA, TOM, "Åsa Berg")),
        ("Review by Ida Holm & Tom Reyes", (IDA, TOM)),
        ("Von Ida Holm und Tom Reyes", (IDA, TOM)),
        ("Kritik: Von Ida Holm", (IDA,)),
        ("Por Ida Holm y Tom Reyes", (IDA, TOM)),
        ("Por Ida Holm e Tom Reyes", (IDA, TOM)),
        ("Par Ida Holm et Tom Reyes", (IDA, TOM)),
        ("Di Ida Holm", (IDA,)),
        ("Door Ida Holm en Tom Reyes", (IDA, TOM)),
        ("Av Ida Holm och Tom Reyes", (IDA, TOM)),
        ("Tekst: Ida Holm", (IDA,)),
        ("Texte : Ida Holm", (IDA,)),
        ("Yazan: Ida Holm ve Tom Reyes", (IDA, TOM)),
        ("Autorka: Ida Holm", (IDA,)),
        ("Текст: Ида Холм", ("Ида Холм",)),
        ("文：山田太郎", ("山田太郎",)),
        ("— 山田太郎", ("山田太郎",)),
        ("(by Ida Holm)", (IDA,)),
        ("[Text: Ida Holm]", (IDA,)),
        ("🎬 – Ida Holm", (IDA,)),
        ("✍️ by Ida Holm", (IDA,)),
        ("‑ Ida Holm", (IDA,)),
        ("― Ida‑Marie Holm", ("Ida‑Marie Holm",)),
        ("– Ida Holm, Tom Reyes and Åsa Berg", (IDA, TOM, "Åsa Berg")),
    ],
)
def test_a_line_that_is_a_byline(line, names):
    document = read_text(f"# Grey water\n\nGulls circle a pier.\n\n{line}")

    assert tuple(byline.name for byline in document.bylines) == names
    assert [section.text for section in document.sections] == ["Gulls circle a pier."]


@pytest.mark.parametrize(
    "line",
    [
        "Por Fin",
        "Par Amour",
        "Von Trier",
        "by the sea",
        "– Ida Holm, Riga",
        "– and so on",
        "By Monday it rains",
    ],
)
def test_a_line_that_is_none(line):
    assert signature(line) is None


@pytest.mark.parametrize("end", ["– Ida Holm", "- Ida Holm", "🎬 — Ida Holm"])
def test_a_signature_at_the_end_is_no_list(end):
    assert [byline.name for byline in read_text(f"# Grey\n\nIt rains.\n\n{end}").bylines] == [IDA]


@pytest.mark.parametrize("heading", ["Closing Verdict", "Verdict in Brief", "The Short Verdict"])
def test_more_headings_of_the_verdict(heading):
    document = read_text(f"# Grey\n\nIt rains.\n\n## {heading}\n\nGo and see.")
    assert document.verdict.text == "Go and see."


@pytest.mark.parametrize("heading", ["Verdict in Brief", "Our Verdict at a Glance"])
def test_a_heading_over_points_alone_leaves_nothing_behind(heading):
    points = f"## {heading}\n\n### Pros\n\n- Fog\n\n### Cons\n\n- Songs"
    reading = read(f"# Grey\n\nIt rains.\n\n## Spoilers\n\nTom did.\n\n{points}".encode())

    assert points_of(reading.document) == [("good", "", "Fog"), ("bad", "", "Songs")]
    assert [section.text for section in reading.document.sections] == ["It rains.", "Tom did."]


def test_a_thing_under_the_cast_is_a_section_and_no_person():
    document = read_text(
        "# Grey\n\nIt rains.\n\n## Performances\n\nAll good.\n\n## Ana Lopez\n\nShe rows.\n\n"
        "## The Harbour\n\nA box of concrete.\n\n## A Long Winter\n\nIt snows."
    )
    assert notes_of(document) == [("Ana Lopez", "", False)]
    assert sections_of(document)[2:] == [("other", "The Harbour", None), ("other", "A Long Winter", None)]


def test_a_role_with_an_article_below_the_cast_is_a_note():
    assert notes_of(read_text("# Grey\n\nRain.\n\n## Cast\n\n### The Inspector\n\nHe nods.")) == [
        ("The Inspector", "", False)
    ]


def test_a_table_below_the_bad_is_no_point():
    table = "| week | boats |\n|---|---|\n| 1 | 3 |"
    document = read_text(f"# Grey\n\nRain.\n\n## The Bad\n\n- Songs\n\n### The figures\n\n{table}")

    assert points_of(document) == [("bad", "", "Songs")]
    assert (document.sections[-1].heading, document.sections[-1].text) == ("The figures", table)


@pytest.mark.parametrize(
    ("verdict", "titles", "label", "text"),
    [
        ("Grey Water: Ebb is slow.", ("Grey Water: Ebb",), "", "Grey Water: Ebb is slow."),
        ("Grey Water: Ebb: slow.", ("Grey Water: Ebb",), "Grey Water: Ebb", "slow."),
        ("Grey Water: Ebb is slow.", (), "", "Grey Water: Ebb is slow."),
        ("A Wet Evening: Take a coat.", (), "A Wet Evening", "Take a coat."),
    ],
)
def test_a_colon_inside_the_title_ends_no_label(verdict, titles, label, text):
    document = read_text(f"# Grey Water: Ebb, at last\n\nRain.\n\n## Verdict\n\n{verdict}", titles=titles)
    assert (document.verdict.label, document.verdict.text) == (label, text)


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("See it if you can – it is the wettest film of the year.", "yes"),
        ("Go for the fog, stay for the end.", "yes"),
        ("Skip it unless you collect rain: there is a lot of it.", "no"),
        ("Watch it for her. The rest is fog.", "yes"),
    ],
)
def test_advice_within_a_sentence_keeps_it_whole(line, answer):
    document = read_text(f"# Grey\n\nRain.\n\n## Should you see it?\n\n{line}")
    assert advice_of(document) == [("", answer, line)]
