"""Posts about several films: said, and split on request without losing a word."""

import re
from collections import Counter

import pytest

from reviews.importing.archives.post import Post, Unread
from reviews.importing.archives.splitting import film_headings, note_on_several, split_posts
from reviews.importing.formats import read
from shield.marks import safe_source

TEXT = """---
title: Three wet films
date: 2016-11-12
author: Ada Quill
permalink: /2016/wet/
tags: [rain]
rating: 3/5
---

A week of rain, canary1.

## 1. Fog (1980)

It is canary2 wet.

### The sound

Low, canary3.

## *Weir*, 2011

It holds canary4. {{< spoiler >}}Until canary5.{{< /spoiler >}}

## Pier (2016)

It is canary6 dry.
"""


def documents(text):
    return [read(post.data).document for post in split_posts([Post("wet.md", text.encode())])]


def test_each_film_has_a_draft_and_no_word_is_lost():
    posts = list(split_posts([Post("wet.md", TEXT.encode(), beside={"slug": "wet", "permalink": "/x/"})]))
    assert [post.name for post in posts] == ["wet.md: Fog", "wet.md: Weir", "wet.md: Pier"]
    readings = [read(post.data) for post in posts]
    assert [(reading.fields.film, reading.fields.year) for reading in readings] == [
        ("Fog", 1980),
        ("Weir", 2011),
        ("Pier", 2016),
    ]
    assert [reading.document.headline for reading in readings] == ["Fog (1980)", "Weir (2011)", "Pier (2016)"]
    assert [bool(reading.fields.addresses) for reading in readings] == [True, False, False]
    assert all(reading.document.bylines[0].name == "Ada Quill" for reading in readings)
    assert not any(reading.fields.scores for reading in readings)
    found = Counter(re.findall(r"canary\d", "".join(post.data.decode() for post in posts)))
    assert found == Counter(re.findall(r"canary\d", TEXT))
    assert [post.beside for post in posts] == [{"permalink": "/x/"}, {}, {}]


def test_a_hidden_passage_stays_hidden_in_its_part():
    weir = documents(TEXT)[1]
    assert ">!Until canary5.!<" in weir.sections[0].text


@pytest.mark.parametrize(
    "warning", ["Spoilers from here on!", "{{< spoiler >}} It is so.", "<details><summary>More</summary>"]
)
def test_a_warning_before_the_films_holds_for_each(warning):
    text = re.sub("{{.*}}", "", TEXT).replace("A week of rain, canary1.", warning)
    assert all(part.spoiler for found in documents(text) for part in found.sections if "canary" in part.text)


MARKS = [
    (">!", "!<"),
    ("||", "||"),
    ("<details>\n\n", "\n\n</details>\n\n"),
    ("{% spoiler %}", "{% endspoiler %}"),
    ("[spoiler]", "[/spoiler]"),
]


def shown(document):
    parts = [part for part in document.sections if not part.spoiler]
    return "\n".join(safe_source(text) for part in parts for text in (part.heading, part.text))


@pytest.mark.parametrize(("opener", "closer"), MARKS)
def test_what_is_hidden_from_the_introduction_on_is_hidden_in_each_film(opener, closer):
    text = re.sub("{{.*}}", "", TEXT).replace(
        "canary1.", f"canary1. {opener}It sinks, canary7.\n\nAll, canary8."
    )
    text = text.replace("canary6 dry.", f"canary6 dry.{closer} Canary9 is free.")
    text = f"{text}\n## Lamp (1999)\n\nAfter all, canary0.\n"
    found = documents(text)
    assert [document.headline for document in found][1:] == ["Weir (2011)", "Pier (2016)", "Lamp (1999)"]
    clear = "\n".join(map(shown, found))
    assert not any(f"canary{number}" in clear for number in (2, 3, 4, 6, 7, 8))
    assert all(word in clear for word in ("canary1.", "Canary9 is free.", "After all, canary0."))


@pytest.mark.parametrize("opener", [">!", "||"])
def test_a_mark_that_does_not_end_in_the_introduction_flags_each_film(opener):
    text = TEXT.replace("A week of", f"A week {opener}of")
    assert all(part.spoiler for found in documents(text)[1:] for part in found.sections)


def test_a_mark_that_ends_in_the_introduction_hides_nothing_of_the_films():
    clear = "\n".join(map(shown, documents(TEXT.replace("of rain,", ">!of rain,!<"))))
    assert all(f"canary{number}" in clear for number in (1, 2, 3, 4, 6))


def test_each_film_keeps_its_footnotes_and_links():
    text = (
        "# Two\n\n## Fog (1980)\n\nWet[^1] and [far][one].\n\n## Pier (2016)\n\nDry[^2].\n\n"
        "[^1]: The first note,\n    in two lines.\n[^2]: The second.\n[^3]: Nobody's.\n[one]: https://example.org/a"
    )
    fog, pier = (post.data.decode() for post in split_posts([Post("a.md", text.encode())]))
    assert "[^1]: The first note,\n    in two lines." in fog and "[one]: https" in fog and "second" not in fog
    assert "[^2]: The second." in pier and "Nobody's" in pier and "first note" not in pier


def test_a_heading_in_a_hidden_passage_divides_nothing():
    text = TEXT.replace("## *Weir*", "<details>\n\n## *Weir*").replace("## Pier", "</details>\n\n## Pier")
    assert [post.name for post in split_posts([Post("a", text.encode())])] == ["a: Fog", "a: Pier"]


def test_a_post_that_is_not_split_names_its_films():
    (note,) = note_on_several(TEXT.encode())
    assert "Fog (1980), Weir (2011), Pier (2016)" in note.message


@pytest.mark.parametrize(
    "text",
    [
        "# Fog (1980)\n\nIt is wet.\n\n## The sound\n\nLow.",
        "# Best of the year\n\n## Fog\n\nWet.\n\n## Weir\n\nDry.",
        "# Fog\n\n## 1980\n\nIt began.\n\n## 1981\n\nIt went on.",
        "# Fog\n\nSet in Rome (1980) and Bern (1981).",
    ],
)
def test_a_post_about_one_film_is_left_alone(text):
    assert not film_headings(text)
    post = Post("a.md", text.encode())
    assert list(split_posts([post, Unread("b.md", "Bad.")])) == [post, Unread("b.md", "Bad.")]
