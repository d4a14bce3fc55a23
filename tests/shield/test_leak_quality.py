"""What the leak check finds in reviews labelled by an editor, held above a floor."""

import pytest

from bench.leak_quality import measure
from shield.leaks import Sentence, find


@pytest.mark.parametrize("folder", ["tuning", "held_back"])
def test_every_leak_told_word_for_word_is_found(folder):
    figures = measure(folder)
    assert figures.found["word_for_word"] == figures.leaks["word_for_word"] == 20


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
