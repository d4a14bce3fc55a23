"""Where links of a page lead in a copy of it, and which headers a copy is sent with."""

import pytest

from reviewsite.pages.export.hosts.rules import Rules
from reviewsite.pages.export.links_in_html import rewrite_html
from reviewsite.pages.export.links_in_text import rewrite_text
from reviewsite.pages.export.places import Copy

COPY_URL = "https://copy.example.org"
SITE = "http://localhost:8000"


@pytest.mark.parametrize(
    ("source", "copied"),
    [
        (
            '<a title="a > b" href="?before=2025-06-04T18:00:00Z-3">',
            "/reviews/before/2025-06-04T18.00.00Z-3/",
        ),
        ('<a href="/film%73/x/">', '"/base/films/x/"'),
        ("<a href='./'>", '"/base/reviews/"'),
        ('<img srcset="/media/a.png 1x, /media/b.png 2x">', '"/base/media/a.png 1x, /base/media/b.png 2x"'),
        (
            '<meta property="og:image" content="http://localhost:8000/media/a.png">',
            '"https://x.org/base/media/',
        ),
        ('<meta property="og:url" content="http://localhost:8000/films/">', '"http://localhost:8000/films/"'),
        ('<a href="/reviews/?utm=x#list">', '"/base/reviews/#list"'),
        ('<a href="/preview/token/">', '"http://localhost:8000/preview/token/"'),
        ('<a href="https://localhost:8000.example/">', '"https://localhost:8000.example/"'),
        ('<script type="x">"<a href=\'/films/\'>"</script>', "<a href='/films/'>"),
        ('<a data-spoiler="/reviews/x/spoilers/1/y/" rel="nofollow">', '<a rel="nofollow">'),
    ],
)
def test_links_of_a_page_are_rewritten(source, copied):
    copy = Copy(SITE, "https://x.org/base")

    assert copied in rewrite_html(copy, f"<p>\n{source}", "/reviews/", lambda link, place: None)


def test_links_in_text_end_where_the_sentence_ends():
    seen = []
    copy = Copy(SITE, COPY_URL)
    text = rewrite_text(
        copy, f"See {SITE}/films/. Not {SITE}0/films/", "/", lambda link, place: seen.append(link)
    )

    assert text == f"See {COPY_URL}/films/. Not {SITE}0/films/"
    assert seen == [f"{SITE}/films/"]


def test_hsts_is_for_the_host_of_the_copy_alone():
    sent = {"strict-transport-security": "max-age=60; preload", "etag": '"x"'}
    for copy, headers in (
        (Copy("https://a.org", "https://b.org"), {"Strict-Transport-Security": "max-age=60"}),
        (Copy("https://a.org", "http://b.org"), {}),
        (
            Copy("https://a.org", "https://a.org"),
            {"Strict-Transport-Security": sent["strict-transport-security"]},
        ),
    ):
        rules = Rules(copy)
        rules.note_headers(copy.place("/"), sent)
        assert rules.headers == headers
