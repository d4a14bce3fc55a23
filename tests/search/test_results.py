"""The index on the engine at hand: what is put there is found, and only what may be."""

import random
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction
from django.db.models import Value
from django.db.models.lookups import GreaterThan
from django.db.transaction import TransactionManagementError

from films.models import Film, Genre
from search.index import Entry, drop, put
from search.models import Row, SpoilerWords
from search.query import Query
from search.results import Words, matching_rows, withheld_rows
from search.searcher import Searcher
from search.snippets import Highlighter, has_match
from tests.factories import FilmFactory, GenreFactory

pytestmark = [pytest.mark.django_db, pytest.mark.engines]

NOW = datetime(2026, 11, 30, tzinfo=UTC)
HOSTILE = [
    '"',
    '""',
    "*",
    "NEAR(",
    "NEAR(a b, 2)",
    "a AND (",
    "a OR",
    "NOT",
    "-x",
    "title_words:a",
    "^a",
    "{a b} : c",
    "a:*",
    "!a",
    "a & | b",
    "'",
    "''; DROP TABLE search_row",
    "\\",
    "%",
    "_",
    "%s",
    "",
    " ",
    "\x00",
    "a\x00b",
    "x" * 400,
    "a " * 400,
    "สวัสดีชาวโลก",
    "千と千尋の神隠し",
    "שלום",
    "🩰",
    "🩰 ballet",
    ">!x!<",
    "\ue000\ue001",
    "a\ue0020\ue003b",
    "é" * 200,
    "e" + "\u0301" * 150,
    "½ ﷺ ǆ İ",
    "1e5 0x1F 3.14 user@example.org http://a.b/c",
]


def everything():
    return {"film": Film.objects.all(), "genre": Genre.objects.all()}


def stand(title="", *, kind="film", **fields):
    """An entry of a thing that is there. The thing's primary key."""
    thing = FilmFactory() if kind == "film" else GenreFactory()
    put(Entry(kind=kind, thing=thing.pk, title=title, **fields))
    return thing.pk


def things(text, allowed=None):
    query = Query.of(text)
    rows = matching_rows(Words.of(query), allowed or everything()) if query.terms else []
    return [row.thing for row in rows]


def things_withheld(text):
    query = Query.of(text)
    rows = withheld_rows(Words.of(query).match, everything()) if query.terms else []
    return [row.thing for row in rows]


def pieces(text, query):
    return Highlighter(query).pieces(text)


def snippet(text, query):
    return Highlighter(query).snippet(text)


# Words


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("At the café", "cafe"),
        ("At the cafe", "CAFÉ"),
        ("Cafe\u0301", "café"),
        ("The harbour", "harbours"),
        ("Two harbours", "harbour"),
        ("Wick’s war", "wick"),
        ("Żuławski", "zulaw"),
        ("千と千尋の神隠し", "千尋"),
        ("สวัสดีชาวโลก", "ชาวโลก"),
        ("기생충", "기생충"),
        ("हिन्दी फ़िल्म", "हिन्दी"),
        ("Blade Runner 2049", "2049"),
        ("1e5 and 3d", "1e5"),
        ("ballerina", "balle"),
        ("A tale of stories", "the story of a tale"),
    ],
)
def test_a_word_is_found_however_it_is_written(text, asked):
    thing = stand("Title", body=text)
    stand("Other", body="Nothing of it")
    assert things(asked) == [thing]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("harbour", "arbour"),
        ("harbour lights", "har lights"),
        ("千と千尋", "尋千"),
        ("harbour", "harbour sea"),
    ],
)
def test_what_does_not_stand_there_is_not_found(text, asked):
    stand("Title", body=text)
    assert things(asked) == []


@pytest.mark.parametrize("asked", HOSTILE)
def test_nothing_that_can_be_typed_does_harm(asked):
    thing = stand("An ordinary title", body="With a body.", spoilers="and more")
    assert set(things(asked)) <= {thing}
    assert set(things_withheld(asked)) <= {thing}
    query = Query.of(asked)
    assert "".join(text for text, _ in pieces(asked, query)) == asked


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_can_be_written_does_harm(text):
    thing = stand("Harbour", names=text, body=text, spoilers=text)
    assert things("harbour") == [thing]


def test_a_very_long_text_can_be_put():
    body = " ".join(f"w{number:x}" for number in range(120_000))
    thing = stand("Harbour", body=body, spoilers=body)
    assert things("harbour w1") == [thing]


# The order


