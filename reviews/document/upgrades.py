"""Upgrades from each document format to the next, on JSON values.

A released upgrade is never changed: stored documents go through all of them,
in memory, each time they are read.
"""

import re
from collections.abc import Callable


def _with_disclosure(values: dict) -> dict:
    """Format 1 had no `seen`, no advisories and no second opinions."""
    defaults = {"seen": {"how": "", "guest_of": "", "format": ""}, "advisories": [], "opinions": []}
    return values | defaults | {"format": 2}


# Where marks meant something in format 2, by the document's field.
_MARKDOWN_OF_FORMAT_2 = {
    "pictures": ("caption",),
    "sections": ("text",),
    "cast_notes": ("text",),
    "points": ("text",),
    "advice": ("condition", "reason"),
    "advisories": ("details",),
    "opinions": ("text",),
}
FORMAT_WITH_BRACES = 3  # the first in which braces after a mark are part of it
_BRACE_AFTER_OPENER = re.compile(r"\\.|>!(?=\{)", re.DOTALL)


def with_braces_as_text(text: str) -> str:
    """Empty braces before one that directly follows a mark: in format 2 that brace was text."""
    return _BRACE_AFTER_OPENER.sub(lambda found: found[0] + ("{} " if found[0] == ">!" else ""), text)


def _with_named_films(values: dict) -> dict:
    """Format 2 had no braces in marks, so no films that marks name."""
    parts = {
        name: [part | {field: with_braces_as_text(part[field]) for field in fields} for part in values[name]]
        for name, fields in _MARKDOWN_OF_FORMAT_2.items()
    }
    verdict = values["verdict"] | {"text": with_braces_as_text(values["verdict"]["text"])}
    return values | parts | {"verdict": verdict, "named_films": [], "format": 3}


def _with_first_published(values: dict) -> dict:
    """Format 3 knew of no publication but our own."""
    return values | {"first_published": {"date": None, "address": "", "outlet": ""}, "format": 4}


UPGRADES: dict[int, Callable[[dict], dict]] = {
    1: _with_disclosure,
    2: _with_named_films,
    3: _with_first_published,
}
FORMAT = 1 + max(UPGRADES)  # current
