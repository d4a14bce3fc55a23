"""The tables of a Letterboxd export: reviews, the diary, and those that hold neither."""

import datetime

import pytest

from reviews.importing.archives.post import Unread
from reviews.importing.formats import FormatError, read
from reviews.importing.match import match
from tests.factories import FilmFactory
from tests.reviews.importing.archives.letterboxd_files import DIARY, table
from tests.reviews.importing.archives.reading import (
    body_of,
    fields_of,
    messages_of,
    post_of,
    posts_of,
    shown,
    whole,
)

REVIEW = '"It <i>rains</i>.\r\n\r\nA ""lot""."'
ROW = f"2024-03-02,The Ferry,2019,https://boxd.example/a,3.5,Yes,{REVIEW},water,2024-03-01"


def test_a_row_is_a_review_of_its_film():
    post = post_of(table(ROW), "reviews.csv")
    fields = fields_of(post)

    assert post.name == "The Ferry (2019)"
    assert (fields.film, fields.year, fields.tags) == ("The Ferry", 2019, ("water",))
    assert fields.date == datetime.date(2024, 3, 2)
    assert [score.text for score in fields.scores] == ["3.5/5"]
    assert fields.addresses == ("https://boxd.example/a",)
    assert body_of(post) == 'It *rains*.\n\nA "lot".\n'
    assert messages_of(post)[1:] == [
        "Seen on 2024-03-01, says Letterboxd.",
        "Letterboxd says that the film was seen again.",
    ]


def test_the_file_is_known_by_its_first_line_and_read_with_a_mark_before_it():
    assert post_of(b"\xef\xbb\xbf" + table(ROW), "reviews.txt").name == "The Ferry (2019)"
    wide = table(ROW.replace("rains", "réins")).decode().encode("utf-16")
    assert "réins" in body_of(post_of(wide, "reviews.csv"))


def test_a_row_of_the_diary_is_a_draft_without_a_text(db):
    film = FilmFactory(title="The Ferry", year=2019)
    row = "2024-03-02,The Ferry,2019,https://boxd.example/a,4,,,2024-03-01"
    post = post_of(table(row, columns=DIARY), "diary.csv")
    imported = match(post.data, notes=post.notes)

    assert imported.film == film
    assert (imported.document.headline, imported.document.sections) == ("The Ferry", ())
    assert "no text yet, only a film and a score" in " ".join(note.message for note in imported.notes)


def test_rows_that_say_nothing_are_counted():
    empty = "2024-03-02,The Pier,2001,https://boxd.example/b,,,,,2024-03-01"
    _post, unread = posts_of(table(ROW, empty, empty), "reviews.csv")
    assert unread == Unread(
        "reviews.csv", "Rows with neither a review nor a rating: 2. Nothing was made of them."
    )


@pytest.mark.parametrize(
    ("review", "columns", "more"),
    [
        ("Spoilers ahead!\n\nCANARY", "", ""),
        ("It rains. <span class='spoiler'>CANARY</span>", "", ""),
        ("CANARY", ",Contains Spoilers", ",Yes"),
    ],
)
def test_what_a_row_hides_is_hidden(review, columns, more):
    row = f'2024-03-02,The Ferry,2019,https://boxd.example/a,4,,"{review}",,2024-03-01{more}'
    data = table(row).replace(b"Watched Date", f"Watched Date{columns}".encode())
    document = read(post_of(data, "reviews.csv").data).document
    assert "CANARY" in whole(document)
    assert "CANARY" not in shown(document)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (table(columns="Name,Price"), "none of Letterboxd's"),
        (b"", "none of Letterboxd's"),
        (table("2024-03-02,A,2019,x", columns="Date,Name,Year,Letterboxd URI"), "no reviews in it"),
        (table("2024-03-02,A,2019,x,4", columns="Date,Name,Year,Letterboxd URI,Rating"), "no reviews in it"),
        (table("Date,Name", columns="Letterboxd list export v7"), "no reviews in it"),
        (table(), "holds no row with a review or a rating"),
    ],
)
def test_tables_without_reviews(data, message):
    with pytest.raises(FormatError, match=message):
        posts_of(data, "table.csv")
