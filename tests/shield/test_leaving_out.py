"""Marks in every position Markdown knows: no hidden word comes out, every other does, and none is counted.

In the patterns `S` stands for words that are shown, `H` for words that are hidden.
"""

import re
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shield.markdown import full, safe, safe_inline, safe_line, safe_text

PATTERNS = [
    ">!H!< S",
    "S >!H!< S",
    "S\n>!H!<\nS",
    "S >!H\n\nH\n\nH!< S",
    "- S\n- >!H!<\n- S",
    "1. S\n2. >!H\n3. H!<\n4. S",
    "1. S\n   >!H\n\n   H!<\n2. S",
    "S[^1] >!H[^2]!< S\n\n[^1]: S\n[^2]: H",
    "S >!H[^1]!<\n\n[^1]: H",
    "S >![^1]!< S\n\n[^1]: H\n    H",
    "S >!H[^1]!<\n\n[^1]: H[^2]\n[^2]: H",
    "S >!H[^1]!<\n\n[^1]: H ^[H]",
    "S[^2] >!H[^1]!<\n\n[^1]: H[^2]\n\n[^2]: S",
    "S >!H[^1]!<\n\n[^1]: H\n\n    [^2]: H\n\n    H",
    "> S >![H][x]!<\n>\n> [x]: H H",
    "- S\n- [x]: H H\n\n>![H][x]!<",
    "*S >!H!< S*",
    "**S >!H** H!< S",
    ">!*H!< S*",
    "S ***>!H!<*** S",
    "| S | S |\n|---|---|\n| S | >!H!< |",
    "| S | S |\n|---|---|\n| >!H | H!< |",
    "S >!| H | H |\n|---|---|\n| H | H |!< S",
    "H!< S",
    "H\n\nH !<\n\nS",
    "S >!H\n\n- H\n\n# H",
    "S\n\n>!",
    "!< S",
    r"\>!S\!<",
    r"S \>!S >!H\!< H!< S",
    "S >!H >!H!< S",
    "H >!H!< H!< S",
    "`S >!H!< S`",
    "```\nS\n>!H!<\n```\nS",
    "    S >!H!<",
    "# S >!H!<\n\nS",
    ">!# H!<\n\nS",
    "> S >!H\n> H!< S",
    ">>!H!< S",
    "> >!H!<\n\nS",
    '[S](https://example.org/ "S") >![H](https://example.org/H "H")!<',
    "S >![H][x]!< S\n\n[x]: https://example.org/H 'H'",
    "[S >!H!< S](https://example.org/)",
    "![S >!H!<](image:00000000-0000-4000-8000-000000000000) S",
    "S\n\n>!---!<\n\nS",
    "S ~~>!H!<~~ S",
    "S >!H!<>!H!< >!H!<\n\n>!H!< S",
    "S >!H!<\\\nS",
    "S<br>>!H!<",
    "S & >!H &amp; H!< S",
    "S>!H!<S",
    "S >!H\r\n\r\nH!< S",
]


def filled(pattern, hidden):
    """The pattern with a word of its own for each S, and `hidden()` for each H; with the words shown."""
    numbers, shown = count(), []

    def word(found):
        if found[0] == "H":
            return hidden()
        shown.append(f"open{chr(97 + next(numbers))}z")
        return shown[-1]

    return re.sub(r"\b[SH]\b|(?<=[<>!])[SH](?=[<>!]|$)|S(?=>!)|(?<=!<)S", word, pattern), shown


def outputs(text):
    return [safe(text, "d"), safe_text(text), str(safe_line(text)), safe_inline(text)]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_what_is_hidden_is_left_out_wherever_it_stands(pattern):
    text, shown = filled(pattern, lambda: "canary")
    for html in outputs(text):
        assert "canary" not in html.lower()
    for word in shown:
        assert word in safe(text, "d"), "what is not hidden is shown"
    if "H" in pattern:
        assert "canary" in full(text, "d")


WORDS = ["x", "many words in it, *and* marks", "[^1] 1. - # |", "été 一二三 🎬", "a\nb"]
# A hidden reference to a note that the text defines makes another text of it.
CASES = [(p, words) for p in PATTERNS for words in WORDS if not ("[^1]" in p and "[^1]" in words)]


@pytest.mark.parametrize(("pattern", "words"), CASES)
def test_what_is_hidden_changes_nothing_that_is_shown(pattern, words):
    one, _shown = filled(pattern, lambda: "canary")
    other, _shown = filled(pattern, lambda: words)
    assert outputs(one) == outputs(other)


TOKENS = [
    ">!",
    "!<",
    "\\",
    "\n\n",
    "\n",
    "- ",
    "1. ",
    "*",
    "**",
    "`",
    "| ",
    "[^1]",
    "[^1]: ",
    "# ",
    "> ",
    "](",
    "[",
    " ",
]


@given(st.lists(st.sampled_from([*TOKENS, "WORD", "WORD ", " WORD"]), max_size=24))
def test_any_mixture_of_marks_and_markdown_fails_closed(tokens):
    """Against a reading of the rule that is as plain as can be, one character after the other."""
    numbers = count()
    text = "".join(re.sub("WORD", lambda _: f"w{next(numbers)}w", token) for token in tokens)
    hidden = set(re.findall(r"w\d+w", "".join(plainly_hidden(text))))
    for html in outputs(text):
        assert not hidden & set(re.findall(r"w\d+w", html))


def plainly_hidden(text):
    """What is hidden: from an opener to its closer, or to the end; before a lone closer all."""
    at, start, is_open, stretches = 0, 0, False, []
    while at < len(text):
        if text[at] == "\\":
            at += 2
            continue
        mark = text[at : at + 2]
        if mark == ">!" and not is_open:
            is_open, start = True, at
        elif mark == "!<":
            stretches.append(text[start:at] if is_open else text[:at])
            is_open = False
        at += 2 if mark in (">!", "!<") else 1
    return [*stretches, text[start:]] if is_open else stretches
