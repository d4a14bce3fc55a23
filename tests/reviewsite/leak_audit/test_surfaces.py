"""An answer of the site, taken apart: no corner of it in which words could stand unread."""

import pytest

from reviewsite.leak_audit.surfaces import parse_response

HIDDEN = "harbour burns before dawn"
SITE = "https://foyer.example/"


def read(content_type, body):
    return " . ".join(
        surface.text for surface in parse_response(SITE, content_type, "", body.encode()).surfaces
    )


@pytest.mark.parametrize(
    "body",
    [
        "<p>The har<b>bour</b> bur<em>n</em>s before dawn</p>",
        "<p>harbour</p><p>burns<br>before</p>dawn",
        "<p>har&shy;bour bu&#114;ns before dawn</p>",
        "<p id='harbour-burns-before-dawn'>x</p>",
        "<p aria-valuetext='harbour burns before dawn'>x</p>",
        "<iframe srcdoc='harbour burns before dawn'></iframe>",
        "<![CDATA[harbour burns before dawn]]>",
        "<?harbour burns before dawn?>",
        "<img srcset='/harbour-burns-before-dawn.jpg 2x'>",
        "<a href='http://[harbour-burns-before-dawn'>x</a>",
    ],
)
def test_no_corner_of_a_page_is_left_unread(body):
    plain = read("text/html", body).replace("\N{SOFT HYPHEN}", "").replace("-", " ")
    assert HIDDEN in " ".join(plain.split())


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("application/xml", "<a>x<b/>harbour burns before dawn</a>"),
        ("application/xml", "<a><!--harbour burns before dawn--></a>"),
        ("application/xml", "<a><?harbour burns before dawn?></a>"),
        ("application/feed+json", '{"a": "harbour bu&#114;ns before dawn"}'),
        ("text/javascript", "// harbour burns before dawn"),
        ("application/javascript", "// harbour burns before dawn"),
    ],
)
def test_no_corner_of_what_machines_read_is_left_unread(content_type, body):
    assert HIDDEN in read(content_type, body)


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("application/json", "[" * 100_000),
        ("text/html", f"<script type='application/ld+json'>{'[' * 100_000}</script>"),
        ("text/html", "<a href='http://['>x</a>" + "<b>" * 10_000),
        ("application/xml", "<a>" * 10_000),
        ("application/json", '["http://["]'),
        ("text/plain", "Sitemap: http://["),
    ],
)
def test_odd_answers_do_not_end_the_audit(content_type, body):
    assert read(content_type, body)
