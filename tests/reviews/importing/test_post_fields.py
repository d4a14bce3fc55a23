"""Front matter of other programs: every format, field and language, and what becomes of it."""

import datetime
from fractions import Fraction

import pytest

from reviews.document import Byline, FirstPublished
from reviews.importing.formats import FormatError, read
from reviews.importing.formats.post_fields.days import day
from tests.reviews.importing.outline import read_text, sections_of

BODY = "\n\nGulls circle a pier.\n\n## The light\n\nGrey, all of it.\n"
YAML = """---
# kept by hand
title: "Grey water"

film: The Pier   # a small one
Release year: 2019
author: Ida Holm and Tom Reyes
date: 2021-05-04
rating: 3.5/5
excerpt: 'Gulls, and what they know.'
tags:
  - sea
  - birds
lang: pt-BR
cover: {src: pier.jpg, alt: A pier}
draft: true
slug: grey-water
permalink: /2021/grey-water/
aliases: [/old, /older]
---"""
TOML = """+++
title = "Grey water"
film = "The Pier"
release_year = 2019  # as printed
authors = ["Ida Holm", "Tom Reyes"]
date = 2021-05-04
rating = "3.5/5"
draft = true
slug = "grey-water"
url = "/2021/grey-water/"
aliases = ["/old", "/older"]
[params]
subtitle = "Gulls, and what they know."
lang = "pt-BR"
featuredImage = "pier.jpg"
[taxonomies]
tags = ["sea", "birds"]
+++"""
JSON = """{
  "title": "Grey water", "movie": {"title": "The Pier", "year": 2019},
  "author": [{"name": "Ida Holm"}, {"name": "Tom Reyes"}],
  "publishDate": "2021-05-04", "rating": {"value": 3.5, "max": 5},
  "description": "Gulls, and what they know.", "keywords": "sea, birds", "language": "pt-BR",
  "image": {"url": "pier.jpg"}, "status": "draft", "slug": "grey-water",
  "permalink": "/2021/grey-water/", "redirect_from": ["/old", "/older"]
}"""


@pytest.mark.parametrize(
    "front",
    [YAML, YAML.replace("\n", "\r\n"), f"\ufeff{YAML}", TOML, JSON],
    ids=["yaml", "crlf", "bom", "toml", "json"],
)
def test_each_format_gives_the_same_fields(front):
    reading = read((front + BODY).encode())
    document, fields = reading.document, reading.fields

    assert (document.headline, document.dek) == ("Grey water", "Gulls, and what they know.")
    assert document.bylines == (Byline(name="Ida Holm"), Byline(name="Tom Reyes"))
    assert document.language == "pt-BR"
    assert sections_of(document) == [("opening", "", None), ("other", "The light", None)]
    assert (fields.film, fields.year, fields.date) == ("The Pier", 2019, datetime.date(2021, 5, 4))
    assert [score.share for score in fields.scores] == [Fraction(7, 10)]
    assert (fields.tags, fields.pictures, fields.is_draft) == (("sea", "birds"), ("pier.jpg",), True)
    assert document.first_published == FirstPublished()  # it was a draft
    assert (fields.slug, fields.addresses) == ("grey-water", ("/2021/grey-water/", "/old", "/older"))
    assert fields.unused == ()
    notes = " ".join(note.message for note in reading.notes)
    assert "2021-05-04" in notes
    assert not {"birds", "pier.jpg", "grey-water", "older"} & set(notes.split())


