"""Rewrite the links of an HTML page for a copy, byte for byte the same otherwise."""

import re
from collections.abc import Callable
from html import escape, unescape
from html.parser import HTMLParser

from reviewsite.pages.export.places import Copy, Place

LINKS = {"href", "src", "srcset", "action", "poster", "data-script", "data-spoiler", "content"}
# Several passages at once take a server, so nothing opens by itself in a copy (static/js/spoilers.js).
OF_SCRIPT = {"data-films", "data-spoilers-seen"}
PICTURES = {"og:image", "twitter:image"}
ATTRIBUTE = re.compile(r"""\s+([a-zA-Z][-:\w]*)\s*=\s*("[^"]*"|'[^']*')""")

Follow = Callable[[str, Place], None]


def rewrite_html(copy: Copy, html: str, page: str, follow: Follow) -> str:
    """`follow` is called with each link to this site that the page at this address has, and its place."""
    parser = _Page(copy, html, page, follow)
    parser.feed(html)
    parser.close()
    return parser.rewritten()


class _Page(HTMLParser):
    """Collects what replaces which part of the source: (start, end, text)."""

    def __init__(self, copy: Copy, html: str, page: str, follow: Follow):
        super().__init__(convert_charrefs=False)
        self.copy, self.html, self.page, self.follow = copy, html, page, follow
        self._edits: list[tuple[int, int, str]] = []
        self._left_out: tuple[str, int] | None = None  # tag and start of an element that goes as a whole
        self._lines = [0, *(match.end() for match in re.finditer("\n", html))]

    def rewritten(self) -> str:
        parts, end_of_last = [], 0
        for start, end, text in self._edits:
            parts += [self.html[end_of_last:start], text]
            end_of_last = end
        return "".join([*parts, self.html[end_of_last:]])

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def handle_starttag(self, tag, attrs):
        source, start = self.get_starttag_text(), self._offset()
        values = {name: value or "" for name, value in attrs}
        if self._left_out:
            return
        if self._needs_server(tag, values):
            self._left_out = (tag, start)
            return
        text = ATTRIBUTE.sub(lambda match: self._attribute(match, tag, values), source)
        if text != source:
            self._edits.append((start, start + len(source), text))

    handle_startendtag = handle_starttag

    def handle_endtag(self, tag):
        if self._left_out and self._left_out[0] == tag:
            end = self.html.index(">", self._offset()) + 1
            self._edits.append((self._left_out[1], end, ""))
            self._left_out = None

    def _needs_server(self, tag: str, values: dict[str, str]) -> bool:
        """Whether an element leads to search or report, where they are nowhere."""
        link = {"a": values.get("href"), "form": values.get("action")}.get(tag)
        place = self.copy.place(link, self.page) if link and self.copy.replaces_original else None
        return bool(place) and not place.is_copied and not place.is_spoiler

    def _attribute(self, match: re.Match, tag: str, values: dict[str, str]) -> str:
        name, value = match[1].lower(), unescape(match[2][1:-1])
        if name in OF_SCRIPT:
            return f' {name}=""'
        if name not in LINKS:
            return match[0]
        if name == "srcset":
            new: str | None = ", ".join(map(self._candidate, value.split(",")))
        elif name == "content":
            new = self._meta(value, values.get("property", ""))
        elif tag == "link" and values.get("rel") == "canonical":
            new = self._followed(value) and value
        else:
            new = self._link(value, name)
        if new is None:
            return ""
        return match[0] if new == value else f' {match[1]}="{escape(new)}"'

    def _followed(self, value: str) -> Place | None:
        if place := self.copy.place(value, self.page):
            self.follow(value, place)
        return place

    def _link(self, value: str, name: str) -> str | None:
        """The new value; None: without this attribute."""
        if value.startswith("#"):
            return value
        place = self.copy.place(value, self.page)
        if not place:
            return value
        is_elsewhere = place.is_spoiler and not place.is_copied
        if is_elsewhere and (name == "data-spoiler" or self.copy.replaces_original):
            return None
        self.follow(value, place)
        return self.copy.link(place)

    def _candidate(self, candidate: str) -> str:
        url, _, descriptor = candidate.strip().partition(" ")
        return f"{self._link(url, 'src')} {descriptor}".strip()

    def _meta(self, value: str, name: str) -> str:
        """A picture for link previews is the copy's own. What names the page goes on naming the original."""
        place = self._followed(value) if name in (*PICTURES, "og:url") else None
        return self.copy.absolute(place) if place and name in PICTURES else value
