"""YAML front matter of our own Markdown: the fields of the document as a whole.

Scalars are quoted when written and read as plain strings. Aliases, anchors and
tags are refused, so that nothing can expand ("billion laughs") or become
another type.
"""

import re
from collections.abc import Iterator

import msgspec
import yaml

from reviews.document import (
    FORMAT,
    AspectScore,
    Byline,
    Document,
    Embedded,
    FirstPublished,
    Ref,
    Score,
    Seen,
    Value,
)
from reviews.importing.formats.result import FormatError

MAX_LENGTH = 262_144  # characters
MAX_DEPTH = 6
_UNPRINTABLE = re.compile(
    r"[^\x20-\x7e\xa1-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010fffd]"
)


class Front(Value, frozen=True, kw_only=True):
    """The allowed fields of the front matter."""

    foyer: int
    headline: str = ""
    film: Ref | None = None
    language: str = "en"
    bylines: tuple[Byline, ...] = ()
    seen: Seen = Seen()
    first_published: FirstPublished = FirstPublished()
    embedded: tuple[Embedded, ...] = ()
    named_films: tuple[Ref, ...] = ()
    score: Score | None = None
    aspects: tuple[AspectScore, ...] = ()


def write_front(document: Document, headline: str) -> str:
    """The lines from `---` to `---`. `headline`: if it cannot be written as a Markdown heading, else ""."""
    fields = [name for name in Front.__struct_fields__ if name not in ("foyer", "headline")]
    values = {"foyer": FORMAT, "headline": headline} | {name: getattr(document, name) for name in fields}
    plain = msgspec.to_builtins(values)
    for table in ("seen", "first_published"):
        plain[table] = {name: value for name, value in plain[table].items() if value}
    non_empty = {name: value for name, value in plain.items() if value or name == "language"}
    return "\n".join(["---", *_lines(non_empty), "---"])


def _lines(values: dict, indent: str = "") -> Iterator[str]:
    for name, value in values.items():
        if isinstance(value, dict):
            yield f"{indent}{name}:"
            yield from _lines(value, indent + "  ")
        elif isinstance(value, list | tuple):
            yield f"{indent}{name}:"
            yield from _items(value, indent)
        elif value is not None:
            yield f"{indent}{name}: {_quoted(str(value))}"


def _items(values: list | tuple, indent: str) -> Iterator[str]:
    for value in values:
        first, *others = _lines(value, indent + "  ")
        yield f"{indent}- {first.lstrip()}"
        yield from others


def _quoted(text: str) -> str:
    text = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return '"' + _UNPRINTABLE.sub(lambda match: f"\\U{ord(match[0]):08x}", text) + '"'


def read_front(text: str) -> Front:
    """Parse front matter; raises FormatError for anything unexpected."""
    if len(text) > MAX_LENGTH:
        raise FormatError(f"The lines between --- are too long: at most {MAX_LENGTH:,} letters.")
    try:
        front = msgspec.convert(plain_yaml(text), Front, strict=False)
    except yaml.YAMLError as error:
        raise FormatError(
            "The lines between --- are not in order; please compare them with an export."
        ) from error
    except msgspec.ValidationError as error:
        raise FormatError(f"The lines between --- cannot be read: {error}.") from error
    if not 1 <= front.foyer <= FORMAT:  # fields added by later formats are optional
        raise FormatError(f"This export is of format {front.foyer}; formats 1 to {FORMAT} are read here.")
    return front


def plain_yaml(text: str) -> object:
    """Parse YAML into strings, lists and dicts only."""
    events = yaml.parse(text, Loader=yaml.SafeLoader)
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            return _value(next(events), events, 0)
    raise FormatError("The lines between --- are empty.")


def _value(event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> object:
    if getattr(event, "anchor", None) or getattr(event, "tag", None) or isinstance(event, yaml.AliasEvent):
        raise FormatError("The lines between --- hold an anchor, an alias or a tag; please remove it.")
    if depth > MAX_DEPTH:
        raise FormatError("The lines between --- are nested too deeply.")
    if isinstance(event, yaml.ScalarEvent):
        return event.value
    if isinstance(event, yaml.SequenceStartEvent):
        return [_value(item, events, depth + 1) for item in _until(yaml.SequenceEndEvent, events)]
    return _mapping(events, depth)


def _mapping(events: Iterator[yaml.Event], depth: int) -> dict:
    values: dict = {}
    for event in _until(yaml.MappingEndEvent, events):
        name = _value(event, events, depth + 1)
        if not isinstance(name, str) or name in values:
            raise FormatError("The lines between --- name something twice, or by no plain name.")
        values[name] = _value(next(events), events, depth + 1)
    return values


def _until(end: type[yaml.Event], events: Iterator[yaml.Event]) -> Iterator[yaml.Event]:
    for event in events:
        if isinstance(event, end):
            return
        yield event
