"""Whatever the text: nothing but `FormatError` comes out, no word is lost, and it does not take long."""

import re
import time
from collections import Counter
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviews.document import TEXT_FIELDS, Document
from reviews.document.normalise import normal_text
from reviews.importing.formats import FormatError, free_text, read
from reviews.importing.formats.word_count import document_words, words

HEADINGS = """The Good|The Bad|Pros|Cons|Pros & Cons|Verdict|Final Thoughts|Should You See It?|Cast|Plot
    |Ending|Big Twists|What’s Next?|⚠️ Spoilers Below: More|SPOILERS AHEAD|[SPOILERS]|[/spoilers]|— spoilers —
    |End of spoilers|Spoiler-free|The Ending (Spoilers)|Ana Lopez as Eve|Ana Lopez – Eve (Cameo)
    |<details>|</details>|<summary>How it ends</summary>|:::spoiler|:::|> [!spoiler]- More|Achtung, Spoiler!
    |Supporting Cast|A Heading|Content Warnings|Second Opinion: Ana Lopez|Violence, gore"""
headings = st.sampled_from([heading.strip() for heading in HEADINGS.split("|")])
# Small letters and a number: words that are no part of any structure, so that each of them can be counted.
canaries = st.integers(1, 99).map(lambda number: f"zq{number}")
SCRAPS = """If yes. no. as – - (Cameo) By Label: **Bold:** || ` >! !< skip probably. spoilers ahead! Ana
    แมว عرب кот 日本語。 🎬 $5 *it* |a| —Ana ( ) 1. Verdict: # > Ballerina:
    [spoiler] [/spoiler] [spoiler=ending] <spoiler> </spoiler> <b> {%spoiler%} {%endspoiler%} spoils?"""
scraps = st.sampled_from(SCRAPS.split())
letters = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=4)
words_of_a_line = st.lists(canaries | canaries | scraps | letters, max_size=6).map(" ".join)
signs = st.sampled_from(
    ["# ", "## ", "### ", "**", "- ", "* ", "• ", "– ", "+ ", "> ", "  - ", "1. ", "", "", "", ""]
)
whole = st.sampled_from(
    [
        "",
        "",
        "===",
        "---",
        "```",
        "* * *",
        "– Ana Lopez",
        "By Ana Lopez, Tom Reyes",
        "|a|b|",
        "|-|-|",
        "★★★½",
        "Rating: 7/10",
        "## Our score",
        "![a](zq7.png)",
    ]
)
lines = (
    headings
    | whole
    | st.tuples(signs, words_of_a_line | headings, st.sampled_from(["", "", "**", ":", "."])).map("".join)
)
reviews = st.lists(lines, max_size=25).map("\n".join)


def canaries_in(text: str) -> Counter:
    return Counter(re.findall(r"zq\d+", text))


def text_of(document: Document) -> str:
    parts = [getattr(part, field) for part in document.parts() for field in TEXT_FIELDS[type(part)]]
    names = [byline.name for byline in document.bylines]
    verdict = document.verdict
    return "\n".join([document.headline, document.dek, *names, *parts, verdict.label, verdict.text])


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(reviews)
def test_no_word_is_lost_and_none_stands_twice(text):
    try:
        document = read(text.encode("utf-8", "replace"), titles=("Ballerina",)).document
    except FormatError:
        return
    assert canaries_in(text_of(document)) == canaries_in(text)
    assert not document_words(document) - words(normal_text(text))


names = st.sampled_from(["title", "Film", "rating", "tags", "summary", "author", "spoilers", "draft", "x y"])
values = words_of_a_line | st.sampled_from(["7/10", "[a, b", "&a", "{b: c}", "||x||", "true", "a: b", "'"])
fronts = st.lists(st.tuples(names, values).map(": ".join), min_size=1, max_size=6).map("\n".join)


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(fronts, reviews)
def test_no_word_below_front_matter_is_lost(front, text):
    try:
        reading = read(f"---\n{front}\n---\n\n{text}".encode("utf-8", "replace"))
    except FormatError:
        return
    assert not canaries_in(text) - canaries_in(text_of(reading.document))


warnings = st.sampled_from(["SPOILERS AHEAD", "## Spoilers", "[SPOILERS]", "Careful: spoilers below, so"])
going_on = st.sampled_from(
    ["Plot", "Ending", "A Heading", "Cast", "Ana Lopez as Eve", "Supporting Cast", "Music"]
)
among_spoilers = st.lists(
    st.tuples(signs, words_of_a_line | going_on, st.sampled_from(["", "**", "."])).map("".join), max_size=20
)


