"""Feeds that were saved as a file: RSS, RSS 1.0 and Atom, whole posts and summaries."""

import datetime

import pytest

from reviews.importing.formats import FormatError, read
from tests.reviews.importing.archives.feed_files import ATOM, ENTRY, FULL, RSS, SHORT, entry
from tests.reviews.importing.archives.reading import (
    body_of,
    fields_of,
    messages_of,
    post_of,
    posts_of,
    shown,
    whole,
)


def test_an_item_with_its_whole_text():
    post = post_of(RSS.format(FULL).encode())
    fields = fields_of(post)

    assert (post.name, fields.title) == ("Nine bridges & a ferry", "Nine bridges & a ferry")
    assert (fields.authors, fields.tags, fields.language) == (("Mona Hale",), ("Drama",), "en-GB")
    assert fields.date == datetime.datetime.fromisoformat("2024-03-02T11:30:00+01:00")
    assert fields.summary == ""  # the text hides something
    assert fields.addresses == ("https://slowreel.example/nine/", "https://slowreel.example/?p=40")
    assert fields.pictures == ("https://slowreel.example/ferry.jpg",)
    assert body_of(post).startswith("The ferry is [late](https://slowreel.example/late).\n\n![A pier](")
    assert messages_of(post) == [
        "The summary in the feed is not used, since it may tell what the text hides.",
        "Files beside the post, such as sound or film, were left out: 1.",
        "Embedded players left out: 1 (of video.example).",
    ]


def test_an_item_with_a_summary_alone_says_so_and_what_letterboxd_adds_is_read():
    post = post_of(RSS.format(SHORT).encode())
    fields = fields_of(post)
    assert (fields.film, fields.year, fields.authors) == ("The Lamp", 1999, ("Mona Hale",))
    assert [score.text for score in fields.scores] == ["3/5"]
    assert messages_of(post) == [
        "The feed gives a summary alone, perhaps not the whole post. Compare it with the post.",
        "The feed says when the film was seen: 2024-03-01.",
    ]


def test_an_entry_of_atom():
    post = post_of(ATOM.format(ENTRY).encode())
    fields = fields_of(post)
    assert (fields.title, fields.authors, fields.summary) == ("Nine bridges", ("Ida Holm",), "")
    assert fields.date == datetime.datetime.fromisoformat("2024-03-02T10:30:00+00:00")
    assert fields.addresses == ("https://slowreel.example/nine/",)
    assert body_of(post).startswith("The ferry is *late* & full.\n")


def test_what_a_feed_hides_is_hidden():
    posts = [*posts_of(RSS.format(FULL + SHORT).encode()), *posts_of(ATOM.format(ENTRY).encode())]
    documents = [read(post.data).document for post in posts]
    hidden = ("CANARYONE", "CANARYTWO", "CANARYTHREE")
    assert all(word in "".join(map(whole, documents)) for word in hidden)
    assert not any(word in "".join(map(shown, documents)) for word in hidden)


@pytest.mark.parametrize(
    ("content", "kind", "text"),
    [
        ("&lt;p&gt;A &lt;b&gt;lot&lt;/b&gt;.&lt;/p&gt;", "html", "A **lot**.\n"),
        ("<![CDATA[<p>A &amp; b.</p>]]>", "html", "A & b.\n"),
        ("A &lt;b&gt; &amp; c.\n\nD.", "text", "A < b> & c.\n\nD.\n"),
        (
            '<x:div xmlns:x="http://www.w3.org/1999/xhtml"><x:p>A <x:b>lot</x:b>.</x:p></x:div>',
            "xhtml",
            "A **lot**.\n",
        ),
    ],
)
def test_the_kinds_of_content_in_atom(content, kind, text):
    assert body_of(post_of(ATOM.format(entry(content, kind)).encode())) == text


def test_drafts_of_atom_are_drafts():
    more = "<app:control><app:draft>yes</app:draft></app:control>"
    assert fields_of(post_of(ATOM.format(entry("It rains.", more=more)).encode())).is_draft


def test_a_backup_of_blogger_holds_more_than_posts():
    kind = '<category scheme="http://schemas.google.com/g/2005#kind" term="http://schemas.google.com/blogger/2008/kind#{}"/>'
    entries = [entry("It rains.", more=kind.format(name)) for name in ("settings", "post", "comment")]
    post = post_of(ATOM.format("".join(entries)).encode())
    assert fields_of(post).tags == ()


def test_rss_1_keeps_its_items_outside_of_the_channel():
    feed = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><link>https://a.example/</link></channel><item>'
        "<title>Nine</title><link>https://a.example/9</link><dc:date>2004-03-02</dc:date>"
        "<description>It rains.</description></item></rdf:RDF>"
    )
    fields = fields_of(post_of(feed.encode()))
    assert (fields.title, fields.date) == ("Nine", datetime.date(2004, 3, 2))


def test_a_feed_without_entries_says_so():
    for feed in (RSS, ATOM):
        with pytest.raises(FormatError, match="holds no entries"):
            posts_of(feed.format("").encode())


@pytest.mark.parametrize(
    ("summary", "text", "is_used"),
    [
        ("Boats, and who waits for them.", "The ferry is late today, and nobody minds.", True),
        ("The ferry is late today, and nobody […]", "The ferry is late today, and nobody minds.", False),
        (
            "The keeper drowns.",
            "The ferry. &lt;b class='spoiler'&gt;The keeper drowns.&lt;/b&gt;",
            False,
        ),
        ("The keeper drowns.", "&lt;p&gt;Spoilers ahead!&lt;/p&gt;The keeper drowns.", False),
    ],
)
def test_a_summary_is_used_if_its_author_wrote_it_for_everybody(summary, text, is_used):
    feed = RSS.format(f"<item><description>{summary}</description><c:encoded>{text}</c:encoded></item>")
    assert fields_of(post_of(feed.encode())).summary == (summary if is_used else "")


def test_the_language_of_a_feed_is_not_that_of_each_text():
    german = "Der Film beginnt mit Regen und hört mit Regen auf, und das ist nicht alles. " * 4
    feeds = [RSS.format(f"<item><c:encoded>{text}</c:encoded></item>") for text in (german, "It rains.")]
    assert [fields_of(post_of(feed.encode())).language for feed in feeds] == ["", "en-GB"]