@pytest.mark.parametrize(
    ("line", "field", "expected"),
    [
        ("Titel: Graues Wasser", "title", "Graues Wasser"),
        ("título: Agua gris", "title", "Agua gris"),
        ("Tytuł: Szara woda", "title", "Szara woda"),
        ("Başlık: Gri su", "title", "Gri su"),
        ("title: Pier &amp; sea", "title", "Pier & sea"),
        ("title: The Pier: a second look", "title", "The Pier: a second look"),
        ('title: "The \\"Pier\\""', "title", 'The "Pier"'),
        ("title: >-\n  Grey\n  water", "title", "Grey water"),
        ("Película: El muelle", "film", "El muelle"),
        ("Film: The Pier (2019)", "year", 2019),
        ("film: {title: The Pier, year: 2019}", "film", "The Pier"),
        ("Año de estreno: 2019", "year", 2019),
        ("Erscheinungsjahr: 2019", "year", 2019),
        ("releaseDate: 2019-03-02", "year", 2019),
        ("Rok produkcji: 2019", "year", 2019),
        ("By: Ida Holm & Tom Reyes", "authors", ("Ida Holm", "Tom Reyes")),
        ("Auteurs:\n- Ida Holm\n- Tom Reyes", "authors", ("Ida Holm", "Tom Reyes")),
        ("Författare: Ida Holm <ida@example.org>", "authors", ("Ida Holm",)),
        ("Text: Gulls circle. It rains.", "authors", ()),
        ("Yazar: Ida Holm", "authors", ("Ida Holm",)),
        ("Samenvatting: Meeuwen.", "summary", "Meeuwen."),
        ("custom_excerpt: Gulls.", "summary", "Gulls."),
        ("Zajawka: Mewy.", "summary", "Mewy."),
        ("Chapô: Des mouettes.", "summary", "Des mouettes."),
        ("teaser: pier.webp", "pictures", ("pier.webp",)),
        ("header:\n  teaser: /pier.png", "pictures", ("/pier.png",)),
        ("Veröffentlicht am: 4.5.2021", "date", datetime.date(2021, 5, 4)),
        ("pubDate: May 4, 2021", "date", datetime.date(2021, 5, 4)),
        ("Datum: 2021/05/04", "date", datetime.date(2021, 5, 4)),
        (
            "date: 2021-05-04 10:30:00 +0200",
            "date",
            datetime.datetime(2021, 5, 4, 10, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=2))),
        ),
        ("Originally published in: The Pier", "outlet", "The Pier"),
        ("Erschienen in: Der Steg", "outlet", "Der Steg"),
        ("Revista: El muelle", "outlet", "El muelle"),
        ("guid: https://pier.example/?p=12", "addresses", ("https://pier.example/?p=12",)),
        ("Sprache: Deutsch", "language", "de"),
        ("locale: sv_SE.UTF-8", "language", "sv-SE"),
        ("Etiketler: deniz, kuş", "tags", ("deniz", "kuş")),
        ("published: false", "is_draft", True),
        ("Entwurf: ja", "is_draft", True),
        ("imdb: tt2543164", "film_ids", (("imdb_id", "tt2543164"),)),
        ("spoilers: true", "has_spoilers", True),
        ("tags: [sea, spoilers]", "has_spoilers", True),
        ("content_warning: spoilers", "has_spoilers", True),
        ("content_warnings: [gore, spoilers]", "has_spoilers", True),
        ("content_warning: gore", "has_spoilers", False),
        ("tags: [sea, spoiler-free]", "has_spoilers", False),
        ("spoilers: no", "has_spoilers", False),
        ("spoilerFree: true", "has_spoilers", False),
        ("no-spoilers: false", "has_spoilers", True),
    ],
)
def test_usual_spellings(line, field, expected):
    assert getattr(read(f"---\n{line}\n---{BODY}".encode()).fields, field) == expected


WRITTEN_DAYS = """
4 May 2021 | 4th of May 2021 | May 4, 2021 | Tuesday, May 4th, 2021 | 4. Mai 2021 | Dienstag, 4. Mai 2021 |
4 mai 2021 | le 4 mai 2021 | 4 de mayo de 2021 | mayo 4, 2021 | 4 maggio 2021 | 4 de maio de 2021 |
4 mei 2021 |
4 maja 2021 r. | 4 maj 2021 | den 4 maj 2021 | 4 Mayıs 2021 | 4 мая 2021 г. | 2021年5月4日 | 2021년 5월 4일
"""


@pytest.mark.parametrize("written", [*map(str.strip, WRITTEN_DAYS.split("|"))])
def test_a_day_is_read_as_people_write_it(written):
    assert read(f"---\ndate: {written}\n---{BODY}".encode()).fields.date == datetime.date(2021, 5, 4)


MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września październ. listopada grudnia",
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "tr": "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
}


