"""Markers: the comment lines before each part in our own Markdown.

    <!-- foyer:section key="…" kind="plot" level="major" scope="KEY=Name; KEY=Name" -->

A line of text that looks like one is escaped with a backslash.
"""

import html
import re

import msgspec

from reviews.document import Part, Ref, Score
from reviews.importing.formats.result import FormatError

_MARKER = re.compile(r"[ \t]*<!--[ \t]*foyer:(\w+)((?:[ \t]+\w+=\"[^\"]*\")*)[ \t]*-->[ \t]*")
_ATTRIBUTE = re.compile(r"(\w+)=\"([^\"]*)\"")
_LOOKS_LIKE_ONE = re.compile(r"^([ \t]*\\*)(?=<!--[ \t]*foyer:)", re.MULTILINE)
_ESCAPED = re.compile(r"^([ \t]*\\*)\\(?=<!--[ \t]*foyer:)", re.MULTILINE)


def marker(name: str, attributes: dict[str, str]) -> str:
    """The marker line of a part; attribute values may be any text."""
    pairs = "".join(f' {key}="{_quoted(value)}"' for key, value in attributes.items())
    return f"<!-- foyer:{name}{pairs} -->"


def _quoted(value: str) -> str:
    return html.escape(value).replace("\n", "&#10;").replace("--", "-&#45;")


def parse_marker(line: str) -> tuple[str, dict[str, str]] | None:
    """(name, attributes) of a marker line, None for any other line; raises FormatError if malformed."""
    if not line.lstrip(" \t").startswith("<!--") or not _LOOKS_LIKE_ONE.match(line):
        return None
    match = _MARKER.fullmatch(line)
    if not match:
        raise FormatError(f"This line is no marker that can be read; please mend it: {line.strip()[:60]}")
    pairs = _ATTRIBUTE.findall(match[2])
    if len({name for name, _ in pairs}) < len(pairs):
        raise FormatError(f"A marker names the same thing twice; please mend it: foyer:{match[1]}")
    return match[1], {name: html.unescape(value) for name, value in pairs}


def has_marker(text: str) -> bool:
    return bool(_LOOKS_LIKE_ONE.search(text))


def escape(text: str) -> str:
    """`text` with a backslash before each line that looks like a marker."""
    return _LOOKS_LIKE_ONE.sub(r"\1\\", text)


def unescape(text: str) -> str:
    return _ESCAPED.sub(r"\1", text)


def common_attributes(part: Part) -> dict[str, str]:
    """Key, and the spoiler flag if there is one."""
    attributes = {"key": str(part.key)}
    if part.spoiler:
        attributes["level"] = part.spoiler.level
        attributes |= {"scope": _scope(part.spoiler.scope)} if part.spoiler.scope else {}
    return attributes


def common_fields(attributes: dict[str, str]) -> dict[str, object]:
    """The inverse of `common_attributes`; empties `attributes` of them. A scope without a level is major."""
    fields: dict[str, object] = {"key": attributes.pop("key")} if "key" in attributes else {}
    level, scope = attributes.pop("level", None), attributes.pop("scope", "")
    if level is not None or scope:
        fields["spoiler"] = {"level": level or "major", "scope": _refs(scope)}
    return fields


def _scope(scope: tuple[Ref, ...]) -> str:
    return "; ".join(f"{ref.key}={ref.name.replace('%', '%25').replace(';', '%3B')}" for ref in scope)


def _refs(scope: str) -> list[dict[str, str]]:
    pairs = (film.strip().partition("=") for film in scope.split(";") if film.strip())
    return [{"key": key, "name": name.replace("%3B", ";").replace("%25", "%")} for key, _, name in pairs]


# Marker attribute: field of a score.
SCORE = {
    "score": "value",
    "of": "maximum",
    "divisions": "divisions",
    "word": "word",
    "scale": "scale",
    "version": "version",
}


def score_attributes(score: Score | None) -> dict[str, str]:
    """A score as `score="7" of="5" divisions="2" …`; {} without one."""
    plain = msgspec.to_builtins(score) if score else {}
    return {name: str(plain[field]) for name, field in SCORE.items() if field in plain}


def score_fields(attributes: dict[str, str]) -> dict[str, object]:
    """The inverse of `score_attributes`; removes them from `attributes`. Raises FormatError."""
    if "score" not in attributes:
        return {}
    values = {field: attributes.pop(name) for name, field in SCORE.items() if name in attributes}
    try:
        return {"score": msgspec.convert(values, Score, strict=False)}
    except msgspec.ValidationError as error:
        raise FormatError(f"A score cannot be read: {error}.") from error
