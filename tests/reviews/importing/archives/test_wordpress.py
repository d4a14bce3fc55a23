"""The export of a WordPress site: posts of blocks, posts that were typed, and what stands around both."""

import datetime

import pytest

from reviews.importing.archives.exports.post_text import HIDES
from reviews.importing.archives.post import Unread
from reviews.importing.formats import FormatError, read
from reviews.importing.match import match
from tests.factories import FilmFactory
from tests.reviews.importing.archives.reading import (
    body_of,
    fields_of,
    messages_of,
    post_of,
    posts_of,
    shown,
    whole,
)
from tests.reviews.importing.archives.wordpress_files import BLOCKS, CLASSIC, PICTURE, export, item

HIDDEN = ("CANARYONE", "CANARYTWO", "CANARYTHREE", "CANARYFOUR", "CANARYFIVE", "CANARYSIX")


def body(content, **fields):
    return body_of(post_of(export(item(content, **fields))))


def test_a_post_says_when_where_and_by_whom_it_was_published():
    post = posts_of(export(BLOCKS, PICTURE))[0]
    fields = fields_of(post)

    assert (post.name, fields.title) == ("Nine bridges", "Nine bridges")
    assert fields.date == datetime.datetime.fromisoformat("2024-03-02T11:30:00+01:00")
    assert (fields.authors, fields.tags) == (("Mona Hale",), ("Drama", "water"))
    assert (fields.film, fields.year, fields.language) == ("The Ferry", 2019, "en-GB")
    assert [score.text for score in fields.scores] == ["3.5/5"]
    assert fields.pictures == ("https://slowreel.example/wp-content/uploads/2024/03/lamp.jpg",)
    assert fields.addresses == (
        "https://slowreel.example/2024/nine-bridges/",
        "/?p=40",
        "/2024/late-ferry/",
    )


def test_what_a_post_hides_is_hidden_and_the_rest_is_shown():
    posts = posts_of(export(PICTURE, BLOCKS, CLASSIC))
    documents = [read(post.data).document for post in posts]
    everything, safe = "\n".join(map(whole, documents)), "\n".join(map(shown, documents))

    assert [word for word in HIDDEN if everything.count(word) != 1 or word in safe] == []
    assert all(
        words in safe for words in ("Rain** & more", "The sound", "Nobody claps", "And it stays", "[sic]")
    )
    assert "wp:" not in everything
    assert "[caption" not in everything


def test_what_is_not_in_the_text_is_named():
    blocks, classic = posts_of(export(PICTURE, BLOCKS, CLASSIC))
    assert messages_of(blocks) == [
        "Comments of readers were left behind: 3.",
        "WordPress fills these blocks when it shows the post, so they are not in its text: block (1).",
        "Embedded players left out: 1 (of video.example).",
        "Custom fields of the post have no place here and were left out: director.",
    ]
    assert messages_of(classic) == [
        "The post was private on the old site, so it comes in as a draft.",
        "Galleries left out: 1. Upload those of their pictures that you may use.",
        "Embedded players left out: 1 (of video.example).",
    ]
    assert fields_of(classic).is_draft


def test_footnotes_stand_at_the_end():
    text = body_of(posts_of(export(BLOCKS))[0])
    assert "Low, and late.[^1]" in text
    assert text.endswith("[^1]: Heard in the *third* row.\n")


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("One.\n\nTwo,\nthree.", "One.\n\nTwo,  \nthree.\n"),
        ("One <em>more</em>\n\n<blockquote>Two.\n\nThree.</blockquote>\nFour.",
         "One *more*\n\n> Two.\n>\n> Three.\n\nFour.\n"),
        ("<b>One.</b>\n\n<b>Two.</b>\n<pre>a\n\nb</pre>", "**One.**\n\n**Two.**\n\n```\na\n\nb\n```\n"),
        ("One<!--more-->two.", "One two.\n"),
        ('A <a href="/b/">link</a>.', "A [link](https://slowreel.example/b/).\n"),
        ('One <a href="/b.jpg"><img src="/a b.jpg" alt="A [b]"></a> two.',
         "One  two.\n\n![A b ](https://slowreel.example/a%20b.jpg)\n"),
        ("<ul><li>One<img src='/a.jpg'></li><li>Two</li></ul>",
         "- One\n- Two\n\n![](https://slowreel.example/a.jpg)\n"),
        ("[box color=red]One[/box] [cols]two[/cols] [sic] [1] [a b]", "One two [sic] [1] [a b]\n"),
        ("[[gallery]] is a shortcode.", "[[gallery]] is a shortcode.\n"),
        ('[caption caption="A pier"]<img src="/a.jpg">[/caption]',
         "A pier\n\n![](https://slowreel.example/a.jpg)\n"),
        ("[embed]https://video.example/1[/embed]", "https://video.example/1\n"),
        ("One.<script>two()</script><style>p {}</style>", "One.\n"),
    ],
)  # fmt: skip
def test_a_typed_post_is_read_as_wordpress_shows_it(content, text):
    assert body(content) == text


