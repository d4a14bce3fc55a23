"""Read the JSON export of a Ghost site, post by post: the file is read twice and never held."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from reviews.importing.archives.exports.ghost_bodies import html_of_lexical, html_of_mobiledoc, markdown_alone
from reviews.importing.archives.exports.heads import head_text
from reviews.importing.archives.exports.json_rows import Values, rows
from reviews.importing.archives.exports.post_body import Body, markdown_of, refuse_long
from reviews.importing.archives.exports.post_text import excerpt, line, plain, post_text
from reviews.importing.archives.post import Post, Unread
from reviews.importing.formats import FormatError, Note
from shield.signs.hiding import is_spoiler_word

NO_POSTS = "This export of Ghost holds no posts."
MEMBERS = "Only members could read this post on the old site ({}). Look whether everybody may."
SCHEDULED = "The post was to be published later on the old site, so it comes in as a draft."
SENT = "The post was sent by mail alone and had no page, so it comes in as a draft."
A_PAGE = "This was a page of the old site, not a post. Look whether it is a review."
OF_THE_EDITOR = "The export has no HTML of this post; its text was read as its editor keeps it. Compare them."
_HEAD = re.compile(r'\{\s*"(?:db"\s*:\s*\[\s*\{|(?:meta|data)"\s*:\s*\{)')
_OWN = re.compile(r'"(?:exported_on|posts|posts_authors|posts_tags|benefits)"')
_SITE = "__GHOST_URL__"


@dataclass
class _Site:
    """What the posts refer to: tags, authors and more of each post, by its number."""

    tags: dict[str, str] = field(default_factory=dict)
    users: dict[str, str] = field(default_factory=dict)
    tags_of: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    authors_of: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    meta_of: dict[str, Values] = field(default_factory=dict)
    posts: int = 0

    def named(self, names: dict[str, str], of: dict[str, list[tuple[int, str]]], post: str) -> list[str]:
        return [names[key] for _order, key in sorted(of.get(post, ())) if key in names]


def is_ghost(name: str, head: bytes) -> bool:
    """Whether a file is an export of Ghost, by its first bytes."""
    text = head_text(head)
    return bool(_HEAD.match(text) and _OWN.search(text))


def posts_of_ghost(file: BinaryIO, name: str) -> Iterator[Post | Unread]:
    """The posts and pages of an export. Raises FormatError, before the first of them."""
    site = _site(file)
    if not site.posts:
        raise FormatError(NO_POSTS)
    file.seek(0)
    for table, row in rows(file):
        if table == "posts" and isinstance(row, dict):
            yield _read(row, site)


def _site(file: BinaryIO) -> _Site:
    """What the posts need to know, from a first reading, which also finds what is broken."""
    site = _Site()
    for table, row in rows(file):
        if isinstance(row, dict):
            _add_row(site, table, row)
    return site


def _add_row(site: _Site, table: str, row: Values) -> None:
    key, post = _text(row, "id"), _text(row, "post_id")
    if table == "posts":
        site.posts += 1
    elif table == "tags" and (_text(row, "visibility") != "internal" or is_spoiler_word(_text(row, "name"))):
        site.tags[key] = _text(row, "name").lstrip("#")
    elif table == "users":
        site.users[key] = _text(row, "name")
    elif table == "posts_tags":
        site.tags_of.setdefault(post, []).append((_order(row), _text(row, "tag_id")))
    elif table == "posts_authors":
        site.authors_of.setdefault(post, []).append((_order(row), _text(row, "author_id")))
    elif table == "posts_meta":
        site.meta_of[post] = {"meta_description": _text(row, "meta_description")}


def _text(row: Values, name: str) -> str:
    value = row.get(name)
    return value.strip() if isinstance(value, str) else ""


def _order(row: Values) -> int:
    text = _text(row, "sort_order")
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _read(row: Values, site: _Site) -> Post | Unread:
    name = plain(_text(row, "title")) or line(_text(row, "slug")) or "A post without a title"
    try:
        text, notes = _body(row)
    except FormatError as error:
        return Unread(name, str(error))
    summary, hiding = excerpt(_summary(row, site))
    fields = _fields(row, site) | {"excerpt": summary}
    return Post(name, post_text(fields, text), (*_status_notes(row), *notes, *hiding))


def _summary(row: Values, site: _Site) -> str:
    meta = site.meta_of.get(_text(row, "id"), row)
    return _text(row, "custom_excerpt") or str(meta.get("meta_description") or "")


def _body(row: Values) -> tuple[str, tuple[Note, ...]]:
    """(the Markdown of a post, notes): of its HTML, else of what the editor keeps. Raises FormatError."""
    html = _text(row, "html")
    if html:
        return markdown_of(Body(html))
    refuse_long(_text(row, "lexical") + _text(row, "mobiledoc"))
    note = (Note("warning", OF_THE_EDITOR),)
    if markdown := markdown_alone(_text(row, "mobiledoc")):
        return markdown, note
    for name, html_of in (("lexical", html_of_lexical), ("mobiledoc", html_of_mobiledoc)):
        if source := _text(row, name):
            text, notes = markdown_of(Body(html_of(source)))
            return text, (*note, *notes) if text else notes
    text, notes = markdown_of(Body(_text(row, "plaintext"), is_typed=True))
    return text, (*note, *notes) if text else notes


def _fields(row: Values, site: _Site) -> dict[str, Any]:
    key, slug = _text(row, "id"), _text(row, "slug")
    authors = site.named(site.users, site.authors_of, key) or [site.users.get(_text(row, "author_id"), "")]
    return {
        "title": plain(_text(row, "title")),
        "date": _text(row, "published_at").replace(".000Z", "Z"),
        "author": authors,
        "tags": site.named(site.tags, site.tags_of, key),
        "lang": _text(row, "locale"),
        "image": (_text(row, "feature_image") or _text(row, "image")).replace(_SITE, ""),
        "draft": _text(row, "status") not in ("published", ""),
        "slug": slug,
        "permalink": f"/{slug}/" if slug else "",
        "canonical url": _text(row, "canonical_url").replace(_SITE, ""),
    }


def _status_notes(row: Values) -> Iterator[Note]:
    if message := {"scheduled": SCHEDULED, "sent": SENT}.get(_text(row, "status")):
        yield Note("warning", message)
    if _text(row, "type") == "page" or str(row.get("page", "")) in ("1", "True"):
        yield Note("warning", A_PAGE)
    if (visibility := _text(row, "visibility")) not in ("public", ""):
        yield Note("warning", MEMBERS.format(line(visibility)[:40]))
