"""The many ways of writing the same thing, one table for each part of a document."""

import codecs

import pytest

from reviews.document import Byline, Verdict
from reviews.importing.formats import read
from tests.reviews.importing.outline import advice_of, notes_of, points_of, read_text, sections_of

OPENING = "A Night in Riga\nA thief returns a book. It rains.\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Good\n- Rain: It falls.", [("good", "Rain", "It falls.")]),
        ("The Good:\n- **Rain:** It falls.", [("good", "Rain", "It falls.")]),
        ("**Pros**\n* **Rain** – it falls.", [("good", "Rain", "it falls.")]),
        ("## Pros\n\n• **Rain.** It falls.", [("good", "Rain", "It falls.")]),
        ("What Works\n– Rain — it falls", [("good", "Rain", "it falls")]),
        ("✅ HIGHS\n+ It rains well", [("good", "", "It rains well")]),
        ("What I Liked\n1. Rain: It falls.\n2) Fog", [("good", "Rain", "It falls."), ("good", "", "Fog")]),
        (
            "The Good\nRain: It falls.\nThe fog, too.",
            [("good", "Rain", "It falls."), ("good", "", "The fog, too.")],
        ),
        ("The Good\n- Rain: It falls\n  on everybody.", [("good", "Rain", "It falls\n  on everybody.")]),
        ("Cons\n- Songs: four.", [("bad", "Songs", "four.")]),
        ("What doesn’t work\n- Songs: four.", [("bad", "Songs", "four.")]),
        ("The Not-So-Good\n- Songs", [("bad", "", "Songs")]),
        ("Lows\n----\n- Songs", [("bad", "", "Songs")]),
        ("Pros: the rain.\nCons: the songs.", [("good", "", "the rain."), ("bad", "", "the songs.")]),
        ("Pros & Cons\n+ the rain\n- the songs", [("good", "", "the rain"), ("bad", "", "the songs")]),
        ("## The Good\n\n### Rain\n\nIt falls.\n\nAnd falls.", [("good", "Rain", "It falls.\n\nAnd falls.")]),
        ("The Good\n- https://example.org: a link", [("good", "", "https://example.org: a link")]),
    ],
)
def test_points(text, expected):
    assert points_of(read_text(OPENING + text)) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Jana Ozols as Ilze\nShe is quick.", ("Jana Ozols", "Ilze", False)),
        ("Jana Ozols as Ilze (Cameo)\nShe is quick.", ("Jana Ozols", "Ilze", True)),
        ("Jana Ozols – Ilze\nShe is quick.", ("Jana Ozols", "Ilze", False)),
        ("Jana Ozols — Ilze (cameo)\nShe is quick.", ("Jana Ozols", "Ilze", True)),
        ("Jana Ozols (Ilze)\nShe is quick.", ("Jana Ozols", "Ilze", False)),
        ("Jana Ozols (Cameo)\nShe is quick.", ("Jana Ozols", "", True)),
        ("Jana Ozols\nShe is quick.", ("Jana Ozols", "", False)),
        ("**Jana Ozols** as Ilze\nShe is quick.", ("Jana Ozols", "Ilze", False)),
        ("**Jana Ozols as Ilze**\nShe is quick.", ("Jana Ozols", "Ilze", False)),
        ("**Jana Ozols as Ilze:** She is quick.", ("Jana Ozols", "Ilze", False)),
        ("**Jana Ozols** (Ilze): She is quick.", ("Jana Ozols", "Ilze", False)),
        ("- Jana Ozols as Ilze: She is quick.", ("Jana Ozols", "Ilze", False)),
        ("- **Jana Ozols** – She is quick.", ("Jana Ozols", "", False)),
        (
            "Jana Ozols and Peter Kalns as The Thieves\nShe is quick.",
            ("Jana Ozols and Peter Kalns", "The Thieves", False),
        ),
        ("Яна Озола – Илзе\nShe is quick.", ("Яна Озола", "Илзе", False)),
        ("Supporting Cast\nShe is quick.", ("Supporting Cast", "", False)),
        ("The Ensemble\nShe is quick.", ("The Ensemble", "", False)),
    ],
)
@pytest.mark.parametrize("heading", ["The Cast\n", "## The Cast\n\n"])
def test_cast_notes(heading, line, expected):
    document = read_text(OPENING + heading + line.replace("\n", "\n\n") + "\n\nVerdict\n\nGo and see.")

    assert notes_of(document) == [expected]
    assert document.cast_notes[0].text == "She is quick."


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("If you like rain, yes. It pours.", ("If you like rain", "yes", "It pours.")),
        ("If you like songs, no.", ("If you like songs", "no", "")),
        ("If you like both – maybe. Wait.", ("If you like both", "maybe", "Wait.")),
        ("For fans of rain: YES! It pours.", ("For fans of rain", "yes", "It pours.")),
        ("**Fans of rain:** Yes. It pours.", ("Fans of rain", "yes", "It pours.")),
        ("- Fans of rain: **yes**, it pours.", ("Fans of rain", "yes", "it pours.")),
        ("Yes, if you like rain. It pours.", ("if you like rain", "yes", "It pours.")),
        ("**Yes** if you like rain.", ("if you like rain", "yes", "")),
        ("No, unless you own a coat. It is cold.", ("unless you own a coat", "no", "It is cold.")),
        ("Yes. It pours.", ("", "yes", "It pours.")),
        ("If you like rain, absolutely. It pours.", ("If you like rain", "yes", "Absolutely. It pours.")),
        ("If you like songs, skip it. All four.", ("If you like songs", "no", "Skip it. All four.")),
        ("If you like books, probably, but wait.", ("If you like books", "maybe", "Probably, but wait.")),
        ("If you like songs, probably not.", ("If you like songs", "no", "Probably not.")),
        ("If you know ||the thief||, yes.", ("If you know >!the thief!<", "yes", "")),
    ],
)
def test_advice(line, expected):
    assert advice_of(read_text(f"{OPENING}Should You See It?\n{line}\nVerdict\nGo.")) == [expected]


