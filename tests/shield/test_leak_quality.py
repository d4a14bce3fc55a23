"""What the leak check finds in reviews labelled by an editor, held above a floor."""

import statistics
from collections import Counter

import pytest
import yaml

from bench.leak_check.quality import LABELLED, measure
from shield.leaks import Sentence, find


def rows_of(name):
    return yaml.safe_load((LABELLED / name).read_text())


@pytest.mark.parametrize(
    ("folder", "least_precision", "least_recall"), [("tuning", 0.75, 0.6), ("held_back", 0.6, 0.5)]
)
def test_the_check_finds_what_an_editor_found_and_little_else(folder, least_precision, least_recall):
    figures = measure(folder)
    assert figures.found["word_for_word"] == figures.leaks["word_for_word"] == 20
    assert figures.precision >= least_precision
    assert figures.recall >= least_recall
    assert statistics.median(figures.clean) < 3
    assert max(figures.clean) <= 5


@pytest.mark.parametrize(
    ("language", "safe", "hidden"),
    [
        (
            "de",
            "Und dann sind die einen noch mit den anderen auf der Straße.",
            "Sie hat ihn und die anderen auf der Brücke gesehen.",
        ),
        (
            "es",
            "Cuando todo esto parece una broma, también lo es.",
            "También esto lo sabe ella, cuando todo arde.",
        ),
        ("fr", "Rien n’est jamais aussi simple avec elle.", "Elle part avec lui, et jamais plus rien."),
        ("it", "Anche questa volta non è come sempre.", "Anche lei, questa volta, muore come sempre."),
    ],
)
def test_function_words_of_the_language_are_no_leak(language, safe, hidden):
    assert find([Sentence(safe)], [Sentence(hidden)], language=language) == []


def test_a_rare_word_and_one_of_every_day_are_no_leak_unless_a_phrase_is_repeated():
    hidden = [Sentence("A bounty of five million is put on her head.")]
    assert find([Sentence("The head of the house sets a bounty.")], hidden) == []
    hidden = [Sentence("She walks out with a bounty on her head.")]
    assert find([Sentence("It closes with a bounty on her head.")], hidden)


def names_of(film):
    credits = (name for credit in film.get("cast", ()) for name in credit.values() if name)
    return [film["title"], *credits]


def test_a_hidden_sentence_is_found_word_for_word_and_often_with_other_names():
    rows, found = rows_of("paraphrases.yaml"), Counter()
    for row in rows:
        for telling in ("word_for_word", "names_changed", "half"):
            options = {"names": names_of(row["film"]), "language": row["language"]}
            found[telling] += bool(find([Sentence(row[telling])], [Sentence(row["hidden"])], **options))
    assert len(rows) == found["word_for_word"] == 20
    assert found["names_changed"] >= 3, "words alone tell little: the spoiler check is for that"


# False findings that we know of: two words of place or cast in both, which no film record calls names.
STILL_FOUND = (
    "The fight in the hotel lobby",
    "Sarah Bright sings",
    "Der Schnee von Hallstatt",
    "Darín enciende",
)
COMPARED = [row for row in rows_of("innocent_sentences.yaml") if row.get("hidden")]


@pytest.mark.parametrize("row", COMPARED, ids=lambda row: row["text"][:30])
def test_a_common_word_that_is_a_title_is_no_leak(row):
    options = {"names": names_of(row["film"]) if row.get("film") else [], "language": row["language"]}
    leaks = find([Sentence(row["text"])], [Sentence(row["hidden"])], **options)
    assert bool(leaks) == (row["expected"] == "leak" or row["text"].startswith(STILL_FOUND))
