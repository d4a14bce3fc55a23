"""Exports of WordPress as that program writes them, with words of our own."""

from xml.sax.saxutils import escape

HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<!-- generator="WordPress/6.8" created="2024-06-01 10:00" -->
<rss version="2.0"
    xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
    xmlns:content="http://purl.org/rss/1.0/modules/content/"
    xmlns:wfw="http://wellformedweb.org/CommentAPI/"
    xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
    <title>The Slow Reel</title>
    <link>https://slowreel.example</link>
    <language>en-GB</language>
    <wp:wxr_version>1.2</wp:wxr_version>
    <wp:base_blog_url>https://slowreel.example</wp:base_blog_url>
    <wp:author><wp:author_id>1</wp:author_id><wp:author_login><![CDATA[mona]]></wp:author_login>
      <wp:author_email><![CDATA[mona@slowreel.example]]></wp:author_email>
      <wp:author_display_name><![CDATA[Mona Hale]]></wp:author_display_name></wp:author>
"""
TAIL = "</channel></rss>"


def item(content="", *, title="Nine bridges", number=7, meta=(), categories=(), more="", **fields):
    """One `<item>`; `fields`: of the namespace `wp`."""
    slug = title.lower().replace(" ", "-")
    fields = {
        "post_id": number,
        "post_date": "2024-03-02 11:30:00",
        "post_date_gmt": "2024-03-02 10:30:00",
        "post_name": slug,
        "status": "publish",
        "post_type": "post",
        "post_password": "",
    } | fields
    lines = [f"<wp:{name}>{value}</wp:{name}>" for name, value in fields.items()]
    lines += [
        f"<wp:postmeta><wp:meta_key><![CDATA[{key}]]></wp:meta_key><wp:meta_value><![CDATA[{value}]]></wp:meta_value>"
        "</wp:postmeta>"
        for key, value in meta
    ]
    lines += [
        f'<category domain="{domain}" nicename="x"><![CDATA[{name}]]></category>'
        for domain, name in categories
    ]
    return (
        f"<item><title>{escape(title)}</title><link>https://slowreel.example/2024/{slug}/</link>"
        f"<dc:creator><![CDATA[mona]]></dc:creator><content:encoded><![CDATA[{content}]]></content:encoded>"
        f"{''.join(lines)}{more}</item>\n"
    )


def export(*items):
    return (HEAD + "".join(items) + TAIL).encode()


PICTURE = item(
    title="lamp.jpg",
    number=31,
    post_type="attachment",
    status="inherit",
    attachment_url="https://slowreel.example/wp-content/uploads/2024/03/lamp.jpg",
)
BLOCKS = item(
    """<!-- wp:paragraph -->
<p>The ferry is late, and nobody minds. <strong>Rain</strong> &amp; more rain.</p>
<!-- /wp:paragraph -->

<!-- wp:more -->
<!--more-->
<!-- /wp:more -->

<!-- wp:heading -->
<h2 class="wp-block-heading">The sound</h2>
<!-- /wp:heading -->

<!-- wp:paragraph -->
<p>Low, and late.<sup data-fn="ab-1" class="fn"><a href="#ab-1" id="ab-1-link">1</a></sup></p>
<!-- /wp:paragraph -->

<!-- wp:image {"id":31,"sizeSlug":"large"} -->
<figure class="wp-block-image size-large"><img alt="A pier" class="wp-image-31"
 src="https://slowreel.example/wp-content/uploads/2024/03/pier.jpg"/>
<figcaption class="wp-element-caption">The pier at noon</figcaption></figure>
<!-- /wp:image -->

<!-- wp:embed {"url":"https://video.example/watch?v=1","type":"video"} -->
<figure class="wp-block-embed is-type-video"><div class="wp-block-embed__wrapper">
https://video.example/watch?v=1
</div></figure>
<!-- /wp:embed -->

<!-- wp:details -->
<details class="wp-block-details"><summary>How it ends</summary><!-- wp:paragraph -->
<p>The keeper CANARYONE drowns.</p>
<!-- /wp:paragraph --></details>
<!-- /wp:details -->

<!-- wp:acme/spoiler-box {"title":"The twist"} -->
<div class="acme-box"><p>The sister CANARYTWO wrote the letters.</p><p>All of CANARYTHREE.</p></div>
<!-- /wp:acme/spoiler-box -->

<!-- wp:block {"ref":91} /-->

<!-- wp:paragraph -->
<p>Nobody claps.</p>
<!-- /wp:paragraph -->

<!-- wp:footnotes /-->""",
    number=40,
    meta=[
        ("footnotes", '[{"id":"ab-1","content":"Heard in the <em>third</em> row."}]'),
        ("_thumbnail_id", "31"),
        ("_edit_last", "1"),
        ("_yasr_overall_rating", "3.50"),
        ("film_title", "The Ferry"),
        ("film_year", "2019"),
        ("director", "Somebody"),
        ("_wp_old_slug", "late-ferry"),
    ],
    categories=[("category", "Drama"), ("post_tag", "water"), ("category", "Uncategorized")],
    more="".join(
        f"<wp:comment><wp:comment_content>First {n}!</wp:comment_content></wp:comment>" for n in range(3)
    ),
)
CLASSIC = item(
    """It begins with fog.
And it stays.

[caption id="attachment_31" align="left"]<a href="/big.jpg"><img src="/lamp.jpg" alt="A lamp" /></a>
A lamp[/caption]

[su_spoiler title="Who did it"]The baker CANARYFOUR did.

And CANARYFIVE helped.[/su_spoiler]

<!--more-->
See [gallery ids="1,2"] and [youtube https://video.example/2] [sic] too.

Careful: spoilers from here on.

The dog CANARYSIX lives.""",
    title="Eight lamps &amp; a dog",
    number=41,
    status="private",
    post_date_gmt="2024-03-02 16:30:00",
)
