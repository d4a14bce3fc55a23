"""Which tags, boxes and colours of other programs hide a passage, from where to where."""

import time
import tracemalloc

import pytest

from shield.signs.tags import HiddenSpan, LoneTag, hidden_in, without_tags


def hidden(text):
    return [(text[item.start : item.end], item.text, item.label) for item in hidden_in(text)]


@pytest.mark.parametrize(
    "passage",
    [
        '<span class="spoiler">It burns.</span>',
        "<SPAN CLASS='text-spoiler x'>It burns.</SPAN>",
        "<spoiler>It burns.</spoiler>",
        "<Spoiler client:load>It burns.</Spoiler>",
        "<details open>It burns.</details>",
        "<div hidden>It burns.</div>",
        '<span class="blur">It burns.</span>',
        '<span style="color: #FFF">It burns.</span>',
        '<span style="color:transparent">It burns.</span>',
        '<span style="background: #000; color: black">It burns.</span>',
        '<p style="display : none">It burns.</p>',
        '<i style="filter: blur(6px)">It burns.</i>',
        '<font color="white">It burns.</font>',
        "[color=white]It burns.[/color]",
        "{{< spoiler >}}It burns.{{< /spoiler >}}",
        "{{% spoiler %}}It burns.{{% /spoiler %}}",
        "{% spoiler %}It burns.{% endspoiler %}",
        "{%- spoiler -%}It burns.{%- end -%}",
        "{{spoiler|It burns.}}",
        "[spoiler]It burns.[/spoiler]",
        "[SPOILERS]It burns.[/SPOILER]",
        "[hide]It burns.[/hide]",
        "[su_spoiler]It burns.[/su_spoiler]",
        "{% hideInline %}It burns.{% endhideInline %}",
        "[It burns.](#spoiler)",
        "[It burns.]{.spoiler}",
        '[It burns.]{style="color:white"}',
        "<spoiler>It burns.</spoilers>",
        "{% spoiler %}It burns.{% endspoilers %}",
    ],
)
def test_a_passage_is_hidden_from_its_beginning_to_its_end(passage):
    assert hidden(f"Rain. {passage} Snow.") == [(passage, "It burns.", "")]


@pytest.mark.parametrize(
    ("passage", "label"),
    [
        ("<details>\n<summary>The end</summary>\n\nIt burns.\n\nIt sinks.\n\n</details>", "The end"),
        ("[spoiler=The end]It burns.\n\nIt sinks.[/spoiler]", "The end"),
        ('[spoiler title="The end"]It burns.\n\nIt sinks.[/spoiler]', "The end"),
        ('{{% spoiler "The end" %}}\nIt burns.\n\nIt sinks.\n{{% /spoiler %}}', "The end"),
        (":::spoiler The end\nIt burns.\n\nIt sinks.\n:::", "The end"),
        ('!!! spoiler "The end"\n    It burns.\n\n    It sinks.', "The end"),
        ('??? note "The end"\n    It burns.\n\n    It sinks.', "The end"),
        ("> [!spoiler]- The end\n> It burns.\n>\n> It sinks.", "The end"),
        ("> [!quote]- The end\n> It burns.\n>\n> It sinks.", "The end"),
        ("> [!note]\n> > [!spoiler]- The end\n> > It burns.\n> >\n> > It sinks.", "The end"),
        ("```ad-spoiler\ntitle: The end\nIt burns.\n\nIt sinks.\n```", "The end"),
        ("~~~ad-note\ntitle: The end\ncollapse: closed\nIt burns.\n\nIt sinks.\n~~~", "The end"),
        ("```spoiler\nIt burns.\n\nIt sinks.\n```", ""),
        ('<div class="spoiler">\nIt burns.\n\n<div>It sinks.</div>\n</div>', ""),
    ],
)
def test_a_box_of_several_paragraphs_is_hidden_with_its_label(passage, label):
    (found,) = hidden_in(f"Rain.\n\n{passage}\n\nSnow.")
    assert isinstance(found, HiddenSpan)
    assert (found.label, found.is_block) == (label, True)
    assert found.text.startswith("It burns.\n\n")
    assert "Rain" not in found.text
    assert "Snow" not in found.text


