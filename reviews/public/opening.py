"""What of the full text a review's page opens: one passage by its address, or everything."""

import re
from typing import Any
from uuid import UUID

from reviews.document.grades import cut_grade, is_covered
from reviews.models import Edition

REST = "rest"  # the address of all that comes after the opening of a text that nobody here has read

# Block elements, of which none may stand inside a sentence.
_TAG = re.compile(r"<(/?)(?:p|ul|ol|li|h\d|blockquote|pre|table|thead|tbody|tr|td|th|section|hr)\b[^>]*>")


class Opening:
    """Of an edition that was loaded with its `full`.

    Format of an address: `key.field.number` for a passage inside a text, or the key of the first of adjacent
    parts of one grade, which all open. A passage inside a withheld part opens that part too, which gives
    away less. Without an address everything opens; an empty one opens nothing. Of a text that nobody here has
    read, `REST` opens what comes after the opening, with its own placeholders; so does any address in there.
    """

    def __init__(self, edition: Edition, address: str | None = None):
        self.address = address
        self._shown, self._whole = edition.safe, edition.full.content.get("whole")
        self._parts = {part["key"]: part for part in edition.full.content["parts"]}
        self._images = edition.full.content.get("images", edition.safe["images"])

    @property
    def is_everything(self) -> bool:
        return self.address is None

    @property
    def opens_rest(self) -> bool:
        """Whether the text is one that nobody here has read, and what comes after its opening is open."""
        key = (self.address or "").partition(".")[0]
        return self._whole is not None and key not in {part["key"] for part in self._shown["front"]}

    @property
    def safe(self) -> dict[str, Any]:
        """The safe text of the page with this opened."""
        return self._whole if self.opens_rest else self._shown

    def opens(self, address: str) -> bool:
        return self.is_everything or address == self.address

    def opens_group(self, keys: list[str]) -> bool:
        """Whether these adjacent withheld parts are open: asked for by the first, or for a passage in one."""
        if self.address is None:
            return True
        key, _dot, place = self.address.partition(".")
        return key in keys if place else key == keys[0]

    def part(self, key: str, grades: list[dict[str, Any]]) -> dict[str, Any]:
        """A part in the form of a safe one, opened for `grades`. Passages that give away more have tokens."""
        part = self._parts[key]
        fields = {name: part[name] for name in ("key", "cut", "cuts", "credits") if name in part}
        texts = part["html"] | {name: text for name, text in self._nested(part, grades).items() if text}
        return fields | {"critic": "", "slug": ""} | part["plain"] | texts | {"opened_for": grades}

    def _nested(self, part: dict[str, Any], grades: list[dict[str, Any]]) -> dict[str, str]:
        """The texts in which some passage gives away more than was asked for."""
        if self.is_everything:
            return {}
        return {
            name: text
            for name, text in part.get("nested", {}).items()
            if not all(
                is_covered(cut_grade(part, name, index), grades)
                for index in range(len(part["passages"][name]))
            )
        }

    def text(self, part: dict[str, Any], field: str) -> str | None:
        """The full text of a field if all of it is open, else None."""
        if "opened_for" in part:
            full = self._parts[part["key"]]
            return None if field in self._nested(full, part["opened_for"]) else part[field]
        return self._parts[part["key"]]["html"].get(field) if self.is_everything else None

    def grades(self, part: dict[str, Any]) -> list[dict[str, Any]]:
        """The grades of all passages of a part."""
        full = self._parts[part["key"]]
        counts = {name: len(passages) for name, passages in full["passages"].items()}
        return [cut_grade(full, name, index) for name, count in counts.items() for index in range(count)]

    def opens_passage(self, part: dict[str, Any], field: str, index: int) -> bool:
        """Whether a passage is open: by its address, or because it adds nothing to its opened part."""
        if self.opens(f"{part['key']}.{field}.{index}"):
            return True
        return is_covered(cut_grade(part, field, index), part.get("opened_for", []))

    def details(self, part: dict[str, Any]) -> str:
        """The details of an advisory, "" unless they are open."""
        is_open = self.opens_passage(part, "details", 0)
        return self._parts[part["key"]]["html"].get("details", "") if is_open else ""

    def passage(self, key: str, field: str, index: int) -> str:
        """A passage inside a sentence: its blocks become lines."""
        html = self._parts[key]["passages"][field][index]
        return _TAG.sub(lambda tag: "</span>" if tag[1] else '<span class="line">', html)

    def images(self) -> list[UUID]:
        """The keys of all pictures of the full text."""
        plain = (part["plain"].get("image") for part in self._parts.values())
        return [UUID(key) for key in (*filter(None, plain), *self._images)]
