"""Pages as browsers save them, and as other programs write them."""

import time
from contextlib import suppress

import pytest

from reviews.importing.formats import FormatError, read
from reviews.importing.kinds import as_text

LIMIT = 1_000_000
AROUND = (
    "<html><head><title>Nine bridges | The Kino Blog</title><style>p {{}}</style></head><body>"
    '<header class="site-header"><a href="/">The Kino Blog</a></header><nav><a href="/about">About</a></nav>'
    "{}<aside>Read also: Seven hills</aside>"
    '<section id="comments"><p>First comment!</p></section><footer>All rights</footer></body></html>'
)
TEXT = "<p>The river is the hero here, and nobody crosses it twice.</p>" * 2


def markdown(page, name=""):
    text, notes = as_text(page.encode(), name=name, max_bytes=LIMIT)
    return text.decode(), [note.message for note in notes]


def test_a_page_of_html_is_a_review():
    page = (
        "<!DOCTYPE html><html><body><article><h1>Nine bridges</h1><p>It begins with <em>fog</em>.</p>"
        "<h2>The sound</h2><p>Low, and late.</p></article></body></html>"
    )
    document = read(as_text(page.encode(), max_bytes=LIMIT)[0]).document
    assert document.headline == "Nine bridges"
    assert [section.text for section in document.sections] == ["It begins with *fog*.", "Low, and late."]


@pytest.mark.parametrize(
    "article",
    [
        f"<article><h1>Nine bridges</h1>{TEXT}</article>",
        f"<main><h1>Nine bridges</h1>{TEXT}</main>",
        f'<h1>Nine bridges</h1><div class="entry-content">{TEXT}</div>',
        f'<div itemprop="articleBody">{TEXT}</div>',
        f"<h1>Nine bridges</h1>{TEXT}",
        TEXT,
    ],
)
def test_the_article_is_found_and_what_stands_around_it_left_out(article):
    text, notes = markdown(AROUND.format(article))
    assert text.startswith("# Nine bridges\n\nThe river is the hero")
    assert text.count("crosses it twice") == 2
    assert not any(words in text for words in ("Kino", "About", "Seven hills", "First comment", "rights"))
    assert "words of the page were left out" in notes[-1]


@pytest.mark.parametrize(
    ("hidden", "written"),
    [
        (
            '<p>Then <span class="spoiler">the ferry sinks</span>.</p>',
            '<span class="spoiler">the ferry sinks</span>',
        ),
        ("<p>Then <spoiler>the ferry sinks</spoiler>.</p>", '<span class="spoiler">the ferry sinks</span>'),
        ('<p>Then <span style="color: #FFF">the ferry sinks</span>.</p>', '"spoiler">the ferry sinks<'),
        ('<p>Then <b style="background:#000">the ferry sinks</b>.</p>', '"spoiler">**the ferry sinks**<'),
        ('<p>Then <i class="blurred">the ferry sinks</i>.</p>', '"spoiler">*the ferry sinks*<'),
        ("<p>Then <span hidden>the ferry sinks</span>.</p>", '"spoiler">the ferry sinks<'),
        ("<details><summary>Open</summary><p>the ferry sinks</p></details>", "the ferry sinks\n\n</details>"),
        (
            '<div class="has-spoilers"><p>One.</p><p>the ferry sinks</p></div>',
            "<details>\n\nOne.\n\nthe ferry",
        ),
        (
            '<p>Then <b style="color:rgb(255 255 255)">the ferry sinks</b>.</p>',
            '"spoiler">**the ferry sinks**<',
        ),
        (
            '<div style="background:#222"><p style="color:#222">the ferry sinks</p></div>',
            "<details>\n\nthe ferry",
        ),
        (
            "<table><tr><td bgcolor='navy'><font color='navy'>the ferry sinks</font></td></tr></table>",
            '"spoiler">the ferry sinks<',
        ),
        (
            '<p>Then <font color="#222"><b style="background:#222">the ferry sinks</b></font>.</p>',
            '"spoiler">**the ferry sinks**<',
        ),
        (
            "<table><td bgcolor='black'><b>the ferry sinks</b><i style='color:#eee'>x</i></td></table>",
            '"spoiler">**the ferry sinks**',
        ),
        ("<p>Then <tg-spoiler>the ferry sinks</tg-spoiler>.</p>", '"spoiler">the ferry sinks<'),
        ('<p>Then <span aria-hidden="true">the ferry sinks</span>.</p>', '"spoiler">the ferry sinks<'),
        ('<button aria-controls="e">How</button><div id="e">the ferry sinks</div>', "<details>\n\nthe ferry"),
        ("<a onclick=\"flip('e')\">How</a><div id='e'>the ferry sinks</div>", "<details>\n\nthe ferry"),
        ('<p class="has-white-color">the ferry sinks</p>', "<details>\n\nthe ferry sinks\n\n</details>"),
        (
            "<style>.s, b.t{background:#000;color:#000}</style><p class=s>the ferry sinks</p>",
            "<details>\n\nthe",
        ),
        (
            "<style>/* a */ #end { display : none }</style><div id=end>the ferry sinks</div>",
            "<details>\n\nthe",
        ),
        (
            "<style>@media print{.a{top:0}} .hid{color:#fff}</style><i class=hid>the ferry sinks</i>",
            '"spoiler">*',
        ),
        ('<p style="visibility:hidden">the ferry sinks</p>', "<details>\n\nthe ferry sinks\n\n</details>"),
    ],
)
def test_what_a_page_hides_is_written_as_the_reader_of_texts_knows_it(hidden, written):
    text, _notes = markdown(f"<article><h1>Nine bridges</h1>{TEXT}{hidden}</article>")
    assert written in text