def test_the_title_counts_for_more_than_the_body_and_the_whole_title_for_most():
    body = stand("Other", body="Other words. " * 99 + "harbour " * 9)
    opening = stand("Other", body="A harbour.")
    part = stand("The harbour at night")
    whole = stand("Harbour")
    named = stand("Other", names="Harbour", body="harbour")
    assert things("harbour") == [whole, named, part, opening, body]


def test_equals_stand_in_the_order_of_the_kinds_then_the_newest_first():
    first, genre, second = stand("Harbour"), stand("Harbour", kind="genre"), stand("Harbour")
    assert things("harbour") == [second, first, genre]
    kinds = reversed(everything().items())
    assert things("harbour", dict(kinds)) == [genre, second, first]


def test_rows_that_may_not_be_found_do_not_move_those_that_may():
    """What bm25 would do: rare words weigh more, and rows that nobody sees make a word less rare."""
    stand("Red night", body="blue day")
    stand("Blue night", body="red day")
    allowed = {"film": Film.objects.filter(pk__in=list(Film.objects.values_list("pk", flat=True)))}
    before = things("red blue", allowed)
    for _ in range(30):
        stand("Other", body="red " * 20)
        stand("Other", spoilers="blue " * 20)
    assert things("red blue", allowed) == before


@pytest.mark.parametrize("asked", ["harbour", "rain", "千と千尋", "harbour rain lamp 千", ""])
def test_sql_that_was_made_for_other_words_finds_the_same(asked):
    for title in ("Harbour", "Harbour rain", "千と千尋の神隠し", "A harbour, a lamp, rain, 千と"):
        stand(title, body="Rain on the harbour.", spoilers="He drowns with rain.")
    opened = datetime(2025, 1, 1, tzinfo=UTC)
    searcher = Searcher(lambda at: {"film": Film.objects.filter(GreaterThan(Value(at), Value(opened)))})
    query = Query.of(asked)
    for other in ("lamp", "尋", "night rain harbour 尋", asked):
        searcher.matching(Query.of(other), NOW, 0, 3)
    for start, end in ((0, 3), (1, 3), (0, 9)):
        assert [row.thing for row in searcher.matching(query, NOW, start, end)] == things(asked)[start:end]
    assert [row.thing for row in searcher.withheld(query, NOW, 9)] == things_withheld(asked)


# What may be found


def test_only_what_is_allowed_at_this_moment_is_found():
    seen, unseen = stand("Harbour"), stand("Harbour")
    assert things("harbour", {"film": Film.objects.filter(pk=seen)}) == [seen]
    assert things("harbour", {"genre": Genre.objects.all()}) == []
    assert things("harbour", {"film": Film.objects.none()}) == []
    Film.objects.filter(pk=unseen).delete()
    assert things("harbour") == [seen]


def test_a_word_that_only_spoils_is_found_where_it_is_asked_for_alone():
    thing = stand("Harbour", body="Quiet.", spoilers="He drowns.")
    assert things("drowns") == []
    assert things_withheld("drown") == things_withheld("harbour drowns") == [thing]
    assert things_withheld("harbour") == []  # that stands in the open


def test_putting_again_takes_the_old_words_away():
    thing = stand("Harbour", body="Lights.", spoilers="He drowns.")
    put(Entry(kind="film", thing=thing, title="Pier"))
    assert things("harbour") == things("lights") == things_withheld("drowns") == []
    assert things("pier") == [thing]
    assert (Row.objects.count(), SpoilerWords.objects.count()) == (1, 0)


def test_words_can_move_from_one_side_to_the_other():
    thing = stand("Harbour", body="He drowns.")
    put(Entry(kind="film", thing=thing, title="Harbour", spoilers="He drowns."))
    assert (things("drowns"), things_withheld("drowns")) == ([], [thing])
    put(Entry(kind="film", thing=thing, title="Harbour", body="He drowns."))
    assert (things("drowns"), things_withheld("drowns")) == ([thing], [])


def test_what_is_dropped_is_found_no_more_on_either_side():
    gone, kept = stand("Harbour", spoilers="drowns"), stand("Harbour", spoilers="drowns")
    drop("film", [gone])
    assert things("harbour") == things_withheld("drowns") == [kept]


def test_the_ordinary_question_reads_no_table_of_spoilers(django_assert_num_queries):
    stand("Harbour", spoilers="drowns")
    with django_assert_num_queries(1) as asked:
        things("drowns")
    assert "spoiler" not in asked[0]["sql"].lower()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL reads a small table from end to end.")