@pytest.mark.parametrize("language", MONTHS)
def test_every_month_is_known(language):
    days = [day(f"4 {month} 2021") for month in MONTHS[language].split()]
    assert days == [datetime.date(2021, month, 4) for month in range(1, 13)]


@pytest.mark.parametrize(
    "line", ["3/4/2021", "03-04-2021", "4 Fog 2021", "31 June 2021", "May 2021", "4 mai 21"]
)
def test_a_day_in_doubt_is_none(line):
    assert day(line) is None


@pytest.mark.parametrize(
    ("front", "says"),
    [
        ("title: A\nlayout: post\ntheme:\nmood: ~", "left out: layout."),
        ("title: A\ndate: 3/4/2021", "left out: date"),
        ("title: A\ndate: 3/4/2021", "The date “3/4/2021” can be read in two ways"),
        ("title: A\ntitle: B", "the first was used: title"),
        ("title: A\nlang: &x de", "could not be read (an anchor, a tag, or a sign left open): lang"),
        ("title: A\ntags: [a, b", "could not be read (an anchor, a tag, or a sign left open): tags"),
        ("title: A\nfilm: !!python/name:os.system x", "sign left open): film"),
        ("title: A\nsummary: It is ||me||", "speaks of spoilers"),
        ("title: A\ntags: [x, y, z]", "Tags and categories were read (3)"),
        (f"title: A\nsummary: {'x ' * 400}", "too long for a dek"),
        ("title: A\ndate: 2021-05-04", "First published on 2021-05-04"),
        ("title: A\ndate: 2021-05-04\ndraft: yes", "date 2021-05-04 and calls the post a draft"),
        ("title: A\ndate: 2021-05-04\noutlet: The ||Pier||", "holds a mark of a spoiler"),
        ("title: A\ndraft: yes", "calls this post a draft"),
    ],
)
def test_what_has_no_place_is_named_in_a_note_and_not_printed(front, says):
    reading = read(f"---\n{front}\n---{BODY}".encode())

    assert reading.document.headline == "A"
    assert [section.text for section in reading.document.sections] == [
        "Gulls circle a pier.",
        "Grey, all of it.",
    ]
    assert says in " ".join(note.message for note in reading.notes)


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("date: 2021-05-04", FirstPublished(date=datetime.date(2021, 5, 4))),
        ("date: 2021-05-04T23:30:00-08:00", FirstPublished(date=datetime.date(2021, 5, 4))),
        (
            "date: 2021-05-04\noutlet: The Pier",
            FirstPublished(date=datetime.date(2021, 5, 4), outlet="The Pier"),
        ),
        (
            "date: 2021-05-04\npermalink: /2021/grey/\naliases:\n- http://pier.example/?p=1\n- https://b.example/2",
            FirstPublished(date=datetime.date(2021, 5, 4), address="http://pier.example/?p=1"),
        ),
        ("outlet: The Pier\nlink: https://pier.example/1", FirstPublished()),
        ("date: 2021-05-04\npublished: false", FirstPublished()),
    ],
)
def test_the_day_is_kept_as_written_with_outlet_and_the_first_whole_address(front, expected):
    assert read_text(f"---\ntitle: A\n{front}\n---{BODY}").first_published == expected


def test_a_repeated_line_of_toml_is_read_once():
    reading = read(f'+++\ntitle = "A"\ntitle = "B"\n+++{BODY}'.encode())
    assert reading.document.headline == "A"
    assert "the first was used: title" in reading.notes[0].message


def test_malformed_toml_is_read_line_by_line():
    reading = read(f'+++\ntitle = "A"\ntags = [sea\nweight = 3\n+++{BODY}'.encode())
    assert reading.document.headline == "A"
    assert [note.message.rpartition(": ")[2] for note in reading.notes] == ["tags.", "weight."]


@pytest.mark.parametrize(
    ("body", "headline", "notes"),
    [
        ("# Grey Water\n\nGulls.", "Grey water", 0),
        ("Grey water\n\nGulls.", "Grey water", 0),
        ("# Another one\n\nGulls.", "Another one", 1),
        ("# Sea\n\nGulls.\n\n# Sky\n\nGrey.", "Grey water", 0),
        ("Gulls.", "Grey water", 0),
    ],
)
def test_a_title_is_the_headline_of_a_text_without_one(body, headline, notes):
    reading = read(f"---\ntitle: Grey water\n---\n\n{body}".encode())
    assert reading.document.headline == headline
    assert "Grey Water" not in [section.heading for section in reading.document.sections]
    assert len(reading.notes) == notes


