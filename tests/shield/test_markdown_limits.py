"""Whatever a Markdown text holds, parsing it takes steps that grow with its length alone."""

import random
import sys

import pytest

from shield.markdown import full, full_inline, passages, safe, safe_html, safe_inline
from shield.markdown_field import check
from shield.markdown_limits import (
    BRACKETS,
    CELLS,
    MAX_DEPTH,
    NOTES,
    STEPS,
    TOO_LONG,
    TOO_SLOW,
    TooComplex,
    time_budget,
)

LONG = 200_000  # characters, as many as a field of a review may have
SHORT, TIMES = 150, 8  # pieces of a text, and how much longer it is made
BEGINNING = 20_000  # steps; what grows with the square takes eight times as many as are allowed
PIECES = (
    *"[]()!^*_`~<>|#:-\\&\"'{}",
    *("[^", "![", "^[", "[a]", "[^1]", "[^1]: a\n", "[a]: b\n", "](b)", "<http://a>", "**", "~~", "```\n"),
    *("> ", "- ", "1. ", "|-|-|\n", "\n", "\n\n", "    ", "a", "word ", ">!", "!<", ">!{mild} ", "&amp;"),
    *("---\n", "=\n"),
)
HOSTILE = {
    "footnotes opened": ("[^" * (LONG // 2), BRACKETS),
    "pictures opened": ("![" * (LONG // 2), BRACKETS),
    "links opened": ("[" * LONG, BRACKETS),
    "notes within notes": ("^[" * 1_000 + "]" * 1_000, BRACKETS),
    "links within links": ("[" * (MAX_DEPTH + 1) + "a" + "]" * (MAX_DEPTH + 1), BRACKETS),
    "links one by one": ("[a](b)" * 5_001, BRACKETS),
    "a wide table of empty rows": (
        f"{'|a' * 500}|\n{'|-' * 500}|\n{'|' + chr(10) * 1}" * 2 + "|\n" * 100,
        CELLS,
    ),
    "a table in a quote": (f"> {'|a' * 100}|\n> {'|-' * 100}|\n" + "> |\n" * 100, CELLS),
    "one note a thousand times": ("a[^1]" * 1_001 + "\n\n[^1]: b", NOTES),
    "lines that go on in ninety quotes": ("> " * 90 + "a\n" * 10_000, STEPS),
    "lines that go on in five quotes": ("> " * 5 + "a\n" * 10_000, STEPS),
    "rules within lists": ("* * * a\n" * 10_000, STEPS),
    "pictures within pictures, emphasised": ("![" * 19 + "*a" * 20_000 + "](b)" * 19, STEPS),
    "notes within notes, emphasised": ("^[" * 19 + "*a" * 20_000 + "]" * 19, STEPS),
    "a long address a thousand times": (f"[a]: http://{'b' * 2_000}\n\n" + "[a] " * 1_000, TOO_LONG),
}
SOUND = {
    "many links": "See [the page](https://example.org) and [another][a]. " * 400
    + "\n\n[a]: https://example.org",
    "a large table": "|a|b|c|d|e|f|\n|-|-|-|-|-|-|\n" + "|1|2|3|4|5|6|\n" * 600,
    "brackets in code and prose": "`a[i][j][k]` and \\[this\\] [sic] [x] [ ] " * 300,
    "many footnotes": "".join(f"One[^{n}]. " for n in range(300)) + "\n\n" + "[^1]: a\n\n" * 300,
    "a long list": "- an item of the list\n" * 5_000,
}


def steps(call, *args) -> int:
    """The number of calls of Python functions that a call makes."""
    count = 0

    def on_event(_frame, event, _arg):
        nonlocal count
        count += event in ("call", "c_call")

    former = sys.getprofile()
    sys.setprofile(on_event)
    try:
        call(*args)
    except TooComplex:
        pass
    finally:
        sys.setprofile(former)
    return count


@pytest.mark.parametrize(("text", "sentence"), HOSTILE.values(), ids=HOSTILE)
def test_what_takes_too_long_or_becomes_too_long_is_refused_with_a_sentence(text, sentence):
    for render in (lambda text: safe(text, "d"), lambda text: full(text, "d")):
        with pytest.raises(TooComplex) as refusal:
            render(text)
        assert refusal.value.messages == [str(sentence)]
    assert safe_html(text) == ""  # a page of the film world, whose texts are older than the limits


@pytest.mark.parametrize(("text", "_sentence"), HOSTILE.values(), ids=HOSTILE)
def test_forms_and_imports_refuse_the_same_texts(text, _sentence):
    with pytest.raises(TooComplex):
        check(text)


def test_a_passage_comes_with_the_definitions_that_it_refers_to_and_no_others():
    notes = "\n".join(f"[{n}]: https://example.org/{n}" for n in range(1_000))
    text = ">!a [b][999]!< b " * 100 + "\n\n" + notes
    assert all('href="https://example.org/999"' in html for html in passages(text, "d"))
    assert steps(passages, text, "d") < 100_000


def test_passages_that_repeat_a_long_note_are_refused():
    text = ">!a [b]!< b " * 1_000 + f"\n\n[b]: https://example.org/{'c' * 10_000}"
    with pytest.raises(TooComplex, match="too long"):
        check(text)


def test_many_texts_share_a_budget_of_time():
    with time_budget(0), pytest.raises(TooComplex, match=str(TOO_SLOW)):
        full("a * b " * 1_000, "d")
    assert full("a * b " * 1_000, "d")


@pytest.mark.parametrize("text", SOUND.values(), ids=SOUND)
def test_long_texts_of_real_authors_are_rendered(text):
    assert safe(text, "d") and full(text, "d")


@pytest.mark.parametrize("seed", range(200))
def test_hostile_texts_take_steps_that_grow_with_their_length(seed):
    rng = random.Random(seed)
    pieces = rng.sample(PIECES, rng.randint(1, 4))
    one = "".join(rng.choices(pieces, k=SHORT) if seed % 2 else pieces * (SHORT // len(pieces)))
    render = (safe_inline, full_inline, lambda text: safe(text, "d"))[seed % 3]
    steps(render, one)  # whatever a process does the first time alone
    assert steps(render, one * TIMES) <= 2.5 * TIMES * steps(render, one) + BEGINNING, repr(pieces)