@pytest.mark.parametrize(
    "text",
    [
        "Plain <b>text</b> with [a link](https://example.com/spoiler) and a [note].",
        '<a href="/spoilers/">Text</a>',
        '<div class="spoiler-free">Text</div>',
        '<div class="hidden-gem">Text</div>',
        '<span style="color: white; background: #c00">Text</span>',
        "`[spoiler]` is how forums write it.",
        "```\n[spoiler]\n```",
        "```ad-note\ntitle: Text\nText\n```",
        "*Text*{: .wide} and **text**{.lead}",
        "> [!note] Text\n> Text",
        "{{< figure src=x >}} and {% include y.html %}",
        "[no spoilers] Text",
        "??? What was that",
        "!!! No spoilers",
        "[1] A note.",
        "[spoiler][1] and\n\n[spoiler]: https://example.com/a",
    ],
)
def test_other_tags_hide_nothing(text):
    assert hidden_in(text) == []


@pytest.mark.parametrize(
    ("text", "is_end"),
    [
        ("Rain. [spoiler] It burns.", False),
        ("It burns. {% endspoiler %} Rain.", True),
        ("<details>It", False),
    ],
)
def test_a_tag_without_its_partner_is_told(text, is_end):
    (found,) = hidden_in(text)
    assert isinstance(found, LoneTag)
    assert found.is_end == is_end


@pytest.mark.parametrize(
    ("text", "passage"),
    [
        ("Rain.\n\nIt burns.\nIt sinks.\n{: .spoiler}\n\nSnow.", "It burns.\nIt sinks."),
        ("Rain.\n\n{: .spoiler}\nIt burns.\nIt sinks.\n\nSnow.", "It burns.\nIt sinks."),
        ("Rain, *it burns*{: .wide .spoiler} and snow.", "*it burns*"),
        ("Rain, **it burns**{.spoiler} and snow.", "**it burns**"),
        ("Rain, `it burns`{:.spoiler} and snow.", "`it burns`"),
        ("Rain, [it burns](/x){: .spoiler} and snow.", "[it burns](/x)"),
        ("Rain.\n\nIt burns{: .spoiler}\n\nSnow.", "It burns"),
        ("Rain.\n\n## It burns\n{: .spoiler}\n\nSnow.", "It burns"),
        ("- {: .spoiler} It burns.\n- Snow.", "It burns."),
    ],
)
def test_attributes_hide_what_they_belong_to(text, passage):
    (found,) = hidden_in(text)
    assert isinstance(found, HiddenSpan)
    assert found.text == passage
    assert "Rain" not in text[found.start : found.end]
    assert "now" not in text[found.start : found.end]


@pytest.mark.parametrize(
    ("text", "passage"),
    [
        ("> [!spoiler]-\n> It burns.\nIt sinks.\n\nSnow.", "It burns.\nIt sinks."),
        ("> > [!spoiler]-\n> > It burns.\n> It sinks.\n>\n> Snow.", "It burns.\nIt sinks."),
        ("> [!spoiler]-\n> It burns.\n# Snow", "It burns."),
        ("> [!spoiler]-\n> It burns.\n>\nSnow.", "It burns."),
    ],
)
def test_a_line_that_continues_a_callout_belongs_to_it(text, passage):
    (found,) = hidden_in(text)
    assert isinstance(found, HiddenSpan)
    assert found.text == passage


def test_of_two_passages_that_cross_both_are_hidden():
    text = '<b class="spoiler">It <i class="spoiler">burns</b> and sinks.</i> Rain.'
    assert [found.text for found in hidden_in(text)] == ['It <i class="spoiler">burns', "and sinks.</i>"]


def test_tags_within_a_hidden_text_are_taken_out():
    inner = "It <spoiler>burns</spoiler> and [spoiler]it {% spoiler %}sinks{% endspoiler %}[/spoiler]."
    assert without_tags(inner) == "It burns and it sinks."


HOSTILE = (
    "[",
    "<a ",
    "<b><i>",
    "[spoiler]",
    "{{< spoiler >}}",
    "{% a %}{% end %}",
    "{{spoiler|",
    "[a]{",
    "*a*{: .spoiler} ",
    "> ",
    "`",
)
HOSTILE_LINES = (
    "> [!spoiler]",
    "{: .spoiler}",
    "*a*{: .spoiler}",
    "> > [!spoiler] a",
    "> [!note] a",
    "```spoiler",
    "::: spoiler",
    "    ",
    "!!! spoiler\n    a",
    "```",
    '[x](#s "',
    "<details><summary>",
)


@pytest.mark.parametrize("piece", [*HOSTILE, *(f"{line}\n" for line in HOSTILE_LINES)])
def test_a_hundred_thousand_letters_take_linear_time(piece):
    started = time.process_time()
    without_tags((piece * 100_000)[:100_000])
    assert time.process_time() - started < 10


def test_tags_within_tags_take_linear_memory():
    tracemalloc.start()
    hidden_in("<details>" * 5_000 + "x" + "</details>" * 5_000)
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 30 * 1024**2
