"""Read a feed saved as a file, RSS or Atom: entry by entry, as far as the feed holds the posts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import Any, BinaryIO
from urllib.parse import urljoin
from xml.etree.ElementTree import Element, tostring

from reviews.importing.archives.exports.heads import head_text
from reviews.importing.archives.exports.post_body import Body, markdown_of
from reviews.importing.archives.exports.post_text import excerpt, language_of, line, plain, post_text
from reviews.importing.archives.exports.xml_elements import elements
from reviews.importing.archives.post import Post, Unread
from reviews.importing.formats import FormatError, Note
from reviews.importing.formats.spoilers import is_marked
from shield.words import plain_words

BEGINNING = 6  # words
NO_ENTRIES = "This feed holds no entries."
TOO_LONG = "The entry is longer than any review may be."
EXCERPT = "The feed gives a summary alone, perhaps not the whole post. Compare it with the post."
MAY_SPOIL = "The summary in the feed is not used, since it may tell what the text hides."
FILES = "Files beside the post, such as sound or film, were left out: {}."
SEEN = "The feed says when the film was seen: {}."
_HEAD = re.compile(
    r"(?:<\?[^>]*>\s*|<!--(?:(?!-->).)*-->\s*|<!DOCTYPE[^>]*>\s*)*<(?:\w+:)?(?:rss|rdf|feed)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_BLOGGER_KIND = "http://schemas.google.com/g/2005#kind"
_IN_CHANNEL = ("item", "entry", "language", "link")
_TEXTS = ("content", "content-encoded", "description", "summary")
_XML_BASE, _XML_LANG = "xml-base", "xml-lang"


@dataclass(frozen=True)
class _Source:
    """What the whole feed says: its address and its language."""

    address: str = ""
    language: str = ""


def is_feed(name: str, head: bytes) -> bool:
    """Whether a file is a feed, by its first bytes."""
    return bool(_HEAD.match(head_text(head)))


def posts_of_feed(file: BinaryIO, name: str) -> Iterator[Post | Unread]:
    """The entries of a feed. Raises FormatError, before the first of them."""
    source, count = _source(file)
    if not count:
        raise FormatError(NO_ENTRIES)
    file.seek(0)
    for entry in elements(file, ("item", "entry")):
        if _is_post(entry):
            yield _read(entry, source)


def _source(file: BinaryIO) -> tuple[_Source, int]:
    """(what the feed says of itself, the number of posts), from a first reading, which finds what is broken.

    Raises FormatError.
    """
    address = language = ""
    count = 0
    for element in elements(file, _IN_CHANNEL, counted=_TEXTS):
        if element.tag in ("item", "entry"):
            count += _is_post(element)
        elif element.tag == "language":
            language = (element.text or "").strip()
        elif not address and element.get("rel", "alternate") == "alternate":
            address = (element.get("href") or element.text or "").strip()
    return _Source(address, language), count


def _is_post(entry: Element) -> bool:
    """Whether an entry is a post; a backup of Blogger also holds comments, pages and settings as entries."""
    kinds = {tag.get("term", "") for tag in entry.iterfind("category") if tag.get("scheme") == _BLOGGER_KIND}
    kinds.add(_text(entry, "blogger-type").lower() or "post")
    return all(kind.endswith("post") for kind in kinds)


def _text(entry: Element, *tags: str) -> str:
    return next(filter(None, ((entry.findtext(tag) or "").strip() for tag in tags)), "")


def _read(entry: Element, source: _Source) -> Post | Unread:
    title = _title(entry)
    name = title or line(_link(entry)) or line(_text(entry, "guid", "id")) or "An entry without a title"
    if entry.get("too-long"):
        return Unread(name, TOO_LONG)
    try:
        return _post(entry, name, title, source)
    except FormatError as error:
        return Unread(name, str(error))


def _post(entry: Element, name: str, title: str, source: _Source) -> Post:
    content, summary = _html(entry, "content-encoded", "content"), _html(entry, "description", "summary")
    html = content or summary
    bases = filter(None, (element.get(_XML_BASE) for element in entry.iter()))
    base = urljoin(source.address, next(bases, "") or _link(entry))
    text, notes = markdown_of(Body(html, is_typed="<" not in html, base=base))
    may_spoil = bool(content and summary) and is_marked(text)
    is_used = content and not (may_spoil or _begins(summary, text))
    dek, hiding = excerpt(summary if is_used else "")
    fields = _fields(entry, title, source) | {"lang": _language(entry, text, source), "excerpt": dek}
    given = {EXCERPT: summary and not content, MAY_SPOIL: may_spoil}
    own = [Note("warning", message) for message, applies in given.items() if applies]
    return Post(name, post_text(fields, text), (*own, *_notes(entry), *notes, *hiding))


def _notes(entry: Element) -> Iterator[Note]:
    files = [tag for tag in entry.iterfind("enclosure") if not tag.get("type", "").startswith("image/")]
    if files:
        yield Note("warning", FILES.format(len(files)))
    if seen := _text(entry, "letterboxd-watchedDate"):
        yield Note("info", SEEN.format(line(seen)))


def _begins(summary: str, text: str) -> bool:
    """Whether a summary is the beginning of the text, as programs make them."""
    return plain_words(plain(summary))[:BEGINNING] == plain_words(text)[:BEGINNING]


def _language(entry: Element, text: str, source: _Source) -> str:
    return entry.get(_XML_LANG) or language_of(text, source.language)


def _title(entry: Element) -> str:
    title = entry.find("title")
    return "" if title is None else plain(_inner(title))


def _html(entry: Element, *tags: str) -> str:
    """The first of these elements that says something, as HTML."""
    found = (element for tag in tags for element in entry.iterfind(tag))
    return next(filter(str.strip, map(_inner, found)), "")


def _inner(element: Element) -> str:
    """What an element holds as HTML: text of Atom is escaped, elements of XHTML are written out."""
    if len(element):
        whole = tostring(element, encoding="unicode", method="html")
        return whole[whole.index(">") + 1 : whole.rindex("</")]
    text = element.text or ""
    is_plain = element.tag in ("content", "summary") and element.get("type", "text") in ("text", "text/plain")
    return text.replace("&", "&amp;").replace("<", "&lt;") if is_plain else text


def _fields(entry: Element, title: str, source: _Source) -> dict[str, Any]:
    rating = _text(entry, "letterboxd-memberRating")
    return {
        "title": title,
        "date": _moment(_text(entry, "pubDate", "published", "issued", "dc-date", "updated", "date")),
        "author": _authors(entry),
        "tags": [
            plain(tag.text or tag.get("label") or tag.get("term") or "")
            for tag in entry.iterfind("category")
            if tag.get("scheme") != _BLOGGER_KIND
        ],
        "image": _picture(entry),
        "film": _text(entry, "letterboxd-filmTitle"),
        "year": _text(entry, "letterboxd-filmYear"),
        "rating": f"{rating.removesuffix('.0')}/5" if rating else "",
        "draft": _text(entry, "blogger-status") == "DRAFT" or _text(entry, "app-control/app-draft") == "yes",
        "permalink": urljoin(source.address, _link(entry)) if _link(entry) else "",
        "aliases": list(_other_addresses(entry)),
    }


def _authors(entry: Element) -> list[str]:
    """Names, without the mail addresses that RSS wants beside them: “mona@x.example (Mona Hale)”."""
    names = [tag.text or "" for tag in entry.iterfind("dc-creator")]
    names = names or [_text(author, "name") or author.text or "" for author in entry.iterfind("author")]
    in_brackets = (re.sub(r"^\S+@\S+\s*\((.+)\)$", r"\1", name.strip()) for name in names)
    return [name for name in map(plain, in_brackets) if "@" not in name]


def _link(entry: Element) -> str:
    for link in entry.iterfind("link"):
        if link.get("rel", "alternate") == "alternate":
            return (link.get("href") or link.text or "").strip()
    return _text(entry, "blogger-filename")


def _other_addresses(entry: Element) -> Iterator[str]:
    yield _text(entry, "feedburner-origLink")
    guid = entry.find("guid")
    is_address = guid is None or guid.get("isPermaLink") != "false"
    if is_address and _text(entry, "guid", "id").startswith(("https://", "http://")):
        yield _text(entry, "guid", "id")


def _picture(entry: Element) -> str:
    for tag in ("media-content", "media-thumbnail", "media-group/media-content", "enclosure"):
        for element in entry.iterfind(tag):
            kind = element.get("type") or element.get("medium") or "image"
            if kind.startswith("image"):
                return (element.get("url") or "").strip()
    return ""


def _moment(text: str) -> str:
    """A date of RSS (RFC 822) as ISO 8601; any other as it is."""
    try:
        at = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return text
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).isoformat()
