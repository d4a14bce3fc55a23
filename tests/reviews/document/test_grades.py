"""Kinds of sections: which usually give something away, and when one of them is left safe."""

import pytest

from reviews import document as d
from reviews.document.grades import USUAL_LEVELS, is_left_safe


def test_kinds_that_usually_give_something_away_have_a_usual_level():
    levels = {"plot": "mild", "cameos": "major", "twists": "major", "ending": "ending"}
    assert levels == USUAL_LEVELS


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"text": "The lake dries up."}, True),
        ({"heading": "She goes home"}, True),
        ({"text": "It closes >!on the lake!<, and well."}, True),
        ({"text": "![](image:6b0c8c1e-9e0f-4c57-8a39-0c1d8ad1f0aa)"}, True),
        ({"text": ">!The lake dries up.!<"}, False),
        ({"text": ">!![The lake](image:6b0c8c1e-9e0f-4c57-8a39-0c1d8ad1f0aa)!<"}, False),
        ({"text": "> >!The lake dries up.!<"}, False),
        ({"text": " \n"}, False),
        ({"text": "The lake dries up.", "spoiler": d.Spoiler(level="mild")}, False),
    ],
)
@pytest.mark.parametrize("kind", sorted(d.KINDS))
def test_a_section_is_left_safe_while_anyone_reads_something_of_it(kind, fields, expected):
    assert is_left_safe(d.Section(kind=kind, **fields)) is (expected and kind in USUAL_LEVELS)
