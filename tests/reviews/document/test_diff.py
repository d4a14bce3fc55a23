"""The pieces between two texts: exact, readable, and never slow."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.document.diff import diff

WORDS = st.sampled_from(
    ["the", "lake", "rain", "Rain", "it", "dries", ".", "!", "\n", "\n\n", " ", "  ", "’", "é"]
)
TEXTS = st.lists(WORDS, max_size=60).map("".join)


def side(pieces, without):
    return "".join(text for kind, text in pieces if kind != without)


@given(TEXTS, TEXTS)
def test_without_what_was_added_it_is_the_old_text_and_without_what_was_removed_the_new_one(old, new):
    pieces = diff(old, new)

    assert side(pieces, "added") == old
    assert side(pieces, "removed") == new
    assert all(text for _kind, text in pieces)


def test_a_word_is_a_piece_of_its_own():
    assert diff("It begins with rain. Then sun.", "It begins with snow. Then sun.") == (
        ("same", "It begins with "),
        ("removed", "rain"),
        ("added", "snow"),
        ("same", ". Then sun."),
    )


def test_paragraphs_rewritten_in_a_row_are_still_told_word_by_word():
    old = "\n\n".join(f"Scene {n} has rain, a lake and nobody in sight." for n in range(60))
    new = old.replace("rain", "snow").replace("\n\nScene 30", " Scene 30")

    changed = [text for kind, text in diff(old, new) if kind != "same"]

    assert changed.count("rain") == changed.count("snow") == 60
    assert len(changed) < 130


def repetitive(words, line):
    return (line * (words // len(line.split()) + 1)).strip()


@pytest.mark.parametrize(
    ("old", "new", "most"),
    [
        pytest.param(
            repetitive(3000, "the cat sat on the mat and "),
            repetitive(3000, "the cat sat on the mat and ").replace("mat", "rug", 40),
            125,
            id="a refrain, changed forty times",
        ),
        pytest.param(repetitive(3000, "ha "), repetitive(2990, "ha "), 6, id="one word for ever"),
        pytest.param(repetitive(3000, "a b c "), repetitive(3000, "b a d "), None, id="another refrain"),
        pytest.param("It rains.\n\n" * 1500, "It rains.\n\n" * 1400 + "End.", 6, id="one line for ever"),
    ],
)
def test_what_repeats_itself_takes_seconds_at_the_most(old, new, most):
    begun = time.process_time()

    pieces = diff(old, new)

    assert time.process_time() - begun < 10  # here some tenths; looking for longest runs takes minutes
    assert side(pieces, "added") == old
    assert side(pieces, "removed") == new
    assert most is None or len(pieces) < most