def test_a_line_of_advice_without_an_answer_is_kept():
    advice = "Is It Worth Watching?\nThat is for you to say.\nIf you like rain, yes.\nBring a coat.\n"
    document = read_text(f"{OPENING}{advice}Verdict\nGo.")

    assert advice_of(document) == [("If you like rain", "yes", "Bring a coat.")]
    assert (document.sections[-1].kind, document.sections[-1].flag) == ("other", "not advice")
    assert document.sections[-1].text == "That is for you to say."


@pytest.mark.parametrize(
    ("text", "label", "verdict"),
    [
        ("Verdict\nA wet evening.", "", "A wet evening."),
        ("FINAL THOUGHTS\nA wet evening.", "", "A wet evening."),
        ("## The Bottom Line\n\nA wet evening.", "", "A wet evening."),
        ("Verdict: A wet evening.", "", "A wet evening."),
        ("Verdict\nA Night in Riga: a wet evening.", "A Night in Riga", "a wet evening."),
        ("Verdict\nTales: A Night: A wet evening.", "Tales: A Night", "A wet evening."),
        ("Verdict\n**A Night in Riga:** wet.", "A Night in Riga", "wet."),
        ("Verdict\nIt says: go out.", "", "It says: go out."),
        ("Verdict\nночь в риге: мокро.", "ночь в риге", "мокро."),
        ("The Bad\n- Songs\nA Night in Riga: wet.", "A Night in Riga", "wet."),
        ("The Bad\n- Songs\nA wet evening. All of it.", "", "A wet evening. All of it."),
        ("Conclusion\nWet.\n\nVery wet.", "", "Wet.\n\nVery wet."),
    ],
)
def test_verdict(text, label, verdict):
    document = read_text(OPENING + text, titles=("ночь в риге",))

    assert document.verdict == Verdict(label=label, text=verdict)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Verdict\nGo. – Asmodeus", ["Asmodeus"]),
        ("Verdict\nGo. — By Jana Ozols", ["Jana Ozols"]),
        ("Verdict\nGo.\n– Jana Ozols", ["Jana Ozols"]),
        ("Verdict\nGo.\nReviewed by Jana Ozols and Peter Kalns", ["Jana Ozols", "Peter Kalns"]),
        ("Verdict\nGo! -- J. Ozols", ["J. Ozols"]),
        ("Verdict\nИди. – Яна", ["Яна"]),
        ("Verdict\nGo – and take a coat", []),
        ("Verdict\nGo. – and take a coat", []),
    ],
)
def test_bylines(text, names):
    document = read_text(OPENING + text)

    assert document.bylines == tuple(Byline(name=name) for name in names)


@pytest.mark.parametrize(
    "line", ["By Jana Ozols", "*By Jana Ozols*", "Review by Jana Ozols", "Words: by Jana Ozols"]
)
def test_a_byline_under_the_headline(line):
    document = read_text(f"A Night in Riga\n{line}\nA thief returns a book. It rains.")

    assert document.bylines == (Byline(name="Jana Ozols"),)
    assert [section.text for section in document.sections] == ["A thief returns a book. It rains."]


