"""Which attributes, classes, styles and names hide text, and which only look so."""

import pytest

from shield.signs.hiding import hides_as_element, hides_by_attributes, hides_by_name
from shield.signs.styles import hides_by_style
from shield.signs.tags import hidden_in


@pytest.mark.parametrize(
    "style",
    [
        "color: rgba(255, 255, 255, 1)",
        "color:#0000",
        "color:#00000000",
        "color:rgb(100%,100%,100%)",
        "color: rgb(255 255 255)",
        "color: rgb(255 255 255 / 90%)",
        "color:rgb(10 10 10 / 5%)",
        "color:hsl(0,0%,100%)",
        "color:#fefefe !important",
        "COLOR: Ivory",
        "color:snow",
        "color:ghostwhite",
        "color:whitesmoke",
        "background:rgb(0,0,0)",
        "background:black;color:rgb(0,0,0)",
        "background:#111 none;color:#111",
        "background-color:navy;color:#000080",
        "color:var(--spoiler)",
        "color:var(--bg);background:var(--bg)",
        "opacity:.01",
        "opacity:0%",
        "font-size:1px",
        "font-size:0",
        "text-indent:-9999px",
        "position:absolute;left:-1000px",
        "position:absolute;top:-100em",
        "height:0;overflow:hidden",
        "max-height: 0px; overflow: hidden",
        "position:absolute;clip:rect(0,0,0,0)",
        "clip-path: inset(50%)",
        "transform:scale(0)",
        "display:none",
        "visibility:hidden",
        "filter:blur(4px)",
        '{{color:"white"}}',
        "{{backgroundColor: 'black', color: 'black'}}",
        '{{display:"none"}}',
    ],
)
def test_a_style_makes_text_invisible(style):
    assert hides_by_style(style)


@pytest.mark.parametrize(
    "style",
    [
        "color:white;background:navy",
        "background:#000;color:#eee",
        "color:#fff;background:url(a.jpg)",
        "color:#222;background-color:rgb(250, 250, 250)",
        "color:black",
        "color:red;opacity:.6",
        "font-size:12px;left:-4px;text-indent:-2em",
        "overflow:hidden;height:200px",
        "filter:blur(0)",
        "background:transparent",
        "color:var(--accent)",
        '{{color:"white", background:"navy"}}',
    ],
)
def test_a_usual_style_hides_nothing(style):
    assert not hides_by_style(style)


def test_a_colour_is_hidden_by_the_same_behind_it():
    assert hides_by_style("color:#223344", behind="rgb(34,51,68)")
    assert not hides_by_style("color:white", behind="navy")
    assert hides_by_style("background:#333", written="#333333")
    assert not hides_by_style("background:black", written="white")


@pytest.mark.parametrize(
    "attributes",
    [
        'class="has-white-color has-text-color"',
        'class="has-black-color has-black-background-color"',
        'class="blur-sm"',
        'class="blur-[3px]"',
        'class="bg-black text-black"',
        'class="text-white"',
        'class="sr-only"',
        'class="screen-reader-text"',
        'class="d-none"',
        'class="is-hidden"',
        'class="hide_me"',
        'class="invis"',
        'class="blurry-text"',
        'class="blackbar"',
        'class="reveal"',
        'class="tooltiptext"',
        'class="more-text"',
        'class="toggle-content"',
        'class="tab-pane"',
        'class="collapse"',
        'class="mw-collapsed"',
        'className="spoiler"',
        'className="blur"',
        'style={{color:"white"}}',
        'hidden="until-found"',
        'bgcolor="#000000"',
        'bgcolor="navy" style="color:navy"',
        'color="#FFFFFE"',
    ],
)
def test_attributes_hide(attributes):
    assert hides_by_attributes(attributes)


@pytest.mark.parametrize(
    "attributes",
    [
        'class="text-white bg-danger"',
        'class="wp-block-button__link has-white-color has-vivid-red-background-color has-background"',
        'class="blur-none"',
        'class="collapse show"',
        'class="tab-pane fade active"',
        'class="collapse navbar-collapse"',
        'class="d-none d-md-block"',
        'class="hidden lg:block"',
        'class="bg-black text-gray-100"',
        'class="text-center text-dark"',
        'bgcolor="#000000" text="#ffffff"',
        "hidden={false}",
        'data-url="https://example.org/spoilers"',
    ],
)
def test_usual_attributes_hide_nothing(attributes):
    assert not hides_by_attributes(attributes)


@pytest.mark.parametrize(
    "name",
    [
        *("expand", "fold", "folding", "accordion", "su_accordion", "showhide", "capture", "Accordion"),
        *("Collapse", "Reveal", "Toggle", "HiddenText", "Blur", "Expand", "ExpandableText", "ReadMore"),
    ],
)
def test_a_command_hides_by_its_name(name):
    assert hides_by_name(name)


@pytest.mark.parametrize(
    ("name", "attributes", "text", "expected"),
    [
        ("Accordion", "", "It burns.", True),
        ("DETAILS", "", "It burns.", True),
        ("dialog", "", "It burns.", True),
        ("tg-spoiler", "", "It burns.", True),
        ("spoiler-text", "", "It burns.", True),
        ("span", ' aria-hidden="true"', "It burns.", True),
        ("span", ' aria-hidden="true"', "★★★", False),
        ("i", ' aria-hidden="true" class="material-icons"', "star</i> It burns.", False),
        ("i", ' aria-hidden="true"', "</i> It burns.", False),
        ("Tabs", "", "It burns.", False),
        ("B", "", "It burns.", False),
    ],
)
def test_an_element_hides_what_follows_it(name, attributes, text, expected):
    assert hides_as_element(name, attributes, text, 0, 0) == expected


@pytest.mark.parametrize(
    "passage",
    [
        "{{% expand %}}It burns.{{% /expand %}}",
        '{{< accordion title="x" >}}It burns.{{< /accordion >}}',
        "{% fold %}It burns.{% endfold %}",
        "{% folding red, x %}It burns.{% endfolding %}",
        "{% capture ending %}It burns.{% endcapture %}",
        "[showhide]It burns.[/showhide]",
        "<Collapse open={seen}>It burns.</Collapse>",
        "<div style='background:#222'>Rain. <span style='color:#222'>It burns.</span></div>",
        "<td bgcolor='navy'><font color='navy'>It burns.</font></td>",
        '[It]{.x} rains. [burns. It burns.]{style="color:white"}',
        "<b className='white-text'>It burns.</b>",
        "<td bgcolor='black'><font color='black'>It burns.</font></td>",
    ],
)
def test_a_passage_in_such_a_command_is_hidden(passage):
    (found,) = hidden_in(f"Rain. {passage} Snow.")
    assert "It burns." in found.text
