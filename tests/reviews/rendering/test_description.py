"""What stands for a review where it has no dek: its first safe sentences."""

import json
from html import unescape

import pytest
from django.urls import reverse

from reviews import document as d
from reviews.rendering.description import MAX_LENGTH, description
from tests.reviews.builders import document, live

LONG = "word " * 60


def told(*texts, dek="", verdict="", spoiler=None):
    sections = tuple(d.Section(kind="opening", text=text, spoiler=spoiler) for text in texts)
    return description(d.Document(dek=dek, sections=sections, verdict=d.Verdict(text=verdict)))


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (
            ("It *begins* with rain. Then [it stops](/films/a/).",),
            "It begins with rain. Then it stops.",
        ),
        (("# A heading\n\nIt rains.\n\nIt stops.",), "It rains. It stops."),
        (("It rains.[^1]\n\n[^1]: In June.",), "It rains."),
        ((f"It rains. {LONG}",), "It rains."),
        (("It rains. >!The lake dries up.!< Then it stops.",), "It rains."),
        (("The killer is >!the boy!<. It rains. It stops.",), "It rains. It stops."),
        ((">!All of it.!<", "It rains."), "It rains."),
        (("It rains >!and the boy drowns",), ""),
        (("| a | b |\n|---|---|\n| c | d |", "It rains."), "It rains."),
        (("雨が降る。" * 60,), "雨が降る。" * 1),
        ((), ""),
    ],
)
def test_the_first_safe_sentences_are_the_description(texts, expected):
    found = told(*texts)
    assert found.startswith(expected)
    assert len(found) <= MAX_LENGTH
    assert bool(found) == bool(expected)
    assert "\ue000" not in found
    assert not any(word in found for word in ("lake", "boy", "killer", "heading", "June"))


def test_a_long_sentence_is_cut_at_a_word():
    cut = told("A " + "harbour, " * 40)
    assert cut.endswith("harbour…")
    assert MAX_LENGTH - 10 < len(cut) <= MAX_LENGTH
    assert told("雨" * 400) == "雨" * (MAX_LENGTH - 1) + "…"
    assert len(told("e\u0301" * 400)) <= MAX_LENGTH


def test_a_dek_comes_first_and_a_flagged_section_never():
    assert told("It rains.", dek="A lake.") == "A lake."
    assert told("The lake dries up.", verdict="Go.", spoiler=d.Spoiler(level="major")) == "Go."


def test_hidden_words_change_nothing_in_it():
    one, two = told("It rains. >!He dies.!< Go."), told("It rains. >!She and he live.!< Go.")
    assert one == two == "It rains."


@pytest.mark.django_db
def test_description_cards_and_feeds_take_it(client):
    text = "It begins with rain & <wind>. >!The lake dries up.!<"
    ending = d.Section(kind="ending", text="The lake dries up.", spoiler=d.Spoiler(level="ending"))
    edition = live(document(dek="", sections=(d.Section(kind="opening", text=text), ending)))
    expected = "It begins with rain & <wind>."
    page = client.get(edition.review.get_absolute_url()).content.decode()
    assert page.count('content="It begins with rain &amp; &lt;wind&gt;."') == 2
    assert '<p class="dek"' not in page
    for path in (reverse("reviews:list"), "/"):
        listed = client.get(path).content.decode()
        assert expected in unescape(listed)
        assert "<wind>" not in listed
        assert "lake dries" not in listed
    (item,) = json.loads(client.get("/feeds/reviews.json").content)["items"]
    assert item["summary"] == expected