@pytest.mark.parametrize(
    "shown",
    [
        '<p style="background:navy"><span style="color:white">the ferry sails</span></p>',
        '<p class="text-white bg-danger">the ferry sails</p>',
        "<style>@media print { .s { display:none } }</style><p class=s>the ferry sails</p>",
        "<style>.s{color:#fff;background:#a00}</style><p class=s>the ferry sails</p>",
        "<style>b.s{display:none}</style><p class=s>the ferry sails</p>",
        '<button aria-expanded="true" aria-controls="e">x</button><div id="e">the ferry sails</div>',
        "<table bgcolor=black><tr><td bgcolor=white>the ferry sails</td></tr></table>",
        "<table><caption class=sr-only>the ferry sails</caption><tr><td>x</td></tr></table>",
        '<p>the ferry sails<span class="sr-only">: </span></p>',
        '<h2 id="spoiler">the ferry sails</h2>',
        '<p>the ferry sails <i class="icon" aria-hidden="true">star</i><b aria-hidden="true">★★</b></p>',
        "<style>body{background:#111;color:#eee} .s{color:#fff}</style><p class=s>the ferry sails</p>",
    ],
)
def test_what_only_looks_like_hiding_is_shown(shown):
    text, _notes = markdown(f'<html><body><h1 class="sr-only">Nine bridges</h1>{TEXT}{shown}</body></html>')
    assert "the ferry sails" in text and "spoiler" not in text and "<details>" not in text


@pytest.mark.parametrize(
    "menu", ['<div class="menu hidden">About</div>', '<a class="skip-link sr-only">Skip</a>']
)
def test_a_hidden_menu_stays_out(menu):
    assert "spoiler" not in markdown(f"<html><body>{menu}{TEXT}</body></html>")[0]


@pytest.mark.parametrize("sheet", ["@a{", "/*", ".a{color:", ".a,", "@a{b{}", ".a{left:0}"])
def test_a_hostile_style_sheet_takes_no_time(sheet):
    started = time.process_time()
    markdown(f"<style>{sheet * 20_000}</style>{'<p class=a>Fog.</p>' * 500}", "a.html")
    assert time.process_time() - started < 10


@pytest.mark.parametrize("around", ["<div style=background:#000>", "<div class='a b c'>"])
def test_many_colours_take_no_time(around):
    started = time.process_time()
    markdown(around * 100 + "<b style=color:red>x</b> " * 2_000, "a.html")
    assert time.process_time() - started < 10


def test_what_a_page_says_of_itself_is_front_matter():
    head = '<head><meta name="author" content="Ada &quot;Q&quot; Quill"></head>'
    page = f'<html lang="de">{head}<body><h1>Neun</h1>{TEXT}</body></html>'
    reading = read(as_text(page.encode(), max_bytes=LIMIT)[0])
    assert [byline.name for byline in reading.document.bylines] == ['Ada "Q" Quill']
    assert reading.fields.language == "de"


def test_typed_marks_are_left_and_what_would_begin_a_tag_is_set_apart():
    text, _notes = markdown(f"<article>{TEXT}<p>||Left|| &gt;!right!&lt;, &lt;spoiler&gt;.</p></article>")
    assert "||Left|| >!right!<, < spoiler>." in text


