"""The JSON export of a Ghost site: HTML, and what its editors keep where there is none."""

import datetime
import json

import pytest

from reviews.importing.archives.post import Unread
from reviews.importing.formats import FormatError, read
from tests.reviews.importing.archives.ghost_files import export, lexical, paragraph, post
from tests.reviews.importing.archives.reading import (
    body_of,
    fields_of,
    messages_of,
    post_of,
    posts_of,
    shown,
    whole,
)

OF_THE_EDITOR = "The export has no HTML of this post; its text was read as its editor keeps it. Compare them."


def editor_body(**source):
    return body_of(post_of(export(post(html=None, **source))))


def test_a_post_says_when_where_and_by_whom_it_was_published():
    of_two = post_of(export(post()))
    fields = fields_of(of_two)
    assert (of_two.name, fields.title) == ("Nine bridges", "Nine bridges")
    assert (fields.authors, fields.tags) == (("Mona Hale", "Ida Holm"), ("Drama",))
    assert fields.date == datetime.datetime.fromisoformat("2024-03-02T10:30:00+00:00")
    assert fields.summary == "Boats, and who waits for them."
    assert (fields.slug, fields.addresses) == ("nine-bridges", ("/nine-bridges/",))
    assert fields.pictures == ("/content/images/2024/03/ferry.jpg",)
    assert not fields.is_draft


def test_its_other_address_and_its_other_summary():
    second = post("p2", custom_excerpt=None, canonical_url="https://elsewhere.example/9", locale="de")
    fields = fields_of(post_of(export(second)))
    assert fields.addresses == ("/nine-bridges/", "https://elsewhere.example/9")
    assert (fields.summary, fields.language) == ("A summary for machines.", "de")


def test_a_toggle_hides_what_it_holds():
    of_html = post_of(export(post()))
    document = read(of_html.data).document
    assert "CANARYONE" in whole(document)
    assert "CANARY" not in shown(document)
    assert "Nobody claps" in shown(document)
    assert "![A pier](/content/images/2024/03/pier.jpg)\n\n*The pier at noon*" in body_of(of_html)
    assert messages_of(of_html) == ["Embedded players left out: 1 (of video.example)."]


BARS = [{"type": "text", "text": "||"}]
RAIN = [{"type": "text", "text": "Rain.", "format": 0}]


@pytest.mark.parametrize(
    ("node", "text"),
    [
        (paragraph("It ", "rains."), "It rains.\n"),
        (paragraph("It rains.", style=1), "**It rains.**\n"),
        (paragraph("a < b"), "a < b\n"),
        (
            {"type": "paragraph", "children": [*BARS, {"type": "text", "text": "It", "format": 1}, *BARS]},
            "||**It**||\n",
        ),
        (
            {
                "type": "paragraph",
                "children": [{"type": "link", "url": "https://a.example/", "children": RAIN}],
            },
            "[Rain.](https://a.example/)\n",
        ),
        ({"type": "extended-heading", "tag": "h2", "children": RAIN}, "## Rain.\n"),
        ({"type": "extended-quote", "children": RAIN}, "> Rain.\n"),
        ({"type": "list", "tag": "ul", "children": [{"type": "listitem", "children": RAIN}]}, "- Rain.\n"),
        ({"type": "markdown", "markdown": "It *rains*."}, "It *rains*.\n"),
        ({"type": "html", "html": "<p>It <b>rains</b>.</p>"}, "It **rains**.\n"),
        (
            {"type": "image", "src": "__GHOST_URL__/a.jpg", "alt": "A pier", "caption": "Noon"},
            "![A pier](/a.jpg)\n\nNoon\n",
        ),
        (
            {"type": "toggle", "heading": "More", "content": "<p>Rain.</p>"},
            "<details>\n\nMore\n\nRain.\n\n</details>\n",
        ),
        (
            {"type": "bookmark", "url": "https://a.example/", "metadata": {"title": "Rain"}},
            "[Rain](https://a.example/)\n",
        ),
        ({"type": "callout", "calloutText": "Rain.", "calloutEmoji": ""}, "Rain.\n"),
    ],
)
def test_a_post_of_the_present_editor(node, text):
    assert editor_body(lexical=lexical(node)) == text


def test_a_post_of_the_former_editors():
    card = {"cards": [["markdown", {"markdown": "It *rains* ||here||."}]], "sections": [[10, 0]]}
    assert editor_body(mobiledoc=json.dumps(card)) == "It *rains* ||here||."
    sections = [
        [1, "p", [[0, [], 0, "It "], [0, [0, 1], 2, "rains"]]],
        [10, 0],
        [3, "ul", [[[0, [], 0, "One"]]]],
    ]
    mixed = {
        "markups": [["a", ["href", "https://a.example/"]], ["strong"]],
        "cards": [["toggle", {"heading": "More", "content": "CANARY"}]],
        "sections": sections,
    }
    text = "It [**rains**](https://a.example/)\n\n<details>\n\nMore\n\nCANARY\n\n</details>\n\n- One\n"
    assert editor_body(mobiledoc=json.dumps(mixed)) == text
    assert editor_body(plaintext="It rains.\n\nAnd rains.") == "It rains.\n\nAnd rains.\n"


def test_a_text_that_was_read_as_the_editor_keeps_it_says_so():
    assert messages_of(post_of(export(post(html=None, lexical=lexical(paragraph("Rain.")))))) == [
        OF_THE_EDITOR
    ]


@pytest.mark.parametrize(
    "source", ["[]", "{", '{"root": 1}', '{"root": {"type": "root", "children": [1]}}', "[" * 9999]
)
def test_a_text_that_cannot_be_read_does_not_stop_the_others(source):
    unread, other = posts_of(export(post(html=None, lexical=source), post("p2", title="Eight lamps")))
    assert isinstance(unread, Unread)
    assert "cannot be read" in unread.reason
    assert other.name == "Eight lamps"


@pytest.mark.parametrize(
    ("fields", "is_draft", "says"),
    [
        ({"status": "draft", "published_at": None}, True, ""),
        ({"status": "scheduled"}, True, "published later"),
        ({"status": "sent"}, True, "by mail alone"),
        ({"visibility": "paid"}, False, "Only members could read this post on the old site (paid)."),
        ({"type": "page"}, False, "a page of the old site"),
    ],
)
def test_the_state_of_a_post(fields, is_draft, says):
    read_post = post_of(export(post(html="<p>It rains.</p>", **fields)))
    assert fields_of(read_post).is_draft == is_draft
    assert says in " ".join(messages_of(read_post))


def test_an_internal_tag_that_speaks_of_spoilers_flags_the_post():
    tags = [{"id": "g2", "name": "#spoilers", "visibility": "internal"}]
    document = read(post_of(export(post(html="<p>CANARY</p>"), tags=tags)).data).document
    assert "CANARY" not in shown(document)


def test_an_export_without_its_outer_list_is_read_too():
    whole_file = json.loads(export(post()))
    assert post_of(json.dumps(whole_file["db"][0], indent=2).encode()).name == "Nine bridges"


def test_an_export_without_posts_says_so():
    with pytest.raises(FormatError, match="holds no posts"):
        posts_of(export())
