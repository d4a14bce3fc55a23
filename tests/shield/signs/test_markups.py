"""What org-mode, AsciiDoc, reStructuredText, Textile and forums hide, from its beginning to its end."""

import time

import pytest

from shield.signs.tags import HiddenSpan, LoneTag, hidden_in


@pytest.mark.parametrize(
    "passage",
    [
        "#+BEGIN_SPOILER\nIt burns.\n\nIt sinks.\n#+END_SPOILER",
        "#+begin_quote :class spoiler\nIt burns.\n\nIt sinks.\n#+end_quote",
        ":SPOILER:\nIt burns.\n\nIt sinks.\n:END:",
        ".Spoiler\n====\nIt burns.\n\nIt sinks.\n====",
        "[%collapsible]\n.Later\n====\nIt burns.\n\nIt sinks.\n====",
        '::: {.note collapse="true"}\nIt burns.\n\nIt sinks.\n:::',
        "[.spoiler]\n--\nIt burns.\n\nIt sinks.\n--",
        ".. spoiler::\n\n   It burns.\n\n   It sinks.",
        ".. collapse:: Later\n   :open:\n\n   It burns.\n\n   It sinks.",
        ".. container:: toggle\n\n   It burns.\n\n   It sinks.",
        ".. admonition:: Spoiler\n\n   It burns.\n\n   It sinks.",
        ".. note::\n   :class: dropdown spoiler\n\n   It burns.\n\n   It sinks.",
    ],
)
def test_a_block_is_hidden_from_its_beginning_to_its_end(passage):
    text = f"Rain.\n\n{passage}\n\nSnow."
    (found,) = hidden_in(text)
    assert text[found.start : found.end] == passage
    assert found.text == "It burns.\n\nIt sinks."
    assert found.is_block


@pytest.mark.parametrize(
    "passage",
    [
        "[.spoiler]\nIt burns.",
        ".Spoiler: the end\nIt burns.",
        ".. class:: spoiler\n\nIt burns.",
        "p(spoiler). It burns.",
        "p{color:white}. It burns.",
    ],
)
def test_a_paragraph_is_hidden_by_the_line_before_it_or_its_beginning(passage):
    (found,) = hidden_in(f"Rain.\n\n{passage}\n\nSnow.")
    assert found.text == "It burns."


@pytest.mark.parametrize(
    "passage",
    [
        "!!It burns.!!",
        "%{color:white}It burns.%",
        "%(spoiler)It burns.%",
        ":spoiler:`It burns.`",
        "[.spoiler]#It burns.#",
        "[size=0]It burns.[/size]",
        "[color=transparent]It burns.[/color]",
        "[bg=black]It burns.[/bg]",
        "[font color=white]It burns.[/font]",
        "[opacity=0]It burns.[/opacity]",
        "[quote=spoiler]It burns.[/quote]",
        "{collapse}It burns.{collapse}",
        "{expand:title=x}It burns.{expand}",
        "\\color{white}{It burns.}",
        '<font size="0">It burns.</font>',
    ],
)
def test_words_are_hidden_within_a_line(passage):
    text = f"Rain. {passage} Snow."
    (found,) = hidden_in(text)
    assert isinstance(found, HiddenSpan)
    assert (text[found.start : found.end], found.text) == (passage, "It burns.")


@pytest.mark.parametrize(
    "space",
    [
        "\n" * 16,
        "\n" + ".\n" * 10,
        "\n" + "\n.\n" * 5,
        "\nS\nP\nO\nI\nL\nE\nR\n\n\n\n\n",
        "\n" + "&nbsp;\n" * 10,
    ],
)
def test_what_stands_far_below_is_hidden(space):
    (found,) = hidden_in(f"Rain.{space}It burns.")
    assert isinstance(found, LoneTag)
    assert not found.is_end


@pytest.mark.parametrize("opener", ["#+BEGIN_SPOILER\nIt", ":SPOILER:\nIt", ".Spoiler\n====\nIt"])
def test_a_block_without_an_end_is_told(opener):
    (found,) = hidden_in(f"Rain.\n\n{opener} burns.")
    assert isinstance(found, LoneTag)


@pytest.mark.parametrize(
    "text",
    [
        "#+BEGIN_QUOTE\nSnow.\n#+END_QUOTE",
        ":LOGBOOK:\nSnow.\n:END:",
        ".Snow\n====\nSnow.\n====",
        "[NOTE]\n====\nSnow.\n====",
        "[quote, Ana Ode]\nSnow.",
        ".. note::\n\n   Snow.",
        ".. image:: snow.png\n   :class: wide",
        "p(lead). Snow.",
        "p{color:red}. Snow.",
        "Wow!! Snow!! Rain!!",
        "It is 50 % (half) snow, 20% rain.",
        ":ref:`snow`",
        "[url=https://spoilers.example/]Snow[/url] and [quote=Ana]Snow[/quote]",
        "A {collapse} word.",
        "[.lead]#Snow#",
        "[size=4]Snow[/size] and [color=red]rain[/color] and [bg=yellow]fog[/bg]",
        "Rain.\n\n\n\n\n\n\nSnow.",
        "```\n.. spoiler::\n\n   Snow.\n```",
        "`:spoiler:` and `!!snow!!`",
        "A\nB\nC\nD\nE\nF\nG\nH\nI\nJ\nK\nL",
        "...and snow.",
    ],
)
def test_other_markup_hides_nothing(text):
    assert hidden_in(f"Rain.\n\n{text}\n\nFog.") == []


@pytest.mark.parametrize(
    "piece",
    [
        "#+BEGIN_SPOILER\n",
        ":SPOILER:\n",
        ".Spoiler\n====\n",
        "[.spoiler]\n",
        ".. spoiler::\n",
        ".. spoiler::\n   a\n\n",
        ".. note::\n :a: b\n",
        "p(spoiler). a\n",
        "!!a",
        "%{a",
        "[.a]#b",
        "$\\color{white}{",
        "{collapse}",
        "{{collapse(a)\n",
        "\n",
        "a\n",
        " \n",
        "    ",
    ],
)
def test_a_hundred_thousand_letters_take_linear_time(piece):
    started = time.process_time()
    hidden_in((piece * 100_000)[:100_000])
    assert time.process_time() - started < 10