def test_only_rows_with_the_words_are_asked_whether_they_may_be_found():
    plan = matching_rows(Words.of(Query.of("harbour")), everything()).explain()

    assert "SEARCH search_row USING INTEGER PRIMARY KEY" in plan
    assert "MULTI-INDEX" not in plan


@pytest.mark.parametrize("write", [lambda: put(Entry("film", 1, "x")), lambda: drop("film", [1])])
@pytest.mark.django_db(transaction=True)
def test_writing_belongs_into_the_writers_transaction(write):
    assert not connection.in_atomic_block
    with pytest.raises(TransactionManagementError):
        write()


@pytest.mark.django_db(transaction=True)
def test_a_write_that_is_taken_back_leaves_nothing():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        stand("Harbour")
        raise ZeroDivisionError
    assert things("harbour") == []
    with transaction.atomic():
        thing = stand("Harbour")
    assert things("harbour") == [thing]


# What is shown


def test_a_snippet_shows_what_was_found_and_some_words_around_it():
    text = " ".join(f"word{number}" for number in range(50)) + " the Café’s harbours at night " + "on " * 50
    shown = snippet(text, Query.of("cafe harbour"))
    assert shown[0] == ("… ", False)
    assert [piece for piece, is_match in shown if is_match] == ["Café", "harbours"]
    assert shown[-1] == (" …", False)
    assert "".join(piece for piece, _ in shown).strip("… ") in text


def test_a_snippet_is_where_most_of_the_words_are():
    text = "A harbour. " + "Then nothing. " * 40 + "The harbour lights."
    assert "harbour lights." in "".join(piece for piece, _ in snippet(text, Query.of("harbour lights")))


@pytest.mark.parametrize("text", ["", "!?", "One short line."])
def test_a_text_without_the_words_is_shown_from_its_beginning(text):
    shown = snippet(text, Query.of("harbour"))
    assert "".join(piece for piece, _ in shown) == text
    assert not has_match(shown)


@pytest.mark.parametrize(
    "query", ["千と千尋", "千尋", "尋", "千", "神隠し", "2001年", "年の", "Ghibli", "隠", "スタジオ", "ｽﾀｼﾞｵ"]
)
def test_any_letters_that_stand_together_without_spaces_are_found(query):
    with transaction.atomic():
        film = FilmFactory()
        put(Entry(kind="film", thing=film.pk, title="千と千尋の神隠し", body="2001年のスタジオGhibli。"))
    assert things(query) == [film.pk]


@pytest.mark.parametrize("query", ["尋千", "千の", "隠千", "1年", "の千尋"])
def test_letters_that_do_not_stand_together_are_not_found(query):
    with transaction.atomic():
        put(Entry(kind="film", thing=FilmFactory().pk, title="千と千尋の神隠し", body="2001年のスタジオ。"))
    assert things(query) == []


def test_a_whole_title_without_spaces_comes_first():
    longer, exact = FilmFactory(), FilmFactory()
    with transaction.atomic():
        put(
            Entry(kind="film", thing=exact.pk, title="千と千尋"),
            Entry(kind="film", thing=longer.pk, title="千と千尋の夜"),
        )
    assert things("千と千尋") == [exact.pk, longer.pk]


@pytest.mark.parametrize("asked", ["rain", "rain dying", "harbours rain night", "dy", "élan 2", "nowhere"])
def test_a_snippet_of_a_plain_text_is_the_one_that_looks_at_every_word(asked, monkeypatch):
    rng, query = random.Random(asked), Query.of(asked)
    written = ["Rain", "rainy", "dying", "dies", "Harbour’s", "ÉLAN", "night—", "·", "2", "a_b", *["so"] * 20]
    texts = [" ".join(rng.choices(written, k=rng.randint(1, 90))) for _ in range(60)]
    quick = [(snippet(text, query), pieces(text, query)) for text in texts]
    monkeypatch.setattr("search.snippets.is_plain", lambda text: False)
    assert quick == [(snippet(text, query), pieces(text, query)) for text in texts]


def test_a_snippet_without_spaces_marks_the_letters_that_were_found():
    assert pieces("朝の千尋。", Query.of("千尋")) == (("朝の", False), ("千尋", True), ("。", False))
    shown = snippet("雨が降る。" * 40 + "千尋の夜。", Query.of("千尋の夜"))
    assert "千尋の夜" in "".join(piece for piece, _ in shown)
    assert "".join(piece for piece, is_match in shown if is_match) == "千尋の夜"
