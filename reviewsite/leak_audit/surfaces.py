"""An answer of the site, taken apart into the surfaces on which a reader or a machine meets text."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree

# Attributes that hold addresses, and those that hold names of ours alone. All others may hold words.
ADDRESSED = {"href", "src", "srcset", "action", "poster", "data-src"}
OURS = {"class", "dir", "lang", "media", "method", "name", "property", "rel", "role", "type"}
# Elements that part no word in two: “har<b>bour</b>” is read as one.
INLINE = {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "em", "i", "ins", "kbd", "mark", "q", "s"}
INLINE |= {"small", "span", "strong", "sub", "sup", "u", "var", "wbr"}
VOID = {"area", "br", "hr", "img", "input", "link", "meta", "source", "wbr"}


@dataclass(frozen=True)
class Surface:
    """A piece of text and where it was met: "page", "metadata", "alternative text", "feed" …"""

    name: str
    text: str


@dataclass(frozen=True)
class ParsedResponse:
    surfaces: tuple[Surface, ...]
    links: tuple[str, ...]  # absolute, in the order met


def parse_response(url: str, content_type: str, headers: str, body: bytes) -> ParsedResponse:
    """Every surface of one answer. What is no text (a picture) has its address and headers alone."""
    surfaces = [Surface("address", _words_of(url)), Surface("headers", unquote(headers))]
    kind = content_type.partition(";")[0].strip().lower()
    text = body.decode("utf-8", "replace") if _is_text(kind) else ""
    if kind == "text/html":
        page = _Page(url)
        page.feed(text)
        page.close()
        return ParsedResponse((*surfaces, *page.surfaces()), tuple(page.links))
    if kind.endswith("xml"):
        found, links = _xml(text)
        name = "sitemap" if "sitemap" in url else "feed"
        return ParsedResponse((*surfaces, Surface(name, found)), tuple(joined(url, link) for link in links))
    if kind.endswith("json"):
        strings = list(_strings(_json(text)))
        links = [item for item in strings if item.startswith(("http://", "https://", "/"))]
        return ParsedResponse(
            (*surfaces, Surface("feed", " . ".join(map(_plain, strings)))),
            tuple(joined(url, link) for link in links),
        )
    links = [
        line.partition(":")[2].strip() for line in text.splitlines() if line.lower().startswith("sitemap:")
    ]
    return ParsedResponse((*surfaces, Surface("text", text)), tuple(links))


def joined(base: str, address: str) -> str:
    """A whole address; as it is written where it is none."""
    try:
        return urljoin(base, address.strip())
    except ValueError:
        return address


def _is_text(kind: str) -> bool:
    return kind.startswith("text/") or kind.endswith(("xml", "json", "javascript"))


def _words_of(url: str) -> str:
    """The words of an address: a slug or the name of a file can say something too."""
    try:
        parts = urlsplit(url)
    except ValueError:  # “http://[”: no address, but words
        return url
    return " ".join(unquote(f"{parts.path} {parts.query}").replace("/", " . ").replace("-", " ").split())


class _Page(HTMLParser):
    def __init__(self, url: str):
        super().__init__(convert_charrefs=True)
        self.url, self.links = url, []
        self._found: dict[str, list[str]] = {}
        self._open: list[str] = []

    def surfaces(self) -> list[Surface]:
        return [Surface(name, " ".join("".join(texts).split())) for name, texts in self._found.items()]

    def _add(self, name: str, text: str):
        self._found.setdefault(name, []).append(text)

    def handle_starttag(self, tag, attributes):
        values = {name: value or "" for name, value in attributes}
        self._part(tag)
        if tag == "meta":
            self._add("metadata", f"{values.get('content', '')} . ")
        for name, value in values.items():
            if name in ADDRESSED:
                self._address(value)
            elif value and name not in OURS and (tag, name) != ("meta", "content"):
                self._add("alternative text" if name == "alt" else "attribute", f"{value} . ")
        if tag not in VOID:
            self._open.append("json-ld" if "ld+json" in values.get("type", "") else tag)

    def _part(self, tag: str):
        if tag not in INLINE:
            self._add("page", " ")

    def _address(self, value: str):
        address = joined(self.url, value)
        self._add("address in the page", f"{_words_of(address)} . ")
        if address:
            self.links.append(address)

    def handle_endtag(self, tag):
        self._part(tag)
        if tag in self._open or (tag == "script" and "json-ld" in self._open):
            while self._open and self._open.pop() not in (tag, "json-ld" if tag == "script" else tag):
                pass

    def handle_data(self, data):
        inside = self._open[-1] if self._open else ""
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
    """All words of a feed or sitemap, and the addresses in it."""
    everything = ElementTree.TreeBuilder(insert_comments=True, insert_pis=True)
    try:
        root = ElementTree.fromstring(text, ElementTree.XMLParser(target=everything))
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
    except (ValueError, RecursionError):  # no JSON, or nested deeper than anything of ours
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
    """The words of HTML that stands inside a feed."""
    if "<" not in html and "&" not in html:
        return html
    page = _Page("")
    page.feed(html)
    page.close()
    return " ".join(surface.text for surface in page.surfaces())
