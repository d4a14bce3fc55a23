"""Archives of generated posts, as critics keep them: a Hugo folder, or a WordPress export."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from pathlib import Path

from bench.pages.texts import HIDDEN, SAFE, sentence, text

FIRST_DAY = date(2004, 1, 5)
CANARY = "quojupwyz"  # in the hidden passage of each post


@dataclass(frozen=True)
class Generated:
    slug: str
    title: str
    day: date
    film: str
    rating: int  # of 10
    paragraphs: list[str]
    hidden: str
    verdict: str


def posts(count: int, seed: int = 7) -> Iterator[Generated]:
    rng = random.Random(seed)
    for number in range(count):
        yield Generated(
            slug=f"post-{number}",
            title=f"{sentence(rng, SAFE)[:50].rstrip(' .')} {number}",
            day=FIRST_DAY + timedelta(days=3 * number),
            film=f"Film {number}",
            rating=rng.randint(1, 10),
            paragraphs=text(rng, 600).split("\n\n"),
            hidden=f"{text(rng, 80, HIDDEN)} {CANARY}{number}.",
            verdict=text(rng, 40),
        )


def write_hugo(folder: Path, count: int) -> None:
    reviews = folder / "content" / "reviews"
    reviews.mkdir(parents=True)
    for post in posts(count):
        body = "\n\n".join([*post.paragraphs[:4], "## Style", *post.paragraphs[4:]])
        (reviews / f"{post.slug}.md").write_text(
            f'---\ntitle: "{post.title}"\ndate: {post.day}\nfilm: "{post.film}"\nyear: {post.day.year}\n'
            f"rating: {post.rating}/10\nauthor: Ada Quill\nlang: en\n"
            f"aliases: [/old/{post.slug}.html]\n---\n\n{body}\n\n"
            f"{{{{< spoiler >}}}}\n{post.hidden}\n{{{{< /spoiler >}}}}\n\n## Verdict\n\n{post.verdict}\n"
        )


WORDPRESS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
  xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Blog</title><wp:wxr_version>1.2</wp:wxr_version>
"""


def write_wordpress(path: Path, count: int) -> None:
    with path.open("w") as file:
        file.write(WORDPRESS)
        file.writelines(_item(number, post) for number, post in enumerate(posts(count), 1))
        file.write("</channel></rss>\n")


def _item(number: int, post: Generated) -> str:
    body = "".join(
        f"<!-- wp:paragraph -->\n<p>{paragraph}</p>\n<!-- /wp:paragraph -->\n"
        for paragraph in post.paragraphs
    )
    body += f"<p>[spoiler]{post.hidden}[/spoiler]</p>\n<h2>Verdict</h2>\n<p>{post.verdict}</p>"
    return (
        f"<item><title>{escape(post.title)}</title>"
        f"<link>https://blog.example.org/{post.day:%Y/%m}/{post.slug}/</link><dc:creator>ada</dc:creator>"
        f"<content:encoded><![CDATA[{body}]]></content:encoded><excerpt:encoded></excerpt:encoded>"
        f"<wp:post_id>{number}</wp:post_id><wp:post_date_gmt>{post.day} 09:00:00</wp:post_date_gmt>"
        f"<wp:post_name>{post.slug}</wp:post_name><wp:status>publish</wp:status>"
        "<wp:post_type>post</wp:post_type><wp:postmeta><wp:meta_key>film</wp:meta_key>"
        f"<wp:meta_value>{post.film}</wp:meta_value></wp:postmeta></item>\n"
    )
