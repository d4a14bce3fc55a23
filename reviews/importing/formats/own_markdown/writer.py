"""Write a document as Markdown: viewers render it, people edit it, `own_markdown` reads it losslessly."""

from collections.abc import Iterator
from uuid import UUID

import msgspec

from reviews.document import Document, Part, Section, Value, Verdict, normal
from reviews.importing.formats.own_markdown.front_matter import write_front
from reviews.importing.formats.own_markdown.part_fields import PARTS, has_default, marker_only_fields
from reviews.importing.formats.own_markdown.part_markers import (
    common_attributes,
    escape,
    marker,
    score_attributes,
)

NAMES = {of: name for name, (of, _) in PARTS.items()}
ADVICE_HEADING = "Should You See It?"
ADVISORIES_HEADING, OPINIONS_HEADING = "Content advisories", "Second opinions"
SIDE_HEADINGS = {"good": "The Good", "bad": "The Bad"}


def write(document: Document) -> str:
    """Markdown that parses back to exactly `normal(document)`, keys and flags included."""
    document = normal(document)
    return "\n\n".join(_Writer(document).blocks()) + "\n"


class _Writer:
    def __init__(self, document: Document):
        self.document = document
        self.keys: set[UUID] = set()

    def blocks(self) -> Iterator[str]:
        yield from self._head()
        yield from map(self._part, self.document.pictures)
        yield from self._front()
        yield from self._grouped(ADVICE_HEADING, self.document.advice)
        yield from self._grouped(ADVISORIES_HEADING, self.document.advisories)
        yield from self._points()
        if self.document.verdict != Verdict():
            yield self._block(self.document.verdict, {})
        yield from self._grouped(OPINIONS_HEADING, self.document.opinions)
        yield from map(self._part, self.document.back())

    def _head(self) -> Iterator[str]:
        headline = self.document.headline
        one_line = "\n" not in headline
        yield write_front(self.document, "" if one_line else headline)
        if headline and one_line:
            yield f"# {headline}"
        if self.document.dek:
            yield marker("dek", {}) + "\n" + escape(self.document.dek)

    def _front(self) -> Iterator[str]:
        """The sections before the outlook, with the cast notes after the first cast section."""
        sections = self.document.front()
        notes_at = _after_cast(sections)
        yield from map(self._part, sections[:notes_at])
        yield from map(self._part, self.document.cast_notes)
        yield from map(self._part, sections[notes_at:])

    def _grouped(self, heading: str, parts: tuple[Part, ...]) -> Iterator[str]:
        if parts:
            yield _group(heading)
        yield from map(self._part, parts)

    def _points(self) -> Iterator[str]:
        side = None
        for point in self.document.points:
            if point.side != side:
                yield _group(SIDE_HEADINGS[point.side])
            side = point.side
            yield self._part(point)

    def _part(self, part: Part) -> str:
        """A part below its marker. `repeated` says that a repeated key is intended, not a copying mistake."""
        attributes = common_attributes(part) | ({"repeated": "yes"} if part.key in self.keys else {})
        attributes |= score_attributes(getattr(part, "score", None))
        self.keys.add(part.key)
        return self._block(part, attributes)

    def _block(self, part: Value, attributes: dict[str, str]) -> str:
        name = NAMES[type(part)]
        _, form = PARTS[name]
        fields = {field: _plain(getattr(part, field)) for field in (*form.named, form.text)}
        form_attributes, body = form.write(fields)
        values = {field: _plain(getattr(part, field)) for field in marker_only_fields(type(part))}
        required = {field: value for field, value in values.items() if value or not has_default(part, field)}
        attributes = attributes | required | form_attributes
        return f"{marker(name, attributes)}\n{escape(body)}".rstrip("\n")


def _plain(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return " ".join(map(str, value))
    return str(msgspec.to_builtins(value))


def _after_cast(sections: tuple[Section, ...]) -> int:
    kinds = [section.kind for section in sections]
    return kinds.index("cast") + 1 if "cast" in kinds else len(kinds)


def _group(heading: str) -> str:
    return f"{marker('group', {})}\n## {heading}"
