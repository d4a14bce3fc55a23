"""A page as machines and screen readers see it: meta tags, structured data, and an outline."""

import json
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
META_NAMES = ("description", "og:", "article:", "twitter:")


@dataclass
class OutlineLine:
    """A heading, a picture, or a placeholder link of a withheld passage."""

    kind: str  # h1 … h6, img, link
    text: str = ""
    anchor: str = ""  # of a heading
    file: str = ""  # of a picture

    @property
    def depth(self) -> int:
        return int(self.kind[1]) if self.kind in HEADINGS else 0


@dataclass
class PageOutline:
    title: str = ""
    address: str = ""  # the canonical URL
    meta: list[tuple[str, str]] = field(default_factory=list)  # (name, content)
    data: list[str] = field(default_factory=list)  # structured data, as indented JSON
    lines: list[OutlineLine] = field(default_factory=list)

    def value(self, name: str) -> str:
        return dict(self.meta).get(name, "")


def outline_of(html: str) -> PageOutline:
    parser = _OutlineParser()
    parser.feed(html)
    parser.close()
    return parser.page


class _OutlineParser(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.page = PageOutline()
        self.open_elements: list[tuple[str, str]] = []  # (tag, id) from the root to here
        self.line: OutlineLine | None = None  # whose text is being read
        self.ends_at = 0
        self.is_json_ld = False

    def handle_starttag(self, tag, attrs):
        values = {name: value or "" for name, value in attrs}
        if tag == "meta":
            self._meta(values)
        elif tag == "link" and values.get("rel") == "canonical":
            self.page.address = values["href"]
        elif tag == "script":
            self.is_json_ld = values.get("type") == "application/ld+json"
        elif self._is_inside("article"):
            self._outline(tag, values)
        if tag not in VOID:
            self.open_elements.append((tag, values.get("id", "")))

    def _meta(self, values):
        name = values.get("property") or values.get("name") or ""
        if name.startswith(META_NAMES):
            self.page.meta.append((name, values.get("content", "")))

    def _outline(self, tag, values):
        if tag == "img":
            file = values.get("src", "").rpartition("/")[2]
            self.page.lines.append(OutlineLine("img", values.get("alt", ""), file=file))
        elif tag in HEADINGS or "data-spoiler" in values:
            kind = tag if tag in HEADINGS else "link"
            self.line = OutlineLine(kind, anchor=self._anchor(values) if tag in HEADINGS else "")
            self.page.lines.append(self.line)
            self.ends_at = len(self.open_elements)

    def _anchor(self, values) -> str:
        """The id of the enclosing section, else of the heading itself."""
        sections = [id_ for tag, id_ in self.open_elements if tag == "section" and id_]
        return sections[-1] if sections else values.get("id", "")

    def _is_inside(self, tag) -> bool:
        return any(name == tag for name, _id in self.open_elements)

    def handle_endtag(self, tag):
        while self.open_elements and self._is_inside(tag):
            name, _id = self.open_elements.pop()
            if name == tag:
                break
        if self.line and len(self.open_elements) <= self.ends_at:
            self.line.text = " ".join(self.line.text.split())
            self.line = None
        self.is_json_ld = False

    def handle_data(self, data):
        if self.open_elements and self.open_elements[-1][0] == "title":
            self.page.title += data
        elif self.is_json_ld:
            self.page.data.append(json.dumps(json.loads(data), indent=2, ensure_ascii=False))
        elif self.line:
            self.line.text += data
