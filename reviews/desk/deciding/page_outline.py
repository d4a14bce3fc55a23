"""A page of ours as machines and assistive technology read it: what its head tells, and its outline."""

import json
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
META_NAMES = ("description", "og:", "article:", "twitter:")


@dataclass
class OutlineLine:
    """A heading, a picture, or a link in the stead of what is withheld."""

    kind: str  # h1 … h6, img, link
    text: str = ""
    anchor: str = ""  # the address on the page, of a heading
    file: str = ""  # of a picture

    @property
    def depth(self) -> int:
        return int(self.kind[1]) if self.kind in HEADINGS else 0


@dataclass
class PageOutline:
    title: str = ""
    address: str = ""  # the canonical one
    said: list[tuple[str, str]] = field(default_factory=list)  # (name, value) of what the head tells
    data: list[str] = field(default_factory=list)  # structured data, each set out in lines
    lines: list[OutlineLine] = field(default_factory=list)

    def value(self, name: str) -> str:
        return dict(self.said).get(name, "")


def outline_of(html: str) -> PageOutline:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.page


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.page = PageOutline()
        self.open: list[tuple[str, str]] = []  # (tag, id) of every element around here
        self.line: OutlineLine | None = None  # whose words are being read
        self.ends_at = 0
        self.script = False

    def handle_starttag(self, tag, attrs):
        values = {name: value or "" for name, value in attrs}
        if tag == "meta":
            self._meta(values)
        elif tag == "link" and values.get("rel") == "canonical":
            self.page.address = values["href"]
        elif tag == "script":
            self.script = values.get("type") == "application/ld+json"
        elif self._is_inside("article"):
            self._outline(tag, values)
        if tag not in VOID:
            self.open.append((tag, values.get("id", "")))

    def _meta(self, values):
        name = values.get("property") or values.get("name") or ""
        if name.startswith(META_NAMES):
            self.page.said.append((name, values.get("content", "")))

    def _outline(self, tag, values):
        if tag == "img":
            file = values.get("src", "").rpartition("/")[2]
            self.page.lines.append(OutlineLine("img", values.get("alt", ""), file=file))
        elif tag in HEADINGS or "data-spoiler" in values:
            kind = tag if tag in HEADINGS else "link"
            self.line = OutlineLine(kind, anchor=self._anchor(values) if tag in HEADINGS else "")
            self.page.lines.append(self.line)
            self.ends_at = len(self.open)

    def _anchor(self, values) -> str:
        """The nearest place that an address can name: of the section, else of the heading itself."""
        around = [place for tag, place in self.open if tag == "section" and place]
        return around[-1] if around else values.get("id", "")

    def _is_inside(self, tag) -> bool:
        return any(name == tag for name, _id in self.open)

    def handle_endtag(self, tag):
        while self.open and self._is_inside(tag):
            name, _id = self.open.pop()
            if name == tag:
                break
        if self.line and len(self.open) <= self.ends_at:
            self.line.text = " ".join(self.line.text.split())
            self.line = None
        self.script = False

    def handle_data(self, data):
        if self.open and self.open[-1][0] == "title":
            self.page.title += data
        elif self.script:
            self.page.data.append(json.dumps(json.loads(data), indent=2, ensure_ascii=False))
        elif self.line:
            self.line.text += data
