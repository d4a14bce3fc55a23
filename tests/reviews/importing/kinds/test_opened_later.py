"""What a style sheet, a button or a check box keeps from readers until they ask is no more shown here."""

import time

import pytest

from reviews.importing.kinds import as_text
from shield.signs.tags import hidden_in
from tests.reviews.importing.outline import in_clear

SHEET = """<style>
.late, p.last { display: none }
#pilot, .post .dim > em { color: #fff; }
mark { filter: blur(4px) }
.fine { color: red } .fine:hover { opacity: 0 }
</style>"""
OPENING = "# Four Bells\n\nA ferry leaves at six.\n\n"
PAGE = (
    "<html><head>{}</head><body><article><h1>Four Bells</h1><p>A ferry leaves at six, with a band.</p>"
    "{}<p>Fog falls on the pier.</p></article></body></html>"
)


@pytest.mark.parametrize(
    "passage",
    [
        '<div class="late">\n\nHe drowns.\n\n</div>',
        "<p class='last wide'>He drowns.</p>",
        'Fog: <span id="pilot">he drowns</span>.',
        "Fog: <mark>he drowns</mark>.",
        'Fog: <i class="dim">he drowns</i>.',
        "::: late\nHe drowns.\n:::",
        "::: note {.late}\nHe drowns.\n:::",
        "Fog: [he drowns]{.late}.",
        "He drowns.\n{: .late}",
        '<div class="late">He drowns.',
    ],
)
def test_a_style_sheet_in_a_text_hides(passage):
    shown = in_clear(f"{OPENING}{SHEET}\n\nRain.\n\n{passage}\n\nFog falls.")
    assert "drowns" not in shown
    assert "Rain." in shown
    assert ("Fog falls." in shown) == ("</" in passage or "<" not in passage)


@pytest.mark.parametrize(
    "passage",
    [
        "<style>@media screen { .x { display: none } }</style>\n\n<p class='x'>He drowns.</p>",
        "<script>document.getElementById('x').hidden = true</script>\n\n<p id='x'>He drowns.</p>",
    ],
)
def test_a_sheet_for_screens_and_a_script_in_a_text_hide(passage):
    assert "drowns" not in in_clear(f"{OPENING}{passage}\n\nFog.")


def test_a_style_sheet_in_a_text_hides_nothing_that_it_only_colours():
    shown = in_clear(f"{OPENING}{SHEET}\n\nThe <b class='fine'>pier</b> and <em>fog</em>.")
    assert "The **pier** and *fog*." in shown


OPENED = [
    "<button onclick=\"this.nextElementSibling.style.display='block'\">show</button><div>He drowns.</div>",
    "<button onclick=\"toggle('end')\">show</button><p>Fog.</p><div id='end'>He drowns.</div>",
    '<button aria-controls="end" aria-expanded="false">+</button><p>Fog.</p><div id="end">He drowns.</div>',
    '<h3><button aria-expanded="false">Later</button></h3><div>He drowns.</div>',
    '<a data-toggle="collapse" href="#end">show</a><p>Fog.</p><div id="end">He drowns.</div>',
    '<button popovertarget="end">show</button><p>Fog.</p><div id="end">He drowns.</div>',
    '<input type="checkbox" id="box"><label for="box">Open</label><div>He drowns.</div>',
    '<label><input type="checkbox"> Open</label><div>He drowns.</div>',
    "<p><span onclick=\"this.classList.add('on')\">He drowns.</span></p>",
    "<a href=\"javascript:show('end')\">show</a><p>Fog.</p><div id='end'>He drowns.</div>",
    "<button data-show='#end'>show</button><p>Fog.</p><div id='end'>He drowns.</div>",
    "<div popover>He drowns.</div>",
    "<dialog>He drowns.</dialog>",
    "<template>He drowns.</template>",
    "<p>Fog.</p><button>Show the spoilers</button><div>He drowns.</div>",
]


@pytest.mark.parametrize("passage", OPENED)
def test_what_a_button_or_a_check_box_opens_is_hidden_in_a_text(passage):
    shown = in_clear(f"{OPENING}Rain.\n\n{passage}\n")
    assert "drowns" not in shown
    assert "Rain." in shown


@pytest.mark.parametrize("passage", OPENED)
def test_what_a_button_or_a_check_box_opens_is_hidden_in_a_page(passage):
    shown = in_clear(PAGE.format("", passage), "page.html")
    assert "drowns" not in shown
    assert "A ferry leaves" in shown


@pytest.mark.parametrize("space", ["<br>" * 12, "<p>&nbsp;</p>\n" * 12, "<p>.</p>" * 12])
def test_what_stands_far_below_in_a_page_is_hidden(space):
    shown = in_clear(PAGE.format("", f"<p>Rain.</p>{space}<p>He drowns.</p>"), "page.html")
    assert "drowns" not in shown
    assert "Rain." in shown


SHOWN = [
    "<br>" * 4 + "<p>Snow.</p>",
    "<p>" + "Rain,<br>" * 14 + "Snow.</p>",
    '<button aria-expanded="true" aria-controls="end">hide</button><div id="end">Snow.</div>',
    "<ul><li><input type='checkbox' disabled> Snow.</li></ul>",
    "<button onclick=\"share('end')\">Share</button><p>Snow.</p>",
    "<button type='button'>Print</button><p>Snow.</p>",
    "<p>A <label>Snow.</label></p>",
]


@pytest.mark.parametrize("passage", SHOWN)
def test_buttons_that_open_nothing_hide_nothing(passage):
    assert "Snow." in in_clear(f"{OPENING}{passage}\n")
    assert "Snow." in in_clear(PAGE.format("", passage), "page.html")


def test_a_check_box_and_a_button_are_named_and_not_printed():
    text, notes = as_text(b'Fog. <input type="checkbox" checked data-x> Snow.', max_bytes=1000)
    assert text == b"Fog.  Snow."
    assert "input" in notes[0].message


@pytest.mark.parametrize(
    "piece",
    [
        "<style>",
        "<style>.a{color:white}</style>",
        "<input type=checkbox>",
        "<input type=checkbox><label>",
        "<button aria-expanded=false>",
        "<button onclick=\"x('a')\"></button><b id=a>",
    ],
)
def test_a_hundred_thousand_letters_take_linear_time(piece):
    started = time.process_time()
    hidden_in((piece * 100_000)[:100_000])
    assert time.process_time() - started < 10
