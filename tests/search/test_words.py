"""Words as both engines compare them."""

import re

import pytest

from search.query import MAX_QUERY_LENGTH, MAX_WORDS, Query
from search.words import PLAIN, WORD, fold, is_plain, stem, stems, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("café", "CAFE"),
        ("cafe\u0301", "café"),
        ("harbours", "harbour"),
        ("Wick’s", "wick"),
        ("Żuławski", "zulawski"),
        ("Bjørn", "bjorn"),
        ("Straße", "strasse"),
        ("Ｅｌａｎ", "élan"),
        ("기생충", "기생충".encode().decode()),
        ("ガ", "カ\u3099"),
    ],
)
def test_two_ways_to_write_a_word_are_one_word(one, other):
    assert stems(one) == stems(other) != []


def test_a_script_without_spaces_is_taken_by_pairs_of_letters():
    assert words("千と千尋 2001年") == ["千と", "と千", "千尋", "尋", "2001", "年"]
    assert words("夜の Alien・Café夜") == ["夜の", "の", "alien", "cafe", "夜"]
    assert len(words("สวัสดี")) == 6
    assert words("기생충 영화") == words("기생충") + words("영화")


def test_an_indic_word_stays_whole():
    assert len(words("हिन्दी फ़िल्म।")) == 2


def test_a_stem_is_that_of_a_folded_word():
    assert [stem(word) for word in words("Killing, killed; KILLS")] == ["kill"] * 3


@pytest.mark.parametrize("text", ["", " ", "!?", "\ue000\ue001", "🩰", "_", "\x00", '"*', ">!!<", "\ud800"])
def test_what_holds_no_word_asks_for_nothing(text):
    assert words(text) == []
    assert Query.of(text).terms == ()


def test_small_words_are_left_out_beside_others_and_looked_for_alone():
    assert [term.stems for term in Query.of("the end of an affair").terms] == [("end",), ("affair",)]
    assert [term.stems for term in Query.of("The On").terms] == [("the",), ("on",)]


def test_a_query_has_an_end():
    assert len(Query.of(" ".join(f"word{number}" for number in range(40))).terms) == MAX_WORDS
    (term,) = Query.of("x" * 400).terms
    assert len(term.stems[0]) < MAX_QUERY_LENGTH


def test_a_letter_of_a_plain_text_is_one_of_a_word_and_stays_so_when_folded():
    plain = list(filter(is_plain, map(chr, range(0x10000))))
    letters = [letter for letter in plain if re.fullmatch(PLAIN, letter)]
    assert letters == [letter for letter in plain if WORD.fullmatch(letter)]
    assert all(len(words(letter)) == 1 and WORD.fullmatch(fold(letter)) for letter in letters)
    assert all(fold(letter) == letter.lower() for letter in letters if letter.isascii())


def test_a_stem_begins_as_its_word_does():
    """By which a snippet leaves most words out."""
    endings = ("", "s", "es", "ies", "ied", "ing", "ly", "ily", "ed", "eed", "ational", "ness", "y", "’s")
    beginnings = ["d", "ly", "sk", "t", "gent", "id", "earl", "onl", "sing", "ugl", "new", "yell", "aye", "u"]
    for word in [beginning + ending for beginning in beginnings for ending in endings]:
        assert all(form[0] == word[0] for form in stems(word)), word