@pytest.mark.parametrize(
    "content",
    [
        "One. [su_spoiler title='Who']CANARY[/su_spoiler]",
        "One. [expand title='More']CANARY\n\nCANARY[/expand]",
        "One. [read more]CANARY[/read]",
        '<p>One.</p><p class="has-white-color has-text-color">CANARY</p>',
        '<style>.end{color:#fefefe}</style><p>One. <b class="end">CANARY</b></p>',
        "One. [acme_toggle]CANARY[/acme_toggle]",
        "One. [spoiler]CANARY",
        '<p>One.</p><details class="wp-block-details"><summary>More</summary><p>CANARY</p></details>',
        '<p>One.</p><div class="wp-block-accordion-item"><h3>More</h3><div><p>CANARY</p></div></div>',
        '<p>One. <span style="color:#fff">CANARY</span></p>',
        "<!-- wp:paragraph --><p>One.</p><!-- /wp:paragraph --><!-- wp:acme/hide-it --><p>CANARY</p>"
        "<!-- /wp:acme/hide-it -->",
        "<!-- wp:acme/details --><p>CANARY</p><!-- /wp:acme/details --><p>One.</p>",
        "One. ||CANARY|| &gt;!CANARY!&lt;",
        "<p>One.</p><p>||he <em>CANARY</em></p><p>CANARY||</p>",
        "<p>One. &gt;!he <em>CANARY</em><br>CANARY!&lt;</p>",
        "<p>One. &gt;!he CANARY</p><p>CANARY</p>",
        "<p>One.</p><h2>Plot</h2><p>||he CANARY</p><p>CANARY</p>",
        f"<p>One. ||{'a ' * 1200}CANARY||</p>",
        "One.\n\nSpoilers ahead!\n\nCANARY",
        "One.\n\n<!--more Spoilers after the jump-->\n\nCANARY",
        '<p>One.</p><img src="/spoiler-warning.gif"><p>CANARY</p>',
        "One. [color=white]CANARY[/color]",
        "One. [color=red]two [color=#fff]CANARY[/color][/color]",
        "One. [size=0]CANARY[/size]",
        "One.\n\n" + "&nbsp;\n\n" * 12 + "CANARY",
        "[spoiler_box]<p>CANARY</p><p>CANARY</p>[/spoiler_box]<p>One.</p>",
    ],
)
def test_every_way_to_hide_something(content):
    document = read(post_of(export(item(content))).data).document
    assert "CANARY" not in shown(document)
    assert "CANARY" in whole(document)
    assert "One." in shown(document)


@pytest.mark.parametrize(
    "fields",
    [
        {"categories": [("category", "Spoilers")]},
        {"categories": [("post_tag", "contains spoilers")]},
        {"categories": [("acme_mark", "Spoiler")]},
        {"meta": [("has_spoilers", "1")]},
        {"meta": [("_acme_spoiler", "yes")]},
        {"meta": [("content_warning", "spoilers")]},
    ],
)
def test_a_category_or_a_field_that_speaks_of_spoilers_flags_the_post(fields):
    post = post_of(export(item("The keeper CANARY drowns.", **fields)))
    assert "CANARY" not in shown(read(post.data).document)