def test_the_first_sentence_below_front_matter_is_no_headline():
    reading = read(b"---\ntags: [sea]\n---\n\nGulls circle.\n\nIt rains.")
    assert (reading.document.headline, reading.document.sections[0].text) == (
        "",
        "Gulls circle.\n\nIt rains.",
    )


@pytest.mark.parametrize(
    ("title", "summary", "notes"),
    [
        ("Grey: a spoiler-free look", "Spoiler-free.", []),
        ("A >!B!<", "", ["The title in the front matter speaks of spoilers"]),
        ("Grey", "Tom >!did it!<.", ["The summary in the front matter speaks of spoilers"]),
        ("Grey (spoilers)", "", ["The title in the front matter speaks of spoilers"]),
        ("Grey", "Tom <b hidden>did it</b>.", ["The summary in the front matter speaks of spoilers"]),
    ],
)
def test_a_sign_in_a_title_or_summary_is_a_note(title, summary, notes):
    reading = read(f"---\ntitle: {title}\nsummary: {summary}\n---{BODY}".encode())

    assert (reading.document.headline, reading.document.dek) == (title, "" if notes else summary)
    assert not any(section.spoiler for section in reading.document.sections)
    assert [note.message.split(", ")[0] for note in reading.notes] == notes


def test_a_title_too_long_is_cut_with_a_note():
    reading = read(f"---\ntitle: {'x' * 300}\n---{BODY}".encode())
    assert len(reading.document.headline) == 200
    assert "longer than 200" in reading.notes[0].message


def test_a_summary_that_only_begins_the_text_is_no_dek():
    assert read_text(f"---\ntitle: A\nexcerpt: Gulls circle\n---{BODY}").dek == ""


def test_a_text_signed_by_another_keeps_its_byline():
    reading = read(f"---\ntitle: A\nauthor: admin\n---{BODY}\nBy Ida Holm".encode())
    assert reading.document.bylines == (Byline(name="Ida Holm"),)
    assert "another author" in reading.notes[-1].message


@pytest.mark.parametrize(
    "text",
    [
        "---\nThe sea was calm: too calm.\n---\n\nGulls.",
        "---\nVerdict: go.\n---\n\nGulls.",
        "---\nNote: seen at a festival.\n---\n\nGulls.",
        "{ Nothing here is data: it is a text.\n\nGulls.",
        "+++\nNot toml at all\n+++\n\nGulls.",
        "---\ntitle: A\nAnd then a sentence.\n---\n\nGulls.",
    ],
)
def test_what_is_no_front_matter_stays_text(text):
    document = read_text(text)
    words = " ".join([document.headline, *(f"{part.heading} {part.text}" for part in document.sections)])
    words += f"{document.verdict.label} {document.verdict.text}"
    assert document.language == "en"
    assert set(text.replace(":", "").split()) - {"---", "+++", "Verdict"} <= set(
        words.replace(":", "").split()
    )


def test_a_post_that_says_it_has_spoilers_is_flagged_from_its_beginning():
    document = read_text(f"---\ntitle: A\nspoilers: true\n---{BODY}")
    assert [bool(section.spoiler) for section in document.sections] == [True, True]


def test_front_matter_without_a_text_is_refused():
    with pytest.raises(FormatError, match="no text"):
        read(b"---\ntitle: A\n---\n")


@pytest.mark.parametrize(
    "front",
    [
        "---\ntitle: " + "[" * 5_000 + "\n---",
        '{"title": ' + "[" * 60_000,
        '{"title": ' + "9" * 10_000 + "}",
        "+++\ntitle = " + "[" * 5_000 + "\n+++",
        "---\ntitle: " + "x" * 200_000 + "\n---",
        "---\n" + "tags: &a [x]\n" * 2_000 + "---",
    ],
)
def test_hostile_front_matter_is_bounded(front):
    assert read((front + BODY).encode()).document.sections
