"""What an editor took for a sign that somebody meant to hide something, and what for none."""

from collections import Counter
from pathlib import Path

import pytest
import yaml

from reviews.importing.formats.spoilers import warns_of_spoilers
from tests.reviews.importing.outline import read_text

OPENING = "A Night in Riga\nA thief returns a book. It rains.\n"
LABELLED = yaml.safe_load(
    (Path(__file__).parents[2] / "shield/labelled_leaks/innocent_sentences.yaml").read_text()
)
SIGNS = [row for row in LABELLED if row["expected"] != "leak"]


@pytest.mark.parametrize("row", SIGNS, ids=lambda row: row["text"][:30])
def test_a_sentence_is_taken_for_a_sign_as_an_editor_took_it(row):
    document = read_text(
        f"{OPENING}\n{row['text']}\n\nHe wrote it himself, and nobody knew.\n\nVerdict\n\nGo."
    )

    is_hidden = any(section.spoiler or ">!" in section.text for section in document.sections)
    assert is_hidden == (row["expected"] == "sign")


def test_the_table_holds_forty_sentences_that_are_none_and_a_dozen_that_are():
    assert Counter(row["expected"] for row in SIGNS) == {"innocent": 40, "sign": 12}


@pytest.mark.parametrize(
    "sentence",
    [
        "Enthält keine Spoiler, versprochen.",
        "Achtung: spoilerfrei.",
        "Attention, ce texte ne dévoile rien.",
        "Atención: contiene cero spoilers.",
        "There are no major spoilers for the finale in here.",
        "He is better in Spoiler Alert than here.",
        "I could not stop reading.",
    ],
)
def test_a_denial_or_a_title_is_no_sign(sentence):
    assert not warns_of_spoilers(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Here comes a Spoiler Alert: he wrote it.",
        "Cuidado: contiene spoilers.",
        "Attenzione: contiene spoiler.",
        "Let op, deze tekst bevat spoilers.",
        "Ab hier Spoiler.",
    ],
)
def test_a_warning_in_another_language_is_a_sign(sentence):
    assert warns_of_spoilers(sentence)
