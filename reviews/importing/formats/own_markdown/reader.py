"""Read our own Markdown format (written by `writer`, edited by people) into a document."""

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from reviews.document import PART_TYPES, Document, Verdict, normal, with_markdown
from reviews.document.upgrades import FORMAT_WITH_BRACES, with_braces_as_text
from reviews.importing.formats.own_markdown.front_matter import Front, read_front
from reviews.importing.formats.own_markdown.part_fields import PARTS, marker_only_fields
from reviews.importing.formats.own_markdown.part_markers import (
    common_fields,
    parse_marker,
    score_fields,
    unescape,
)
from reviews.importing.formats.post_fields.fields import PostFields
from reviews.importing.formats.result import FormatError, Note, Reading

_FRONT = re.compile(r"\s*---[ \t]*\n(.*?\n)---[ \t]*(?:\n|\Z)", re.DOTALL)
_OURS = re.compile(r"^[\"']?foyer[\"']?[ \t]*:", re.MULTILINE)
COPIED = Note("warning", "A part carried the key of another; as a copy it was given a key of its own.")
FIELDS = {row.marker: row.field for row in PART_TYPES.values() if row.field}

Block = tuple[str, dict[str, str], str]


def is_own(text: str) -> bool:
    """Whether `text` begins with front matter that contains `foyer:`."""
    match = _FRONT.match(text)
    return bool(match and _OURS.search(match[1]))


def read_own(text: str) -> Reading:
    """Parse our own Markdown without loss; raises FormatError if it is malformed."""
    match = _FRONT.match(text)
    assert match is not None  # `is_own` was asked before
    front = read_front(match[1])
    blocks = list(_blocks(text[match.end() :]))
    headline = _headline(front, blocks[0][2])
    return _Reader().read(front, headline, blocks[1:])


def _blocks(text: str) -> Iterator[Block]:
    """(marker name, attributes, text below it); the first is the text before any marker."""
    name, attributes, lines = "", dict[str, str](), list[str]()
    for line in text.split("\n"):
        parsed = parse_marker(line)
        if parsed:
            yield name, attributes, unescape("\n".join(lines))
            (name, attributes), lines = parsed, []
        else:
            lines.append(line)
    yield name, attributes, unescape("\n".join(lines))


def _headline(front: Front, top: str) -> str:
    first, _, rest = top.strip().partition("\n")
    headline = first.removeprefix("# ")
    if rest.strip() or (first and headline == first and first != "#") or (headline and front.headline):
        raise FormatError(
            "Some text under the headline belongs to no part. "
            'Put the line <!-- foyer:section kind="opening" --> before it.'
        )
    return front.headline or headline.strip("\n")


class _Reader:
    def __init__(self) -> None:
        self.values: dict[str, list] = {name: [] for name in FIELDS.values()}
        self.single: dict[str, object] = {}
        self.keys: set[str] = set()
        self.notes: list[Note] = []

    def read(self, front: Front, headline: str, blocks: list[Block]) -> Reading:
        for block in blocks:
            self._read_block(*block)
        whole = {name: getattr(front, name) for name in Front.__struct_fields__ if name != "foyer"}
        parts = {name: tuple(values) for name, values in self.values.items()}
        document = Document(**(whole | parts | self.single | {"headline": headline}))
        if front.foyer < FORMAT_WITH_BRACES:
            document = with_markdown(document, with_braces_as_text)
        fields = PostFields(language=document.language)
        return Reading(normal(document), tuple(self.notes), fields)

    def _read_block(self, name: str, attributes: dict[str, str], body: str) -> None:
        if name == "group":
            _refuse_text_in_group(body)
        elif name == "dek":
            self._set_once("dek", body)
        elif name == "verdict":
            self._set_once("verdict", _verdict(attributes, body))
        elif name in FIELDS:
            self.values[FIELDS[name]].append(self._part(name, attributes, body))
        else:
            raise FormatError(
                f"There is no part called “{name}”; please mend the line <!-- foyer:{name} … -->."
            )

    def _set_once(self, name: str, value: object) -> None:
        if name in self.single:
            raise FormatError(f"The {name} stands twice; please keep one.")
        self.single[name] = value

    def _part(self, name: str, attributes: dict[str, str], body: str) -> object:
        of, form = PARTS[name]
        copied = attributes.get("key") in self.keys and "repeated" not in attributes
        self.keys |= {attributes["key"]} if "key" in attributes else set()
        attributes = {key: value for key, value in attributes.items() if key != "repeated"}
        values: dict[str, object] = {**common_fields(attributes), **score_fields(attributes)}
        if copied:
            del values["key"]
            self.notes.append(COPIED)
        values |= form.read(attributes, body)
        values |= {field: attributes.pop(field) for field in marker_only_fields(of) if field in attributes}
        return _convert(name, of, values | attributes)


def _verdict(attributes: dict[str, str], body: str) -> Verdict:
    _, form = PARTS["verdict"]
    values: dict[str, Any] = form.read(attributes, body) | attributes
    return _convert("verdict", Verdict, values)


def _convert(name: str, of: type, values: dict[str, Any]) -> Any:
    if "credits" in values:
        values["credits"] = str(values["credits"]).split()
    if "cameo" in values:
        values["cameo"] = values["cameo"] == "yes"
    try:
        return msgspec.convert(values, of)
    except msgspec.ValidationError as error:
        raise FormatError(f"The part <!-- foyer:{name} … --> cannot be read: {error}.") from error


def _refuse_text_in_group(body: str) -> None:
    if not re.fullmatch(r"(#.*)?", body.strip()):
        raise FormatError(
            "Some text stands under a heading of points or advice without a line of its own. "
            'Put <!-- foyer:point side="good" --> (or side="bad"), or <!-- foyer:advice -->, before it.'
        )
