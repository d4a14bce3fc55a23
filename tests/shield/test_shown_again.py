"""Words that one text hid and another shows: found however they are wrapped."""

import pytest

from shield.leaks import Sentence
from shield.sentences import sentences
from shield.shown_again import HiddenRuns


def text(words):
    return [Sentence(sentence) for sentence in sentences(words)]


def shown(full, safe, later, names=()):
    hidden = HiddenRuns([text(full)], [text(safe)], names=names)
    return [leak.safe.text for leak in hidden.shown_in(text(later))]


FULL = "The keeper rows out at night. The lantern was never connected to the mains."


@pytest.mark.parametrize(
    "later",
    [
        "The lantern was never connected to the mains.",
        "THE LANTERN, was: never — connected to the mains",
        "So the lantern was never connected, they say.",
        "The lan\u00adtern was never connected.",
    ],
)
def test_four_words_in_a_row_are_found(later):
    assert shown(FULL, "The keeper rows out at night.", later) == [later]


def test_what_was_shown_before_is_not_shown_again():
    assert shown(FULL, "The lantern was never connected to the mains.", FULL) == [
        "The keeper rows out at night."
    ]
    assert shown(FULL, FULL, FULL) == []


def test_words_in_another_order_or_fewer_than_four_are_no_repeat():
    assert shown(FULL, "", "Never connected. The mains, the lantern.") == []


def test_names_do_not_count_but_a_whole_sentence_does():
    full, names = "Vader is father of Luke. Vader and Luke have met.", ["Vader", "Luke"]
    assert shown(full, "", "Vader and Luke have dinner.", names) == []
    assert shown(full, "", "So Vader is father of Luke, they say.", names) == [
        "So Vader is father of Luke, they say."
    ]


def test_a_repeat_over_the_end_of_a_sentence_is_found():
    assert shown(
        "Then she buries the captain alive.", "", "She waits, then she buries. The captain alive!"
    ) == ["She waits, then she buries."]


@pytest.mark.parametrize(
    "later", ["犯人は校長だった。", "やはり犯人は校長だった、という。", "犯人は校長だっ\u200bた。"]
)
def test_a_japanese_sentence_that_was_hidden_is_found(later):
    assert shown("雨がやまない。犯人は校長だった。", "雨がやまない。", later) == [later]


def test_japanese_grammar_and_what_was_shown_are_no_repeat():
    hidden = "雨がやまない。そうなってしまっていたのだった。"
    assert shown(hidden, "", "こうなってしまっていたのだった。") == []
    assert shown("犯人は校長だった。", "犯人は校長だった。", "犯人は校長だった。") == []
