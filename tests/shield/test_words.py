import pytest

from shield.words import readable

BLANK = ["", " \n", "\u200b", "\u2060", "\u00ad", "\u3164", "\u2800", "\ufeff", "\u034f\ufe0f", "\ue000"]


@pytest.mark.parametrize("text", BLANK)
def test_a_text_of_what_nobody_sees_has_nothing_to_read(text):
    assert readable(text) == ""


@pytest.mark.parametrize("text", ["a", "é", "7", "…", "👍", "理", "می\u200cخواهم", "co\u00adlour"])
def test_a_text_to_read_stays_as_it_is_without_the_space_around_it(text):
    assert readable(f" {text}\n") == text
