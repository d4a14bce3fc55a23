"""Read the export of a WordPress site (WXR), post by post: the file is read twice and never held."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from html import escape
from typing import Any, BinaryIO
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from reviews.importing.archives.exports.heads import head_text
from reviews.importing.archives.exports.post_body import Body, markdown_of, refuse_long
from reviews.importing.archives.exports.post_text import excerpt, language_of, line, plain, post_text
from reviews.importing.archives.exports.wordpress_fields import custom_fields
from reviews.importing.archives.exports.wordpress_markup import without_markup
from reviews.importing.archives.exports.xml_elements import elements
from reviews.importing.archives.post import Post, Unread
from reviews.importing.formats import FormatError, Note

NO_POSTS = "This export of WordPress holds no posts. Export “All content” or “Posts” and try again."
TOO_LONG = "The post is longer than any review may be. Divide it before you export it."
NOT_READ = "No posts or pages, or in the trash, and so not read: {}."
COMMENTS = "Comments of readers were left behind: {}."
PRIVATE = "The post was private on the old site, so it comes in as a draft."
PASSWORD = "The post was behind a password on the old site, so it comes in as a draft."
FUTURE = "The post was to be published later on the old site, so it comes in as a draft."
A_PAGE = "This was a page of the old site, not a post. Look whether it is a review."
NO_PICTURE = "The featured picture is not in the export: only “All content” names it."
STATUSES = {"publish", "draft", "private", "pending", "future"}
_HEAD = re.compile(r"wordpress\.org/export/|WordPress eXtended RSS")
_REVIEWS = re.compile(r"review|kritik|critique|critica|recens|resen|recenz")  # types of posts that themes add
# Parts of a site that no author looks for among posts.
_MACHINERY = re.compile(
    r"attachment|nav_menu_item|revision|custom_css|customize_changeset|oembed_cache|wp_.*"
)
_NO_TERMS = ("nav_menu", "post_format")
_FOOTNOTE = re.compile(r"<sup data-fn=\"([\w-]{1,60})\"[^>]{0,300}>(?:(?!</sup>).){0,300}</sup>")


@dataclass
class _Site:
    """What the posts refer to: display names by login, addresses of pictures by number."""

    authors: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, str] = field(default_factory=dict)
    language: str = ""
    address: str = ""
    posts: int = 0
    skipped: Counter[str] = field(default_factory=Counter)


def is_wordpress(name: str, head: bytes) -> bool:
    """Whether a file is an export of WordPress, by its first bytes."""
    text = head_text(head)
    return text.startswith("<") and bool(_HEAD.search(text))


def posts_of_wordpress(file: BinaryIO, name: str) -> Iterator[Post | Unread]:
    """The posts and pages of an export. Raises FormatError, before the first of them."""
    site = _site(file)
    if not site.posts:
        raise FormatError(NO_POSTS)
    file.seek(0)
    for item in elements(file, ("item",), counted=("wp-comment",)):
        if _is_post(item):
            yield _read(item, site)
    if site.skipped:
        listed = ", ".join(f"{kind} ({count})" for kind, count in sorted(site.skipped.items()))
        yield Unread(name, NOT_READ.format(listed))


def _site(file: BinaryIO) -> _Site:
    """What the posts need to know, from a first reading, which also finds what is broken."""
    site = _Site()
    names = ("item", "wp-author", "language", "wp-base_blog_url", "link")
    for element in elements(
        file, names, counted=("content-encoded", "excerpt-encoded", "wp-comment", "wp-postmeta")
    ):
        if element.tag == "item":
            _add_item(site, element)
        elif element.tag == "wp-author":
            login = _text(element, "wp-author_login")
            site.authors[login] = _text(element, "wp-author_display_name") or login
        elif element.tag == "language":
            site.language = (element.text or "").strip()
        else:
            site.address = site.address or (element.text or "").strip()
    return site


def _add_item(site: _Site, item: Element) -> None:
    kind = _text(item, "wp-post_type")
    if kind == "attachment":
        site.pictures[_text(item, "wp-post_id")] = _text(item, "wp-attachment_url")
    if _is_post(item):
        site.posts += 1
    elif _is_type_of_posts(kind):
        site.skipped[_text(item, "wp-status")] += 1
    elif not _MACHINERY.fullmatch(kind):
        site.skipped[kind] += 1


def _is_type_of_posts(kind: str) -> bool:
    return kind in ("post", "page", "") or bool(_REVIEWS.search(kind))


def _is_post(item: Element) -> bool:
    return (
        _is_type_of_posts(_text(item, "wp-post_type")) and (_text(item, "wp-status") or "publish") in STATUSES
    )


def _text(element: Element, tag: str) -> str:
    return (element.findtext(tag) or "").strip()


def _read(item: Element, site: _Site) -> Post | Unread:
    name = (
        plain(_text(item, "title")) or line(_text(item, "link")) or f"/?p={line(_text(item, 'wp-post_id'))}"
    )
    if item.get("too-long"):
        return Unread(name, TOO_LONG)
    try:
        return _post(item, name, site)
    except FormatError as error:
        return Unread(name, str(error))


def _post(item: Element, name: str, site: _Site) -> Post:
    content = item.findtext("content-encoded") or ""
    refuse_long(content)
    meta = _meta(item)
    markup = without_markup(_with_footnotes(content, meta.pop("footnotes", "")))
    address = _text(item, "link") or site.address
    text, notes = markdown_of(Body(markup.html, is_typed=True, base=address, embeds=tuple(markup.embeds)))
    custom = custom_fields(meta)
    if custom.warnings:
        text += f"\n## Content Warnings\n\n{line(', '.join(custom.warnings))}\n"
    summary, hiding = excerpt(_text(item, "excerpt-encoded"))
    fields = _fields(item, meta, site) | {"lang": language_of(text, site.language), "excerpt": summary}
    fields |= custom.front
    notes = (*_status_notes(item, meta, fields), *markup.notes(), *notes, *hiding, *custom.notes())
    return Post(name, post_text(fields, text), notes)


def _meta(item: Element) -> dict[str, str]:
    """The custom fields that say something, by name; the first of a name counts, old addresses together."""
    meta: dict[str, str] = {}
    for element in item.iterfind("wp-postmeta"):
        key, value = _text(element, "wp-meta_key"), _text(element, "wp-meta_value")
        if key and value and key == "_wp_old_slug":
            meta[key] = f"{meta.get(key, '')} {value}".strip()
        elif key and value:
            meta.setdefault(key, value)
    return meta


def _fields(item: Element, meta: dict[str, str], site: _Site) -> dict[str, Any]:
    login = _text(item, "dc-creator")
    terms = (element for element in item.iterfind("category") if element.get("domain") not in _NO_TERMS)
    categories = [plain(element.text or "") for element in terms]
    return {
        "title": plain(_text(item, "title")),
        "date": _moment(_text(item, "wp-post_date"), _text(item, "wp-post_date_gmt")),
        "author": [site.authors.get(login, login)],
        "categories": [tag for tag in categories if tag.lower() != "uncategorized"],
        "image": site.pictures.get(meta.get("_thumbnail_id", ""), ""),
        "slug": _text(item, "wp-post_name"),
        "draft": _text(item, "wp-status") not in ("publish", "") or bool(_text(item, "wp-post_password")),
        "permalink": _text(item, "link"),
        "aliases": list(_older_addresses(item, meta)),
    }


def _moment(local: str, universal: str) -> str:
    """The local time of publishing with its distance from UTC, as far as the export says so."""
    try:
        at = datetime.fromisoformat(local or universal)
    except ValueError:
        return ""  # a draft without a date: 0000-00-00
    try:
        minutes = round((at - datetime.fromisoformat(universal)).total_seconds() / 60)
    except (ValueError, TypeError):
        return at.isoformat()
    if abs(minutes) > 24 * 60:
        return at.isoformat()
    return f"{at.isoformat()}{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def _older_addresses(item: Element, meta: dict[str, str]) -> Iterator[str]:
    """By the number of the post, and by the names that it had."""
    link, slug, number = (_text(item, tag) for tag in ("link", "wp-post_name", "wp-post_id"))
    if number.isdigit():
        yield f"/?page_id={number}" if _text(item, "wp-post_type") == "page" else f"/?p={number}"
    path = urlsplit(link).path if link.isprintable() and "[" not in link else ""
    if slug and f"/{slug}" in path:
        before, _, after = path.rpartition(f"/{slug}")
        yield from (f"{before}/{old}{after}" for old in meta.get("_wp_old_slug", "").split())


def _status_notes(item: Element, meta: dict[str, str], fields: dict[str, Any]) -> Iterator[Note]:
    given = {
        {"private": PRIVATE, "future": FUTURE}.get(_text(item, "wp-status"), ""): True,
        PASSWORD: _text(item, "wp-post_password"),
        A_PAGE: _text(item, "wp-post_type") == "page",
        NO_PICTURE: "_thumbnail_id" in meta and not fields["image"],
    }
    yield from (Note("warning", message) for message, applies in given.items() if message and applies)
    if comments := item.get("wp-comment"):
        yield Note("info", COMMENTS.format(comments))


def _with_footnotes(content: str, footnotes: str) -> str:
    """The content with its footnotes, which WordPress keeps in a field beside it."""
    try:
        notes = [(str(note["id"]), str(note["content"])) for note in json.loads(footnotes or "[]")]
    except (ValueError, TypeError, KeyError, RecursionError):
        return content + f"<p>{escape(footnotes)}</p>"
    numbers = {key: number for number, (key, _text) in enumerate(notes, start=1)}
    content = _FOOTNOTE.sub(
        lambda match: f"[^{numbers[match[1]]}]" if match[1] in numbers else match[0], content
    )
    return content + "".join(f"<p>[^{numbers[key]}]: {text}</p>" for key, text in notes)
