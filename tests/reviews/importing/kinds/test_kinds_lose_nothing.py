"""Whatever stands in a page, a Word document or a post of a static site: no word is lost or stands twice."""

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviews.importing.formats import FormatError, read
from reviews.importing.kinds import as_text
from reviews.rendering.bake import bake
from tests.reviews.importing.archives.test_exports_lose_nothing import BLOCKS, lines
from tests.reviews.importing.kinds.word_files import paragraph, run, word_file
from tests.reviews.importing.test_loses_nothing import canaries, canaries_in, text_of

LIMIT = 1_000_000
AROUND = {"<aside>{}</aside>"}  # boxes beside an article are left out, and counted in a note
written = st.lists(
    st.tuples(st.sampled_from([block for block in BLOCKS if block not in AROUND]), lines).map(
        lambda pair: pair[0].format(pair[1])
    ),
    min_size=1,
    max_size=6,
).map("\n\n".join)
PAGE = "<!doctype html><html><head><title>Nine</title></head><body><main><h1>Nine</h1>{}</main></body></html>"
FORMS = {
    "page.html": PAGE.format,
    "fragment.html": "<h1>Nine</h1>{}".format,
    "hugo.md": "---\ntitle: Nine\n---\n\n{}\n".format,
    "plain.md": "# Nine\n\n{}\n".format,
    "post.mdx": "---\ntitle: Nine\n---\n\nimport A from './a'\n\n{}\n".format,
}


def document(data, name):
    return read(as_text(data, name=name, max_bytes=LIMIT)[0]).document


@pytest.mark.parametrize("name", FORMS)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=written)
def test_no_word_of_a_file_is_lost(name, text):
    with suppress(FormatError):
        assert canaries_in(text_of(document(FORMS[name](text).encode(), name))) == canaries_in(text)


HIDING = ("<w:vanish/>", '<w:highlight w:val="black"/>')
runs = st.tuples(canaries, st.sampled_from(["", "<w:b/>", "<w:i/>", *HIDING]))
paragraphs = st.tuples(
    st.lists(runs, min_size=1, max_size=4), st.sampled_from(["", "", "Heading1", "Heading2", "Spoiler"])
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(paragraphs, min_size=1, max_size=6))
def test_no_word_of_a_word_document_is_lost(parts):
    body = [
        paragraph(*(run(f"{word} ", properties) for word, properties in texts), style=style)
        for texts, style in parts
    ]
    expected = canaries_in(" ".join(word for texts, _style in parts for word, _properties in texts))
    with suppress(FormatError):
        found = document(word_file(paragraph("Nine", style="Title"), *body), "nine.docx")
        assert canaries_in(text_of(found)) == expected


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(paragraphs, min_size=1, max_size=6))
def test_no_hidden_word_of_a_word_document_is_shown(parts):
    body = []
    for texts, style in parts:
        words = [("h" if hint in HIDING or style == "Spoiler" else "") + word for word, hint in texts]
        hints = [hint for _word, hint in texts]
        body.append(paragraph(*map(run, [f"{word} " for word in words], hints), style=style))
    with suppress(FormatError):
        found = document(word_file(paragraph("Nine", style="Title"), *body), "nine.docx")
        assert "hzq" not in str(bake(found).safe)
