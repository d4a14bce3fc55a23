"""Parse a response of the site into its surfaces: the places where people or machines read text."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree

# Attributes with URLs, and attributes whose values never come from content. All others may contain text.
URL_ATTRIBUTES = {"href", "src", "srcset", "action", "poster", "data-src"}
FIXED_ATTRIBUTES = {"class", "dir", "lang", "media", "method", "name", "property", "rel", "role", "type"}
# Elements that do not separate words: “har<b>bour</b>” is one word.
INLINE = {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "em", "i", "ins", "kbd", "mark", "q", "s"}
INLINE |= {"small", "span", "strong", "sub", "sup", "u", "var", "wbr"}
VOID = {"area", "br", "hr", "img", "input", "link", "meta", "source", "wbr"}


@dataclass(frozen=True)
class Surface:
    """A piece of text and where it is: "page", "metadata", "alternative text", "feed" …"""

    name: str
    text: str


@dataclass(frozen=True)
class ParsedResponse:
    surfaces: tuple[Surface, ...]
    links: tuple[str, ...]  # absolute, in document order


def parse_response(url: str, content_type: str, headers: str, body: bytes) -> ParsedResponse:
    """Every surface of a response. For anything but text (a picture): only its address and headers."""
    surfaces = [Surface("address", _url_text(url)), Surface("headers", unquote(headers))]
    kind = content_type.partition(";")[0].strip().lower()
    text = body.decode("utf-8", "replace") if _is_text(kind) else ""
    if kind == "text/html":
        page = _Page(url)
        page.feed(text)
        page.close()
        return ParsedResponse((*surfaces, *page.surfaces()), tuple(page.links))
    if kind.endswith("xml"):
        words, links = _xml(text)
        name = "sitemap" if "sitemap" in url else "feed"
        return ParsedResponse(
            (*surfaces, Surface(name, words)), tuple(absolute_url(url, link) for link in links)
        )
    if kind.endswith("json"):
        strings = list(_strings(_json(text)))
        links = [item for item in strings if item.startswith(("http://", "https://", "/"))]
        return ParsedResponse(
            (*surfaces, Surface("feed", " . ".join(map(_plain, strings)))),
            tuple(absolute_url(url, link) for link in links),
        )
    links = [
        line.partition(":")[2].strip() for line in text.splitlines() if line.lower().startswith("sitemap:")
    ]
    return ParsedResponse((*surfaces, Surface("text", text)), tuple(links))


def absolute_url(base: str, address: str) -> str:
    """The absolute URL of an address in a page; as written if it is not a URL."""
    try:
        return urljoin(base, address.strip())
    except ValueError:
        return address


def _is_text(kind: str) -> bool:
    return kind.startswith("text/") or kind.endswith(("xml", "json", "javascript"))


def _url_text(url: str) -> str:
    """The words in a URL: a slug or a file name can give something away too."""
    try:
        parts = urlsplit(url)
    except ValueError:  # “http://[”: not a URL, but still text
        return url
    return " ".join(unquote(f"{parts.path} {parts.query}").replace("/", " . ").replace("-", " ").split())


class _Page(HTMLParser):
    def __init__(self, url: str):
        super().__init__(convert_charrefs=True)
        self.url, self.links = url, []
        self._texts: dict[str, list[str]] = {}
        self._open_elements: list[str] = []

    def surfaces(self) -> list[Surface]:
        return [Surface(name, " ".join("".join(texts).split())) for name, texts in self._texts.items()]

    def _add(self, name: str, text: str):
        self._texts.setdefault(name, []).append(text)

    def handle_starttag(self, tag, attrs):
        values = {name: value or "" for name, value in attrs}
        self._separate(tag)
        if tag == "meta":
            self._add("metadata", f"{values.get('content', '')} . ")
        for name, value in values.items():
            if name in URL_ATTRIBUTES:
                self._add_link(value)
            elif value and name not in FIXED_ATTRIBUTES and (tag, name) != ("meta", "content"):
                self._add("alternative text" if name == "alt" else "attribute", f"{value} . ")
        if tag not in VOID:
            self._open_elements.append("json-ld" if "ld+json" in values.get("type", "") else tag)

    def _separate(self, tag: str):
        if tag not in INLINE:
            self._add("page", " ")

    def _add_link(self, value: str):
        address = absolute_url(self.url, value)
        self._add("address in the page", f"{_url_text(address)} . ")
        if address:
            self.links.append(address)

    def handle_endtag(self, tag):
        self._separate(tag)
        if tag in self._open_elements or (tag == "script" and "json-ld" in self._open_elements):
            while self._open_elements and self._open_elements.pop() not in (
                tag,
                "json-ld" if tag == "script" else tag,
            ):
                pass

    def handle_data(self, data):
        inside = self._open_elements[-1] if self._open_elements else ""
        if inside == "json-ld":
            self._add("structured data", " . ".join([*_strings(_json(data)), ""]))
        elif inside in ("script", "style"):
            self._add("script", data)
        elif inside == "title":
            self._add("title", data)
        else:
            self._add("page", data)

    def handle_comment(self, data):
        self._add("comment", f"{data} . ")

    handle_pi = handle_decl = unknown_decl = handle_comment


def _xml(text: str) -> tuple[str, list[str]]:
    """All text of a feed or sitemap, and the URLs in it."""
    builder = ElementTree.TreeBuilder(insert_comments=True, insert_pis=True)
    try:
        root = ElementTree.fromstring(text, ElementTree.XMLParser(target=builder))
    except ElementTree.ParseError:
        return text, []
    words, links = [], []
    for element in root.iter():
        values = [element.text or "", *element.attrib.values(), element.tail or ""]
        words += [_plain(value) for value in values if value.strip()]
        links += [value.strip() for value in values if value.strip().startswith(("http://", "https://"))]
    return " . ".join(words), links


def _json(text: str):
    try:
        return json.loads(text)
    except (ValueError, RecursionError):  # invalid, or nested too deeply
        return text


def _strings(value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)


def _plain(html: str) -> str:
    """The plain text of HTML inside a feed."""
    if "<" not in html and "&" not in html:
        return html
    page = _Page("")
    page.feed(html)
    page.close()
    return " ".join(surface.text for surface in page.surfaces())
