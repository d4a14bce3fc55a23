import re
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shield import marks
from shield.finish_html import fill, pictures_in
from shield.markdown import (
    full,
    full_blocks,
    passages,
    preview_html,
    safe,
    safe_blocks,
    safe_html,
    safe_line,
    safe_text,
)

KEY = UUID("00000000-0000-4000-8000-000000000000")

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt:alert(1))",
    "[a](data:text/html;base64,PHNjcmlwdD4=)",
    "[a](vbscript:x)",
    "![a](javascript:alert(1))",
    '![a" onerror="alert(1)](image:00000000-0000-4000-8000-000000000000)',
    '[a](https://example.org "x\\" onclick=alert(1)")',
    "<iframe src=https://example.org></iframe>",
    "<svg/onload=alert(1)>",
    "<style>body{display:none}</style>",
    "<a href='https://example.org' style='x'>a</a>",
    "[a]: javascript:alert(1)\n\n[a]",
    '<https://example.org/"onmouseover=alert(1)>',
    "```html\n</code></pre><script>alert(1)</script>\n```",
    "| <script> | b |\n|---|---|\n| <b onclick=x> | c |",
    "a[^1]\n\n[^1]: <script>alert(1)</script>",
    "[^<script>]: x",
    "\ue000<script>\ue001",
]
ALLOWED = set(
    re.findall(
        r"\w+",
        """
    a br code del em img s span strong sup blockquote h3 h4 h5 h6 hr li ol p pre section ul
    table tbody td th thead tr
""",
    )
)


@pytest.mark.parametrize("source", HOSTILE)
def test_hostile_markdown_comes_out_harmless(source):
    for html in (safe(source, "d"), full(source, "d"), str(preview_html(source)), str(safe_line(source))):
        tags = re.findall(r"<(/?)([a-zA-Z0-9]+)([^>]*)>", html)
        assert {name for _slash, name, _rest in tags} <= ALLOWED
        names = {name for _s, _n, rest in tags for name in re.findall(r'([\w-]+)="[^"]*"', rest)}
        assert names <= {"href", "src", "alt", "title", "id", "class", "rel", "start", "align"}
        for address in re.findall(r'(?:href|src)="([^"]*)"', html):
            assert re.match(r"https?://|mailto:|#|image:|/", address), address


@given(st.text(alphabet="<>!\"'&[]()*_`|#-\\ax \n:/\ue000\ue001\ue002\ue003", max_size=60))
def test_any_text_renders_to_allowed_tags_only(source):
    for html in (safe(source, "d"), full(source, "d")):
        assert set(re.findall(r"</?([a-zA-Z0-9]+)", html)) <= ALLOWED
        assert not re.search(r"\son\w+=\"", html)


@pytest.mark.parametrize(
    "source",
    [
        ">!canary!< at the start",
        "one\n\n>!canary\n\ncanary\n\ncanary!<\n\ntwo",
        "- a >!canary!<\n- b",
        "**a >!canary** canary!<",
        "| a |\n|---|\n| >!canary!< |",
        "a canary!< b",
        "a >!canary",
        "`>!canary!<`",
        "a >!b[^1]!<\n\n[^1]: canary",
        "a >!b [c][x]!<\n\n[x]: https://example.org/ 'canary'",
        "[a >!canary!<](https://example.org)",
        "> >!canary!<",
        "# >!canary!<",
    ],
)
def test_what_is_hidden_is_not_in_the_safe_text_and_is_in_the_full_one(source):
    assert "canary" not in safe(source, "d")
    assert "canary" not in safe_text(source)
    assert "canary" not in safe_html(source, placeholder="…")
    assert "canary" in full(source, "d")


def test_numbers_of_footnotes_count_only_what_is_shown():
    with_hidden = "a >!b[^1]!< c[^2]\n\n[^1]: hidden\n[^2]: shown"
    without = "a >!x!< c[^2]\n\n[^2]: shown"
    assert safe(with_hidden, "d") == safe(without, "d")


def test_a_footnote_used_only_in_a_spoiler_comes_with_its_passage():
    (passage,) = passages("a >!b[^1]!<\n\n[^1]: the note", "d")
    assert "the note" in passage


def test_the_whole_of_a_long_spoiler_is_tinted_in_each_block():
    html = full("a\n\n>!one\n\n- two\n- three!<", "d")
    assert html.count('<span class="spoiler">') == 3


def test_a_row_of_a_table_is_read_as_one_sentence():
    table = "| Who | What |\n|---|---|\n| The acrobat | cuts >!her!< rope |\n"
    assert safe_blocks(table) == ["Who What", "The acrobat cuts rope"]
    assert full_blocks(table) == ["Who What", "The acrobat cuts her rope"]


def test_the_addresses_of_links_are_read_as_words_of_the_safe_text():
    links = (
        "[It](https://example.org/2024/a-keeper_burns%20%C3%BCber?x=y-z) >!rains [so](/a-b/)!< [here](#top)"
    )
    assert safe_blocks(links) == ["It here", "2024 a keeper burns über"]
    assert full_blocks(links) == ["It rains so here"]


def test_headings_inside_a_text_leave_the_pages_own_alone():
    assert re.findall(r"<(h\d)>", safe("# a\n\n## b\n\n###### c", "d")) == ["h3", "h3", "h6"]


class Picture:
    url, width, height = "/media/images/x.jpg", 4, 3


def test_pictures_are_filled_in_and_those_that_may_not_be_shown_leave_nothing():
    source = f"a ![A lake & a boat](image:{KEY}) b ![](image:{uuid4()}) ![x](https://example.org/x.png)"
    html = safe(source, "d")
    filled = fill(html, spoiler=lambda n: "", picture=lambda key: Picture if key == KEY else None)
    assert re.findall(r"<img[^>]*>", filled) == [
        '<img src="/media/images/x.jpg" width="4" height="3" alt="A lake &amp; a boat" loading="lazy">'
    ]


def test_withheld_passages_are_filled_in_where_they_stood():
    filled = fill(safe("a >!b!< c >!d!< e", "d"), spoiler=lambda n: f"[{n}]", picture=lambda key: None)
    assert filled == "<p>a [0] c [1] e</p>\n"


def test_the_pictures_of_a_text_are_found():
    assert pictures_in(f"![a](image:{KEY}) ![b](image:{KEY}) ![c](image:nonsense)") == (KEY,)


def test_a_mark_inside_a_link_address_shows_nothing():
    assert marks.CUT not in re.sub(r">[^<]*<", "><", safe("[a](https://example.org/>!b!<)", "d"))