@pytest.mark.parametrize(
    ("text", "dek"),
    [
        ("# A Night\n\n*A thief, a book.*\n\nIt rains.", "A thief, a book."),
        ("# A Night\n\n> A thief, a book.\n\nIt rains.", "A thief, a book."),
        ("# A Night\n\n### A thief, a book\n\nIt rains.\n\n## Story\n\nIt pours.", "A thief, a book"),
        ("# A Night\n\n## A thief, a book\n\nIt rains.\n\n## Story\n\nIt pours.", ""),
        ("# A Night\n\n>!A thief!< returns.\n\nIt rains.", ""),
        ("A Night\n*A thief, a book.*\nIt rains.", ""),
    ],
)
def test_a_standfirst_only_where_it_is_sure(text, dek):
    assert read_text(text).dek == dek


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Tone, Style & First Impressions", "style"),
        ("Cinematography", "style"),
        ("Cast & Characters", "cast"),
        ("Performances", "cast"),
        ("The Plot", "plot"),
        ("Story", "plot"),
        ("What’s Next for the Franchise?", "outlook"),
        ("Will There Be a Sequel?", "outlook"),
        ("A Coat Named Desire", "other"),
    ],
)
def test_kinds_of_sections(heading, kind):
    for text in (f"{OPENING}{heading}\nIt rains.", f"# A Night\n\nIt pours.\n\n## {heading}\n\nIt rains."):
        section = read_text(text).sections[-1]
        assert (section.kind, section.heading, section.text) == (kind, heading, "It rains.")
        assert section.flag == ("unknown heading" if kind == "other" else "")


def test_lines_wrapped_by_hand_stay_one_paragraph():
    document = read_text(
        "A Night in Riga\n\nThis paragraph was wrapped by hand at some sixty columns, so\n"
        "that it goes on here. And ends.\n\nThe Story\n\nA thief.\n\n"
        "Pros\n- Rain that falls and falls\nand falls\n"
    )

    assert sections_of(document) == [("opening", "", None), ("plot", "The Story", None)]
    assert "\n\n" not in document.sections[0].text
    assert points_of(document) == [("good", "", "Rain that falls and falls\nand falls")]


@pytest.mark.parametrize(
    "text",
    [
        "คืนหนึ่งในริกา\nขโมยคืนหนังสือ ฝนตก\nVerdict\nเอาร่มไปด้วย",
        "ليلة في ريغا\nلص يعيد كتابا. المطر يهطل.\nVerdict\nخذ مظلة معك.",
        "Ночь в Риге\nВор возвращает книгу. Идёт дождь.\nVerdict\nВозьми зонт.",
        "リガの夜\n泥棒が本を返す。雨が降る。\nVerdict\n傘を持って行こう。",
        "Ραψωδία\nΈνας κλέφτης 📚 επιστρέφει.\nVerdict\nΠάρε ομπρέλα ☂️.",
    ],
)
def test_other_scripts_are_read_like_any(text):
    headline, opening, _, verdict = text.split("\n")
    document = read_text(text)

    assert (document.headline, document.verdict.text) == (headline, verdict)
    assert [section.text for section in document.sections] == [opening]


TEXT = "Café “Riga”\nA thief – naïve – returns a book.\nVerdict\nGo… soon."


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        TEXT.encode("cp1252"),
    ],
)
def test_encodings_and_line_ends_make_no_difference(data):
    document = read(data).document

    assert document.headline == "Café “Riga”"
    assert document.sections[0].text == "A thief – naïve – returns a book."
    assert document.verdict.text == "Go… soon."


def test_the_author_is_told_when_the_letters_were_guessed():
    notes = read(TEXT.encode("cp1252")).notes

    assert [note.level for note in notes] == ["info"]
    assert "Windows-1252" in notes[0].message


def test_one_long_address_does_not_make_wrapped_lines_paragraphs():
    address = "https://example.org/" + "a-very-long-path/" * 8
    document = read_text(
        "Grey water\n\nA pier stands in the rain, and for nearly an hour\nnobody walks on it.\n\n"
        f"It is a [patient film][one] about waiting for the\nnext boat.\n\n[one]: {address}"
    )

    assert document.headline == "Grey water"
    assert sections_of(document) == [("opening", "", None)]
    assert document.sections[0].text.split("\n\n")[1:] == [
        "It is a [patient film][one] about waiting for the\nnext boat.",
        f"[one]: {address}",
    ]


def test_a_line_that_is_a_picture_is_neither_headline_nor_heading():
    reading = read(
        b"![a poster](img/poster.jpg)\n\nGrey water\n\nIt rains.\n\n![[pier.png]]\n\nAnd then it stops."
    )
    document = reading.document

    assert document.headline == "Grey water"
    assert [section.text for section in document.sections] == [
        "![a poster](img/poster.jpg)\n\nIt rains.\n\n![[pier.png]]\n\nAnd then it stops."
    ]
    assert [note.message.split(". ")[0] for note in reading.notes] == [
        "A picture did not come in: “poster.jpg”",
        "A picture did not come in: “pier.png”",
    ]


def test_the_note_on_a_picture_among_spoilers_does_not_name_it():
    notes = read(b"Grey water\nIt rains.\nSpoilers ahead\n![x](who-did-it.jpg)\nTom did.").notes
    assert "did not come in. Upload" in " ".join(note.message for note in notes)
    assert "who-did-it" not in " ".join(note.message for note in notes)
