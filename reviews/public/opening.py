"""What of the full text a review's page opens: one passage by its address, or everything."""

import re
from typing import Any
from uuid import UUID

from reviews.models import Edition

# Block elements, of which none may stand inside a sentence.
_TAG = re.compile(r"<(/?)(?:p|ul|ol|li|h\d|blockquote|pre|table|thead|tbody|tr|td|th|section|hr)\b[^>]*>")


class Opening:
    """Of an edition that was loaded with its `full`.

    Format of an address: `key.field.number` for a passage inside a text, or the key of the first of adjacent
    parts of one grade, which all open. Without an address everything opens.
    """

    def __init__(self, edition: Edition, address: str = ""):
        self.address = address
        self._parts = {part["key"]: part for part in edition.full.content["parts"]}
        self._images = edition.full.content.get("images", edition.safe["images"])

    @property
    def is_everything(self) -> bool:
        return not self.address

    def opens(self, address: str) -> bool:
        return self.is_everything or address == self.address

    def part(self, key: str) -> dict[str, Any]:
        """A part in the form of a safe one, with its full texts."""
        part = self._parts[key]
        fields = {"key": key, "cut": part["cut"], "credits": part["credits"]}
        return fields | {"critic": "", "slug": ""} | part["plain"] | part["html"] | {"is_opened": True}

    def text(self, part: dict[str, Any], field: str) -> str | None:
        """The full text of a field if all of it is open, else None."""
        if part.get("is_opened"):
            return part[field]
        return self._parts[part["key"]]["html"].get(field) if self.is_everything else None

    def has_passages(self, part: dict[str, Any]) -> bool:
        return any(self._parts[part["key"]]["passages"].values())

    def details(self, part: dict[str, Any]) -> str:
        """The details of an advisory, "" unless they are open."""
        is_open = part.get("is_opened") or self.opens(f"{part['key']}.details.0")
        return self._parts[part["key"]]["html"].get("details", "") if is_open else ""

    def passage(self, key: str, field: str, index: int) -> str:
        """A passage inside a sentence: its blocks become lines."""
        html = self._parts[key]["passages"][field][index]
        return _TAG.sub(lambda tag: "</span>" if tag[1] else '<span class="line">', html)

    def images(self) -> list[UUID]:
        """The keys of all pictures of the full text."""
        plain = (part["plain"].get("image") for part in self._parts.values())
        return [UUID(key) for key in (*filter(None, plain), *self._images)]