def hidden_words_of(document: Document) -> Counter:
    hidden = Document(
        sections=tuple(part for part in document.sections if part.spoiler),
        cast_notes=tuple(part for part in document.cast_notes if part.spoiler),
    )
    return canaries_in(text_of(hidden))


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.sampled_from(["SPOILERS AHEAD", "## Spoilers", "[SPOILERS]", "A warning: spoilers below, so"]),
    among_spoilers,
)
def test_no_word_after_a_warning_is_shown_until_something_ends_it(warning, lines):
    after = "\n".join(line for line in lines if not re.search("Verdict|/spoiler|endspoiler", line))
    try:
        document = read(
            f"A Night\n\nRain falls here.\n\n{warning}\n\n{after}".encode("utf-8", "replace")
        ).document
    except FormatError:
        return
    assert hidden_words_of(document) == canaries_in(after)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace")))
def test_any_bytes_are_read_or_refused(data):
    try:
        read(data)
    except FormatError as refusal:
        assert str(refusal).endswith(".")


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from(["foyer: 1", "film:", "  - ", "[", "{", "&a", "*a", "!!", "'", ": x", "|", ">"]))
)
def test_any_front_matter_is_read_or_refused(scraps):
    try:
        read("---\nfoyer: 1\n{}\n---\n# Night\n".format("\n".join(scraps)).encode())
    except FormatError as refusal:
        assert str(refusal).endswith(".")


@pytest.mark.parametrize(
    ("warning", "hidden"), [("Spoilers\nHe wrote it.", True), ("Music\nHe wrote it.", False)]
)
def test_a_reading_that_lost_a_word_is_given_up_for_one_that_cannot(monkeypatch, warning, hidden):
    monkeypatch.setattr(free_text, "words_of", lambda spent: words("never written"))
    reading = read(f"A Night in Riga\nRain.\n{warning}\nVerdict\nGo.".encode())
    section = reading.document.sections[0]

    assert reading.document.headline == "A Night in Riga"
    assert (section.kind, section.text) == ("other", f"Rain.\n{warning}\nVerdict\nGo.")
    assert (section.flag, bool(section.spoiler)) == ("not divided", hidden)
    assert [note.level for note in reading.notes] == ["warning"]


MILLION = 1_000_000
HOSTILE = {
    "brackets": "[" * MILLION,
    "bullets on one line": "- " * 500_000,
    "blank lines": "T" + "\n" * 500_000 + "x",
    "one giant line": "word " * 200_000,
    "as many lines as fit": "a\n" * 500_000,
    "headings and sentences": "Title\n" + "Abc\nb.\n" * 140_000,
    "headings": "# a\n" * 250_000,
    "underlined": "A\n==\n" * 160_000,
    "points": "The Good\n" + "A: b\n" * 200_000,
    "items that go on": "T\n- a\n" + "  b\n" * 250_000,
    "cast notes": "T\nCast\n" + "A B as C\nfoo.\n" * 70_000,
    "bars": "T\n" + "||a\n" * 250_000,
    "stars": "T\n" + "**a " * 250_000,
    "ticks": "T\n" + "`a\n" * 300_000,
    "warnings": "T\n" + "Spoilers ahead\nx.\n" * 60_000,
    "led in": "T\nRain.\n" + "Verdict: " * 110_000,
    "led in again": "T\nRain.\n" + "Pros: " * 10_000 + "\n" + "Spoilers: " * 10_000,
    "spoilers named": "T\nRain.\n" + "spoiler " * 120_000,
    "labels": "T\nVerdict\n" + "A: " * 330_000,
    "brackets in the cast": "T\nCast\nA (" + ")(" * 500_000,
    "dashes": "T\n." + " –" * 300_000,
    "advice": "T\nShould you see it?\nIf" + " " * MILLION + "yes",
    "accents": "T\n" + ("e" + "\u0301\u0323" * 450) * 290,
    "sequences": "---\nfoyer: 1\n" + "[" * 250_000 + "\n---\n",
    "front matter without end": "---\n" + "a: b\n" * 200_000,
    "attributes": '---\nfoyer: 1\n---\n<!-- foyer:section kind="plot" ' + 'a="b" ' * 150_000 + "-->",
    "backslashes": '---\nfoyer: 1\n---\n<!-- foyer:section kind="plot" -->\n' + "\\" * MILLION,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_do_not_take_long(name):
    data = HOSTILE[name].encode()[: 1024 * 1024]
    started = time.process_time()
    with suppress(FormatError):
        read(data)
    assert time.process_time() - started < 10