@pytest.mark.parametrize(
    "warning",
    [
        "<!-- Spoilers from here -->",
        "<!--more Spoilers after the jump-->",
        '<p><img src="/spoiler-alert.png"></p>',
    ],
)
def test_a_comment_or_a_picture_that_warns_is_kept(warning):
    text, _notes = markdown(f"<article><h1>Nine bridges</h1>{TEXT}{warning}<p>It sinks.</p></article>")
    sections = read(text.encode()).document.sections
    assert [bool(section.spoiler) for section in sections] == [False, True]
    assert sections[1].text.endswith("It sinks.")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("<p>Fog: ||it <em>sinks</em>||.</p>", "Fog: >!it *sinks*!<."),
        ("<p>Fog: &gt;!it <em>sinks</em>!&lt;.</p>", "Fog: >!it *sinks*!<."),
        ("<p>Fog: ||it<br>sinks||.</p>", "Fog: >!it  \nsinks!<."),
        ("<p>Fog: ||it</p><p>sinks||.</p>", "Fog: >!it\n\nsinks!<."),
        ("<p>&gt;!It sinks!&lt;.</p>", ">!It sinks!<."),
        ("<pre>||It sinks||</pre>", ">!```\nIt sinks\n```!<"),
        ("<pre>[spoiler]It sinks[/spoiler]</pre>", ">!```\n[spoiler]It sinks[/spoiler]\n```!<"),
        (
            "<table><tr><td>Fog</td><td>||It sinks||</td></tr></table>",
            ">!\n\n|  |  |\n| --- | --- |\n| Fog | It sinks |\n\n!<",
        ),
    ],
)
def test_typed_marks_of_a_page_hide(typed, shown):
    text, _notes = markdown(f"<article><h1>Nine bridges</h1>{TEXT}{typed}</article>")
    (section,) = read(text.encode()).document.sections
    assert section.text.endswith(f"\n\n{shown}")


def test_pictures_and_players_are_named_and_not_printed():
    page = f'<article>{TEXT}<img src="a.jpg" alt="Fog"><img src="b.jpg"><iframe src="https://player.example/1"></iframe></article>'
    text, notes = markdown(page)
    assert not any(word in text for word in ("a.jpg", "Fog", "iframe", "player"))
    assert notes[0].startswith("Pictures left out: 2.")
    assert notes[1] == "Embedded players left out: 1 (of player.example)."


def test_links_within_the_other_site_become_their_words():
    text, _notes = markdown(
        f'<article>{TEXT}<p><a href="/x">Here</a>, <a href="https://a.example/">there</a>.</p></article>'
    )
    assert "Here, [there](https://a.example/)." in text


LAUGHS = '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "b">]><lolz/>'


@pytest.mark.parametrize("start", [LAUGHS, "<!DOCTYPE x SYSTEM 'a'><x>y</x>"])
def test_xml_of_another_kind_is_refused(start):
    with pytest.raises(FormatError, match="XML file of a kind that is not read"):
        as_text(start.encode(), name="a.xml", max_bytes=LIMIT)


def test_a_piece_of_html_is_read_with_and_without_the_name_of_its_file():
    piece = f"<h1>Nine bridges</h1>{TEXT}"
    assert markdown(piece, "Nine.HTM")[0].startswith("# Nine bridges\n")
    assert markdown(piece)[0].strip().startswith("# Nine bridges\n")


@pytest.mark.parametrize(
    ("page", "message"),
    [
        ("<html><body><script>render()</script></body></html>", "holds no words"),
        ("<html><body>" + "<div>" * 100_000 + "words", "more than 120 deep"),
        ("<html><body>" + "<b><p>" * 30_000 + "words", "more than 120 deep"),
    ],
)
def test_pages_that_are_no_review(page, message):
    with pytest.raises(FormatError, match=message):
        as_text(page.encode(), max_bytes=LIMIT)


SCRAPS = [
    "<!--",
    "<a ",
    '<a href="',
    "<a b='\"",
    "<![",
    "<!",
    "<?",
    "</a",
    "&#",
    "-->",
    "<a b=c",
    "<a \"'\"'",
    "<a ''",
]


@pytest.mark.parametrize("scrap", SCRAPS)
def test_what_begins_like_a_tag_and_does_not_end_takes_no_time(scrap):
    started = time.process_time()
    with suppress(FormatError):
        as_text(f"<html><p>Fog.</p>{scrap * 50_000}".encode(), max_bytes=LIMIT)
    assert time.process_time() - started < 10


def test_signs_that_are_no_tags_stay():
    picture = f'<img src="data:image/png;base64,{"A" * 9000}">'
    written = "<p title='1 > 0'>If a < b, and c<d.</p><!-- no --><p>Fog <3</p>"
    page = f"<html><body>{TEXT}{picture}{written}</body></html>"
    text, _notes = markdown(page)
    assert "If a < b, and c< d.\n\nFog <3" in text
    assert "base64" not in text
