"""Exports of Ghost as that program writes them, with words of our own."""

import json

TOGGLE = (
    '<div class="kg-card kg-toggle-card" data-kg-toggle-state="close"><div class="kg-toggle-heading">'
    '<h4 class="kg-toggle-heading-text"><span>How it ends</span></h4><button class="kg-toggle-card-icon">'
    '<svg></svg></button></div><div class="kg-toggle-content"><p>The keeper CANARYONE drowns.</p>'
    "<p>So CANARYTWO.</p></div></div>"
)
HTML = (
    '<p>The ferry is late, and nobody <strong>minds</strong>.</p><h2 id="sound">The sound</h2>'
    '<p>Low, and late.</p><figure class="kg-card kg-image-card"><img class="kg-image" alt="A pier"'
    ' src="__GHOST_URL__/content/images/2024/03/pier.jpg" loading="lazy">'
    "<figcaption>The pier at noon</figcaption></figure>"
    + TOGGLE
    + '<figure class="kg-card kg-embed-card"><iframe src="https://video.example/embed/1"></iframe></figure>'
    "<p>Nobody claps.</p>"
)


def post(number="p1", **fields):
    return {
        "id": number,
        "uuid": "0",
        "title": "Nine bridges",
        "slug": "nine-bridges",
        "mobiledoc": None,
        "lexical": None,
        "html": HTML,
        "plaintext": None,
        "feature_image": "__GHOST_URL__/content/images/2024/03/ferry.jpg",
        "featured": 0,
        "type": "post",
        "status": "published",
        "locale": None,
        "visibility": "public",
        "published_at": "2024-03-02T10:30:00.000Z",
        "custom_excerpt": "Boats, and who waits for them.",
        "canonical_url": None,
    } | fields


def export(*posts, **tables):
    """Without tables: the tags and authors of the post `p1`."""
    data = {
        "benefits": [],
        "posts": list(posts),
        "posts_authors": [
            {"id": "a2", "post_id": "p1", "author_id": "u2", "sort_order": 1},
            {"id": "a1", "post_id": "p1", "author_id": "u1", "sort_order": 0},
        ],
        "posts_meta": [{"id": "m1", "post_id": "p2", "meta_description": "A summary for machines."}],
        "posts_tags": [
            {"id": "t1", "post_id": "p1", "tag_id": "g1", "sort_order": 0},
            {"id": "t2", "post_id": "p1", "tag_id": "g2", "sort_order": 1},
        ],
        "tags": [
            {"id": "g1", "name": "Drama", "visibility": "public"},
            {"id": "g2", "name": "#internal", "visibility": "internal"},
        ],
        "users": [{"id": "u1", "name": "Mona Hale"}, {"id": "u2", "name": "Ida Holm"}],
    } | tables
    return json.dumps(
        {"db": [{"meta": {"exported_on": 1717236000000, "version": "5.82.0"}, "data": data}]}
    ).encode()


def lexical(*nodes):
    return json.dumps({"root": {"type": "root", "children": list(nodes), "direction": None, "version": 1}})


def paragraph(*texts, style=0):
    return {
        "type": "paragraph",
        "children": [{"type": "extended-text", "text": text, "format": style} for text in texts],
    }