@pytest.mark.parametrize(
    ("excerpt", "is_used"),
    [("Boats, and fog.", True), ('He <span class="spoiler">CANARY</span>', False), ("He ||CANARY||", False)],
)
def test_an_excerpt_that_hides_something_is_not_used(excerpt, is_used):
    more = f"<excerpt:encoded><![CDATA[{excerpt}]]></excerpt:encoded>"
    post = post_of(export(item("It rains.", more=more)))
    assert fields_of(post).summary == (excerpt if is_used else "")
    assert (HIDES in messages_of(post)) != is_used


@pytest.mark.parametrize(
    ("fields", "is_draft", "says"),
    [
        ({"status": "publish"}, False, ""),
        ({"status": "draft"}, True, ""),
        ({"status": "pending"}, True, ""),
        ({"status": "private"}, True, "was private"),
        ({"status": "future"}, True, "published later"),
        ({"post_password": "gull"}, True, "behind a password"),
        ({"post_type": "page"}, False, "a page of the old site"),
        ({"post_type": "movie_review"}, False, ""),
    ],
)
def test_the_state_of_a_post(fields, is_draft, says):
    post = post_of(export(item("It rains.", **fields)))
    assert fields_of(post).is_draft == is_draft
    assert says in " ".join(messages_of(post))
    assert len(post.notes) == bool(says)


def test_what_is_no_post_is_counted_in_one_line():
    others = [
        item("x", **fields) for fields in ({"post_type": "product"}, {"status": "trash"}, {"status": "trash"})
    ]
    menu = item("x", post_type="nav_menu_item")
    *_posts, last = posts_of(export(item("It rains."), PICTURE, menu, *others), "site.xml")
    assert last == Unread(
        "site.xml", "No posts or pages, or in the trash, and so not read: product (1), trash (2)."
    )


@pytest.mark.parametrize(
    ("meta", "scores"),
    [
        ([("rating", "4")], ["4"]),
        ([("rating", "8/10")], ["8/10"]),
        ([("my_rating", "★★★")], ["★★★"]),
        ([("_yasr_overall_rating", "0")], []),
        ([("_yasr_overall_rating", "4.0"), ("_kksr_avg", "2.1")], ["4/5"]),
        ([("wp_review_type", "point"), ("wp_review_total", "7.50")], ["7.5/10"]),
        ([("wp_review_type", "thumbs"), ("wp_review_total", "7")], []),
        ([("taq_review_score", "85"), ("wpcr3_review_rating", "4")], ["4/5", "85/100"]),
        ([("rating", "nan")], []),
    ],
)
def test_scores_in_custom_fields(meta, scores):
    fields = fields_of(post_of(export(item("It rains.", meta=meta))))
    assert sorted(score.text for score in fields.scores) == scores


def test_warnings_in_custom_fields_are_content_warnings():
    post = post_of(export(item("It rains.", meta=[("content_warnings", "violence, gore")])))
    advisories = read(post.data).document.advisories
    assert [advisory.kind for advisory in advisories] == ["violence", "gore"]


def test_dates_that_nobody_gave_are_none():
    nothing = {"post_date": "0000-00-00 00:00:00", "post_date_gmt": "0000-00-00 00:00:00"}
    assert fields_of(post_of(export(item("It rains.", **nothing)))).date is None
    local = {"post_date": "2024-03-02 11:30:00", "post_date_gmt": "0000-00-00 00:00:00"}
    assert fields_of(post_of(export(item("It rains.", **local)))).date == datetime.datetime(
        2024, 3, 2, 11, 30
    )


@pytest.mark.parametrize("items", [(), (PICTURE,), (item("x", status="trash"),)])
def test_an_export_without_posts_says_so(items):
    with pytest.raises(FormatError, match="holds no posts"):
        posts_of(export(*items))


def test_a_post_is_matched_with_the_film_of_its_fields(db):
    film = FilmFactory(title="The Ferry", year=2019)
    post = posts_of(export(BLOCKS, PICTURE))[0]
    imported = match(post.data, notes=post.notes)

    assert imported.film == film
    assert imported.document.headline == "Nine bridges"
    assert "CANARY" not in shown(imported.document)
    assert not any("CANARY" in note.message for note in imported.notes)
