"""Whatever stands in a post of an export: no word of it is lost, and none stands twice."""

from contextlib import suppress
from html import escape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviews.importing.archives.post import Unread
from reviews.importing.formats import FormatError, read
from tests.reviews.importing.archives import feed_files, ghost_files, wordpress_files
from tests.reviews.importing.archives.letterboxd_files import table
from tests.reviews.importing.archives.reading import posts_of, shown, whole
from tests.reviews.importing.test_loses_nothing import canaries, canaries_in, text_of

inlines = st.sampled_from(
    ["{}", "<em>{}</em>", "<b>{}</b>", '<a href="https://a.example/">{}</a>', "<code>{}</code>"]
)
inlines |= st.sampled_from(
    ['<span class="spoiler">{}</span>', "<small>{}</small>", "||{}||", "&gt;!{}!&lt;", "«{}»"]
)
runs = st.lists(
    st.tuples(inlines, canaries).map(lambda pair: pair[0].format(pair[1])), min_size=1, max_size=4
)
lines = runs.map(" ".join)
BLOCKS = [
    "<p>{}</p>",
    "<p>{}</p>",
    "<h2>{}</h2>",
    "<h3>{}</h3>",
    "<blockquote><p>{}</p></blockquote>",
    "<ul><li>{}</li></ul>",
    "<div>{}</div>",
    "<details><summary>{}</summary></details>",
    '<div class="kg-toggle-card"><p>{}</p></div>',
    '<figure><img src="a.jpg"><figcaption>{}</figcaption></figure>',
    "<table><tr><td>{}</td></tr></table>",
    "<pre>{}</pre>",
    "<p>[spoiler]{}[/spoiler]</p>",
    "<p>Spoilers ahead!</p><p>{}</p>",
    '<p style="color:white">{}</p>',
    "<aside>{}</aside>",
]  # fmt: skip
blocks = st.lists(
    st.tuples(st.sampled_from(BLOCKS), lines).map(lambda pair: pair[0].format(pair[1])), max_size=6
)
html = blocks.map("\n".join)
typed = st.lists(lines | st.sampled_from(["<!--more-->", "[box a=1]", "[expand]", "[/expand]"]), max_size=8)
posts = html | typed.map("\n\n".join) | typed.map("\n".join)
FORMATS = {
    "WordPress": lambda text: wordpress_files.export(wordpress_files.item(text)),
    "RSS": lambda text: feed_files.RSS.format(
        f"<item><title>Nine</title><description>{escape(text)}</description></item>"
    ).encode(),
    "Atom": lambda text: feed_files.ATOM.format(feed_files.entry(escape(text))).encode(),
    "Ghost": lambda text: ghost_files.export(ghost_files.post(html=text)),
    "Lexical": lambda text: ghost_files.export(
        ghost_files.post(html=None, lexical=ghost_files.lexical({"type": "html", "html": text}))
    ),
    "Letterboxd": lambda text: table('2024-03-02,A,2019,x,4,,"{}",,'.format(text.replace('"', '""'))),
}


@pytest.mark.parametrize("program", FORMATS)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=posts)
def test_no_word_of_a_post_is_lost(program, text):
    for post in posts_of(FORMATS[program](text)):
        assert not isinstance(post, Unread)
        with suppress(FormatError):  # a warning without a text after it, or no text at all
            assert canaries_in(text_of(read(post.data).document)) == canaries_in(text)


HIDING = [
    "<details><summary>More</summary>{}</details>",
    '<div class="spoiler">{}</div>',
    '<div class="kg-toggle-card"><h4 class="kg-toggle-heading-text">More</h4>{}</div>',
    '<section class="accordion-item">{}</section>',
    "[spoiler]{}[/spoiler]",
    "<p>[su_spoiler title='a_b']</p>{}<p>[/su_spoiler]</p>",
    "<!-- wp:acme/spoiler -->{}<!-- /wp:acme/spoiler -->",
    '[expand title="More"]\n\n{}\n\n[/expand]',
]
MISLEADING = [
    "<h2>Verdict</h2><p>{}</p>",
    "<h2>The Good</h2><ul><li>{}</li></ul>",
    "<h2>Cast</h2><h3>Ana Lopez</h3><p>{}</p>",
    "<p>End of spoilers</p><p>{}</p>",
    "<p>Rating: 7/10</p><p>{}</p>",
    "<p>a || b {} !&lt; &gt;! c</p>",
    "<hr><p>By {} Ana</p>",
    "<p>[box a=1]{}[/box]</p><!--more-->",
    *BLOCKS,
]
hidden_blocks = st.lists(
    st.tuples(st.sampled_from(MISLEADING), st.integers(1, 9)).map(
        lambda pair: pair[0].format(f"hid{pair[1]}")
    ),
    min_size=1,
    max_size=4,
).map("\n".join)
hidden = st.tuples(st.sampled_from(HIDING), hidden_blocks).map(lambda pair: pair[0].replace("{}", pair[1]))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=st.lists(st.just("<p>It rains.</p>") | hidden, min_size=1, max_size=5).map("\n".join))
def test_nothing_that_a_post_hides_is_shown(text):
    (post,) = posts_of(FORMATS["WordPress"](text))
    with suppress(FormatError):
        document = read(post.data).document
        assert whole(document).count("hid") == text.count("hid")
        assert "hid" not in shown(document)
