"""Write a post of an export as text with front matter, as the reader of files knows it: `post_text`."""

import re
from collections.abc import Mapping
from html import unescape
from typing import Any

import yaml

from reviews.importing.formats import Note
from reviews.importing.formats.spoilers import hides_something
from reviews.importing.kinds.html import markdown, tree_of
from reviews.importing.languages import guess_language

HIDES = "The summary of the post hides something, so it is not used as the dek."
MAX_VALUE = 2_000  # characters of one value
MAX_ITEMS = 50  # of a list
_TAG = re.compile(r"<[^<>]{1,1000}>")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\s]+")


def post_text(fields: Mapping[str, Any], body: str) -> bytes:
    """The text of a post: what it says of itself between `---`, its title as the heading, its Markdown.

    `fields`: by the names that `post_fields` reads; empty ones are left out.
    """
    given = {name: plain for name, value in fields.items() if (plain := _plain(value))}
    title = f"# {given['title']}\n\n" if "title" in given and body.strip() else ""
    if not given:
        return body.encode()
    front = yaml.safe_dump(given, allow_unicode=True, sort_keys=False, width=10**9)
    return f"---\n{front}---\n\n{title}{body}".encode("utf-8", "replace")


def _plain(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return list(dict.fromkeys(filter(None, map(line, value[:MAX_ITEMS]))))
    return value if isinstance(value, bool | int) else line(value)


def language_of(text: str, language: str) -> str:
    """The language of the whole site, unless the text clearly reads as another, which is then guessed."""
    guess = guess_language(text)
    return language if not guess or language.lower().startswith(guess) else ""


def line(value: object) -> str:
    """A value on one line, without what is no letter; cut where no field goes on."""
    return _CONTROLS.sub(" ", str(value or "")[:MAX_VALUE]).strip()


def excerpt(html: str) -> tuple[str, tuple[Note, ...]]:
    """(a summary as `plain` has it, notes); "" of one in which its author hid something."""
    if hides_something(markdown(tree_of(html[: 2 * MAX_VALUE]))):
        return "", (Note("warning", HIDES),)
    return plain(html), ()


def plain(html: str) -> str:
    """A title, a name or a summary without the tags and entities of HTML, on one line."""
    return line(unescape(_TAG.sub(" ", html[: 2 * MAX_VALUE])))
