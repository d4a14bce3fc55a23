"""Which sentences show that somebody meant to hide something, in every language, and which do not."""

import time
from pathlib import Path

import pytest

from shield.signs.sentences import signs_in

SENTENCES = Path(__file__).parent / "sentences"
LANGUAGES = ("de", "en", "es", "fr", "it", "nl", "pl", "pt", "sv", "tr")
SORTS = ["signs", "denials", "other"]  # other senses of the word, and titles


def sentences_of(language):
    blocks = (SENTENCES / f"{language}.txt").read_text().split("# ")[1:]
    return {sort: lines for sort, *lines in (block.strip().split("\n") for block in blocks)}


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("language", [*LANGUAGES, "other_scripts", "others"])
def test_a_sentence_is_a_sign_or_none(language, sort):
    sentences = sentences_of(language)[sort]
    assert [line for line in sentences if bool(signs_in(line)) != (sort == "signs")] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_forty_sentences_of_each_sort(language):
    assert [sort for sort, lines in sentences_of(language).items() if len(lines) >= 40] == SORTS


HOSTILE = (
    "achtung ",
    "attention la suite ",
    "Spoiler Alert ",
    "spoiler ",
    "no no no ",
    "if you don't ",
    "not without ",
    "“The A Of ",
    "_",
    "a.",
    "spoil of the car ",
    "ネタバレ",
    "if you haven't seen it ",
    "from here the ending ",
    "the ending is the ending discussed ",
    "**a**",
)


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_line_of_a_hundred_thousand_letters_takes_linear_time(piece):
    started = time.process_time()
    signs_in((piece * 100_000)[:100_000])
    assert time.process_time() - started < 10
