"""Serialise a feed as Atom, RSS or JSON Feed: plain values in, bytes out."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from xml.etree import ElementTree

from reviews.public.page_values import LinkView

ATOM = "http://www.w3.org/2005/Atom"
DC = "http://purl.org/dc/elements/1.1/"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
HOUSE = "Foyer"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)  # Atom requires `updated` for an empty feed too: a constant one
# Characters that XML 1.0 forbids even when escaped.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

for prefix, namespace in (("atom", ATOM), ("dc", DC), ("content", CONTENT)):
    ElementTree.register_namespace(prefix, namespace)


@dataclass(frozen=True)
class FeedItem:
    """A review in a feed: safe text, absolute URLs."""

    id: str
    url: str
    title: str
    film: str
    critics: tuple[LinkView, ...]
    score: str  # in words; empty without one
    summary: str  # plain text
    html: str
    published: datetime  # first, here or elsewhere
    listed_since: datetime  # when the feed gained it
    updated: datetime
    language: str
    image: str


@dataclass(frozen=True)
class Feed:
    id: str
    title: str
    description: str
    url: str  # of the page whose feed this is
    feed_url: str
    home: str
    language: str
    items: tuple[FeedItem, ...]
    taken_down_at: datetime | None = None  # the last time that a review left the feed

    @property
    def changed_at(self) -> datetime | None:
        """When it last gained, changed or lost an entry: a take-down does not set it back."""
        times = [max(item.updated, item.listed_since) for item in self.items]
        return max([*times, self.taken_down_at] if self.taken_down_at else times, default=None)

    @property
    def updated(self) -> datetime:
        return self.changed_at or EPOCH


def atom(feed: Feed) -> bytes:
    root = ElementTree.Element("feed", {"xmlns": ATOM, LANG: feed.language})
    add = _adder(root)
    add("title", feed.title)
    add("subtitle", feed.description)
    add("id", feed.id)
    add("updated", _iso(feed.updated))
    add("link", href=feed.url, rel="alternate", type="text/html")
    add("link", href=feed.feed_url, rel="self", type="application/atom+xml")
    _person(root, LinkView(HOUSE, feed.home))
    for item in feed.items:
        _entry(ElementTree.SubElement(root, "entry", {LANG: item.language}), item)
    return _xml(root)


def _entry(entry: ElementTree.Element, item: FeedItem) -> None:
    add = _adder(entry)
    add("title", item.title)
    add("id", item.id)
    add("published", _iso(item.published))
    add("updated", _iso(item.updated))
    add("link", href=item.url, rel="alternate", type="text/html")
    for critic in item.critics:
        _person(entry, critic)
    add("category", term=item.film)
    if item.summary:
        add("summary", item.summary)
    add("content", item.html, type="html")


def _person(parent: ElementTree.Element, person: LinkView) -> None:
    add = _adder(ElementTree.SubElement(parent, "author"))
    add("name", person.name)
    if person.url:
        add("uri", person.url)


def rss(feed: Feed) -> bytes:
    root = ElementTree.Element("rss", {"version": "2.0"})
    channel = ElementTree.SubElement(root, "channel")
    add = _adder(channel)
    add("title", feed.title)
    add("link", feed.url)
    add("description", feed.description)
    add("language", feed.language)
    add("lastBuildDate", format_datetime(feed.updated))
    add(f"{{{ATOM}}}link", href=feed.feed_url, rel="self", type="application/rss+xml")
    for item in feed.items:
        _item(ElementTree.SubElement(channel, "item"), item)
    return _xml(root)


def _item(element: ElementTree.Element, item: FeedItem) -> None:
    """The summary is escaped twice, because feed readers treat an RSS description as HTML."""
    add = _adder(element)
    add("title", item.title)
    add("link", item.url)
    add("guid", item.id, isPermaLink="false")
    add("pubDate", format_datetime(item.published))
    for critic in item.critics:
        add(f"{{{DC}}}creator", critic.name)
    add(f"{{{DC}}}language", item.language)
    add("category", item.film)
    if item.summary:
        add("description", ElementTree.tostring(_text("p", item.summary), encoding="unicode"))
    add(f"{{{CONTENT}}}encoded", item.html)
    add(f"{{{ATOM}}}updated", _iso(item.updated))


def json_feed(feed: Feed) -> bytes:
    content = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.description,
        "home_page_url": feed.url,
        "feed_url": feed.feed_url,
        "language": feed.language,
        "authors": [{"name": HOUSE, "url": feed.home}],
        "items": [_json_item(item) for item in feed.items],
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def _json_item(item: FeedItem) -> dict:
    values = {
        "id": item.id,
        "url": item.url,
        "title": item.title,
        "summary": item.summary,
        "content_html": item.html,
        "image": item.image,
        "date_published": _iso(item.published),
        "date_modified": _iso(item.updated),
        "authors": [_without_empty({"name": one.name, "url": one.url}) for one in item.critics],
        "tags": [item.film],
        "language": item.language,
        "_review": _without_empty({"film": item.film, "score": item.score}),
    }
    return _without_empty(values)


def _without_empty(values: dict) -> dict:
    return {name: value for name, value in values.items() if value}


def _adder(parent: ElementTree.Element) -> Callable[..., None]:
    """A function that appends child elements to `parent`, replacing forbidden characters in their text."""

    def add(name: str, text: str = "", **attributes: str) -> None:
        parent.append(_text(name, text, **attributes))

    return add


def _text(name: str, text: str, **attributes: str) -> ElementTree.Element:
    element = ElementTree.Element(name, {key: _clean(value) for key, value in attributes.items()})
    element.text = _clean(text) or None
    return element


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)


def _xml(root: ElementTree.Element) -> bytes:
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")


FORMATS: dict[str, tuple[str, Callable[[Feed], bytes]]] = {
    "atom": ("application/atom+xml; charset=utf-8", atom),
    "rss": ("application/rss+xml; charset=utf-8", rss),
    "json": ("application/feed+json; charset=utf-8", json_feed),
}
