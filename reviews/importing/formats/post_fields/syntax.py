"""Parse front matter of other programs into plain strings, lists and dicts: YAML, TOML or JSON.

Nothing expands and nothing becomes another type: YAML is read from its events, entry by entry, so that
a malformed one, or one with an anchor, an alias or a tag, costs itself alone.
"""

import json
import re
import textwrap
import tomllib
from dataclasses import dataclass
from typing import Any

import yaml

from reviews.importing.formats.own_markdown.front_matter import plain_yaml
from reviews.importing.formats.post_fields.spellings import normal_name
from reviews.importing.formats.result import FormatError

MAX_LENGTH = 65_536  # characters
MAX_DEPTH = 6
# Tables of fields, in Hugo, Zola and themes of Jekyll.
_NESTED = ("params", "extra", "taxonomies", "header", "review")
_YAML = re.compile(r"---[ \t]*\n(.*?\n)??(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TOML = re.compile(r"\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_ENTRY = re.compile(r"([\"']?)(?P<name>[^\W\d_][\w .'’/-]{0,60}?)\1[ \t]*:(?=[ \t]|\Z)[ \t]*(?P<value>.*)")
_CLOSING = {"[": "]", "{": "}", '"': '"', "'": "'"}
_YAML_SIGNS = "&*!{[|>%@`"  # at the beginning of a value: an anchor, an alias, a tag, a structure
_TOML_NAME = re.compile(r"[ \t]*[\"']?([\w-]+)[\"']?[ \t]*=")


@dataclass(frozen=True)
class RawFields:
    """Values by normal name. `repeated`, `unread`: names that stood twice, or could not be read."""

    values: dict[str, Any]
    repeated: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


class _Builder:
    def __init__(self) -> None:
        self.values: dict[str, Any] = {}
        self.repeated: list[str] = []
        self.unread: list[str] = []

    def add(self, name: str, value: object) -> None:
        """Add a field; the first of a name wins. A table of fields counts as its fields."""
        name = normal_name(name)
        if name in _NESTED and isinstance(value, dict):
            for inner, inner_value in value.items():
                is_picture = (name, inner) == ("header", "teaser")
                self.values.setdefault("image" if is_picture else normal_name(str(inner)), inner_value)
        elif name in self.values:
            self.repeated.append(name)
        else:
            self.values[name] = value

    def result(self) -> RawFields:
        return RawFields(self.values, tuple(self.repeated), tuple(self.unread))


def split_front_matter(text: str) -> tuple[RawFields, str] | None:
    """(fields, text after them); None for a text that does not begin like front matter."""
    if text.startswith("{"):
        return _split_json(text)
    for pattern, parse in ((_YAML, _parse_yaml), (_TOML, _parse_toml)):
        match = pattern.match(text[:MAX_LENGTH])
        if match:
            raw = parse(match[1] or "")
            return (raw, text[match.end() :]) if raw else None
    return None


def _split_json(text: str) -> tuple[RawFields, str] | None:
    builder = _Builder()

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        return dict(reversed(items)) | {"": [name for name, _value in items]}

    decoder = json.JSONDecoder(
        object_pairs_hook=pairs, parse_int=str, parse_float=str, parse_constant=str, strict=False
    )
    try:
        values, end = decoder.raw_decode(text[:MAX_LENGTH])
    except (ValueError, RecursionError):
        return None
    for name in values.get("", ()):
        builder.add(name, _plain(values[name]))
    return builder.result(), text[end:]


def _plain(value: object, depth: int = 0) -> Any:
    """Values of JSON and TOML as strings, lists and dicts; what is nested too deeply as nothing."""
    if depth > MAX_DEPTH or value is None:
        return ""
    if isinstance(value, dict):
        return {str(name): _plain(item, depth + 1) for name, item in value.items() if name}
    if isinstance(value, list):
        return [_plain(item, depth + 1) for item in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


def _parse_toml(block: str) -> RawFields | None:
    builder = _Builder()
    try:
        values = tomllib.loads(_without_repeated(block, builder))
    except (ValueError, RecursionError):
        return _parse_toml_by_line(block)
    for name, value in values.items():
        builder.add(name, _plain(value))
    return builder.result()


def _parse_toml_by_line(block: str) -> RawFields:
    """The fields of malformed TOML that stand on a line each; the others are unread."""
    builder = _Builder()
    for named in filter(None, map(_TOML_NAME.match, block.split("\n"))):
        try:
            builder.add(named[1], _plain(tomllib.loads(named.string)[named[1]]))
        except (ValueError, RecursionError, KeyError):
            builder.unread.append(normal_name(named[1]))
    return builder.result()


def _without_repeated(block: str, builder: _Builder) -> str:
    """A block of TOML without lines that name a key of their table for the second time."""
    lines, names = [], set[str]()
    for line in block.split("\n"):
        named = _TOML_NAME.match(line)
        if line.lstrip().startswith("["):
            names.clear()
        if named and named[1] in names:
            builder.repeated.append(normal_name(named[1]))
            continue
        names |= {named[1]} if named else set()
        lines.append(line)
    return "\n".join(lines)


def _parse_yaml(block: str) -> RawFields | None:
    entries = _entries(textwrap.dedent(block))
    if not entries:
        return None
    builder = _Builder()
    for name, value, source in entries:
        _add_yaml(builder, name, value, source)
    return builder.result()


def _entries(block: str) -> list[tuple[str, str, str]]:
    """(name, value on its line, source) of each entry; [] if a line belongs to none: this is prose."""
    entries: list[tuple[str, str, str]] = []
    for line in block.rstrip("\n").split("\n"):
        entry = _ENTRY.fullmatch(line.rstrip())
        if entry:
            entries.append((entry["name"], entry["value"], line))
        elif entries and _goes_on(line, *entries[-1][1:]):
            name, value, source = entries[-1]
            entries[-1] = (name, value, f"{source}\n{line}")
        elif line.strip() and not line.startswith("#"):
            return []
    return entries


def _goes_on(line: str, value: str, source: str) -> bool:
    """Whether a line continues an entry: indented or blank, an item of its list, or inside its brackets."""
    closing = _CLOSING.get(value[:1])
    is_open = closing is not None and not source.rstrip().endswith(closing)
    return is_open or not line.strip() or line[0] in " \t" or (line.startswith("- ") and not value)


def _add_yaml(builder: _Builder, name: str, value: str, source: str) -> None:
    try:
        builder.add(name, _value_of(source))
    except (yaml.YAMLError, FormatError):
        if "\n" in source.rstrip() or not value or value[0] in _YAML_SIGNS:
            builder.unread.append(normal_name(name))
        else:
            builder.add(name, value.strip("\"'"))  # as people write it: “title: Alien: Romulus”


def _value_of(source: str) -> object:
    parsed = plain_yaml(source)
    if not isinstance(parsed, dict) or len(parsed) != 1:
        raise FormatError("An entry of front matter is no name with a value.")
    return next(iter(parsed.values()))
