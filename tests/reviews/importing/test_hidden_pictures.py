"""The words of a picture are withheld with what is hidden in its frame, or right beside it."""

import pytest

from reviews.importing.formats import read
from reviews.importing.formats.collector import LAST_WORDS
from shield.signs.tags import hidden_in
from tests.reviews.importing.archives.reading import post_of, shown, whole
from tests.reviews.importing.archives.wordpress_files import export, item
from tests.reviews.importing.outline import in_clear

PICTURE = "<img src='/a.jpg' alt='CANARY'>"
HTML = [
    "<figure><img class='blur' src='/a.jpg' alt='CANARY'><figcaption>CANARY</figcaption></figure>",
    f"<div class='spoiler'><figure>{PICTURE}<figcaption>CANARY</figcaption></figure></div>",
    f"<figure>{PICTURE}<figcaption class='spoiler'>CANARY</figcaption></figure>",
    f"<figure>{PICTURE}<figcaption>Fog <span class='spoiler'>CANARY</span></figcaption></figure>",
    f"<figure><div class='spoiler'>{PICTURE}</div><figcaption>CANARY</figcaption></figure>",
    f"<p><span class='spoiler'>He drowns.</span> {PICTURE}</p>",
    f"<details><summary>Later</summary><p>He drowns.</p></details>{PICTURE}",
    f"<div class='spoiler'>He drowns.</div><figure>{PICTURE}<figcaption>CANARY</figcaption></figure>",
    f"{PICTURE}<details><summary>Later</summary><p>He drowns.</p></details>",
    "<a class='spoiler' href='https://fog.example/' title='CANARY'>CANARY</a>",
]


@pytest.mark.parametrize("hidden", HTML)
def test_a_page_and_a_text_withhold_them(hidden):
    page = f"<html><body><article><h1>Bells</h1><p>Rain.</p>{hidden}<p>Fog.</p></article></body></html>"
    for shown_words in (in_clear(page, "page.html"), in_clear(f"# Bells\n\nRain.\n\n{hidden}\n\nFog.")):
        assert "CANARY" not in shown_words
        assert "Rain." in shown_words
        assert "Fog." in shown_words


@pytest.mark.parametrize(
    "hidden",
    [
        *HTML,
        "[caption id='x']<img class='blur' src='/a.jpg' alt='CANARY'> CANARY[/caption]",
        f"[caption id='x']{PICTURE} [spoiler]CANARY[/spoiler][/caption]",
        f"[spoiler]He drowns {PICTURE}[/spoiler]",
        f"<p>||{PICTURE}||</p>",
        f"<p>Late ||he {PICTURE} drowns|| here.</p>",
        f"<p>Late &gt;!he {PICTURE} drowns!&lt; here.</p>",
    ],
)
def test_a_post_of_wordpress_withholds_them(hidden):
    document = read(post_of(export(item(f"<p>Rain.</p>{hidden}<p>Fog.</p>"))).data).document
    assert "CANARY" not in shown(document)
    assert "CANARY" in whole(document)
    assert "Rain." in shown(document)
    assert "Fog." in shown(document)


@pytest.mark.parametrize(
    "hidden",
    [
        "![CANARY](x.jpg){.spoiler}",
        "![CANARY](x.jpg){.spoiler}\n\n*CANARY*",
        "![CANARY](x.jpg)\n\n[spoiler]He drowns.[/spoiler]",
        "[spoiler]He drowns.[/spoiler]\n![CANARY](x.jpg)\n*CANARY*",
        "![CANARY](x.jpg)\n*CANARY*\n\n[spoiler]He drowns.[/spoiler]",
    ],
)
def test_a_picture_of_markdown_is_withheld_whole(hidden):
    shown_words = in_clear(f"# Bells\n\nRain.\n\n{hidden}\n\nFog.")
    assert "CANARY" not in shown_words
    assert "!\ue000" not in shown_words
    assert "Fog." in shown_words


def test_a_picture_with_words_between_is_shown():
    assert "pier" in in_clear("# Bells\n\nRain.\n\n![pier](x.jpg)\n\nFog. [spoiler]He drowns.[/spoiler]")
    assert "pier" in in_clear("# Bells\n\nRain.\n\n<img src='x.jpg' alt='pier'>\n\nFog.\n\n<p hidden>He.</p>")


def test_a_picture_that_warns_and_ends_the_text_is_a_note():
    reading = read(b"# Bells\n\nRain.\n\n![Spoilers](x.jpg)")
    assert LAST_WORDS in [note.message for note in reading.notes]
    assert not any(section.spoiler for section in reading.document.sections)


@pytest.mark.parametrize(
    "piece",
    [
        "<figure>",
        "![a](b)",
        "![",
        "<img ",
        "<figure></figure>",
        "<p hidden>x</p>![a](b)",
        "[spoiler]a[/spoiler]<figure>",
    ],
)
def test_many_pictures_take_linear_time(piece):
    assert hidden_in((piece * 100_000)[:100_000]) is not None
