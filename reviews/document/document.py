"""`Document`, its serialisation and its digest. No Django in here.

Importers build documents, `reviews.drafts` converts them from and to draft
rows, a revision stores one, a page is rendered from one.

Stored as canonical JSON: sorted keys, no spaces, UTF-8, text in NFC with LF
line ends, whole numbers only, `format` inside. The digest is the SHA-256 of
those bytes. Stored bytes are never rewritten: an older format is upgraded in
memory when it is read.
"""

import datetime
import hashlib
import re
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import msgspec

from reviews.document.normalise import normal_text
from reviews.document.parts import (
    MARKDOWN_FIELDS,
    PARTS,
    Advice,
    Advisory,
    AspectScore,
    CastNote,
    Embedded,
    Opinion,
    Part,
    Picture,
    Point,
    Ref,
    Score,
    Section,
    SeenHow,
    Spoiler,
    Value,
    Verdict,
)
from reviews.document.upgrades import FORMAT, UPGRADES


class Byline(Value, frozen=True, kw_only=True):
    """A name as printed, and the key of its critic, if any."""

    name: str
    critic: UUID | None = None


class Seen(Value, frozen=True, kw_only=True):
    """How the film was seen, as whose guest, and in which format ("IMAX", "35 mm")."""

    how: SeenHow = ""
    guest_of: str = ""
    format: str = ""


WEB_ADDRESS = re.compile(r"https?://[^\s/?#@]+(?:[/?#]\S*)?", re.IGNORECASE)


class FirstPublished(Value, frozen=True, kw_only=True):
    """Where the text stood before it came here: the day, its address, the name of the magazine or site.

    Without a day it was first published here.
    """

    date: datetime.date | None = None
    address: str = ""
    outlet: str = ""

    @property
    def web_address(self) -> str:
        """The address if a page may link to it, else ""."""
        return self.address if WEB_ADDRESS.fullmatch(self.address) else ""


class Document(Value, frozen=True, kw_only=True):
    format: int = FORMAT
    film: Ref | None = None
    headline: str = ""
    dek: str = ""
    language: str = "en"
    bylines: tuple[Byline, ...] = ()
    seen: Seen = Seen()
    first_published: FirstPublished = FirstPublished()
    pictures: tuple[Picture, ...] = ()
    embedded: tuple[Embedded, ...] = ()
    named_films: tuple[Ref, ...] = ()  # those that the braces of marks name, by key
    sections: tuple[Section, ...] = ()
    cast_notes: tuple[CastNote, ...] = ()
    points: tuple[Point, ...] = ()
    advice: tuple[Advice, ...] = ()
    advisories: tuple[Advisory, ...] = ()
    opinions: tuple[Opinion, ...] = ()
    verdict: Verdict = Verdict()
    score: Score | None = None
    aspects: tuple[AspectScore, ...] = ()

    def marked(self) -> Iterator[Part | Verdict]:
        """Every part that can hold marks: those that can be flagged, and the verdict."""
        yield from self.parts()
        yield self.verdict

    def parts(self) -> Iterator[Part]:
        """Every part (that can be flagged as a spoiler), in the order of the document."""
        for name in PARTS:
            yield from getattr(self, name)

    def front(self) -> tuple[Section, ...]:
        """The sections before the outlook. On the page, advice, points and verdict follow them."""
        return self.sections[: self._outlook_index()]

    def back(self) -> tuple[Section, ...]:
        """The outlook and the sections after it."""
        return self.sections[self._outlook_index() :]

    def _outlook_index(self) -> int:
        kinds = [section.kind for section in self.sections]
        return kinds.index("outlook") if "outlook" in kinds else len(kinds)


def normal(value: Any) -> Any:
    """`value` in normal form: all text normalised, unordered values (scopes, credits) sorted by key."""
    if isinstance(value, str):
        return normal_text(value)
    if isinstance(value, tuple):
        return tuple(normal(item) for item in value)
    if isinstance(value, Spoiler):
        scope = {ref.key: ref for ref in normal(value.scope)}
        return Spoiler(level=value.level, scope=tuple(scope[key] for key in sorted(scope)))
    if isinstance(value, CastNote):
        value = replace(value, credits=tuple(sorted(set(value.credits))))
    if isinstance(value, Value):
        return type(value)(**{name: normal(getattr(value, name)) for name in value.__struct_fields__})
    return value


def replace(value: Any, **changes: Any) -> Any:
    """A copy of a value with some fields changed."""
    return msgspec.structs.replace(value, **changes)


def markdown_texts(part: Part | Verdict) -> tuple[str, ...]:
    """The Markdown texts of a part."""
    return tuple(getattr(part, name) for name in MARKDOWN_FIELDS[type(part)])


def with_markdown(document: Document, change: Callable[[str], str]) -> Document:
    """The document with `change` made to every Markdown text."""

    def changed(part: Any) -> Any:
        return replace(part, **{name: change(getattr(part, name)) for name in MARKDOWN_FIELDS[type(part)]})

    parts = {name: tuple(map(changed, getattr(document, name))) for name in PARTS}
    return replace(document, **parts, verdict=changed(document.verdict))


def dumps(document: Document) -> bytes:
    """The canonical bytes of a document."""
    return msgspec.json.encode(normal(document), order="sorted")


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


class Unreadable(ValueError):
    """Raised for stored bytes that are not a document in a known format."""


def loads(content: bytes) -> Document:
    """The document in stored bytes, upgraded in memory from an older format. Raises `Unreadable`."""
    try:
        values = msgspec.json.decode(content)
        while values["format"] < FORMAT:
            values = UPGRADES[values["format"]](values)
        if values["format"] > FORMAT:
            raise Unreadable("This document was stored by a later version of Foyer.")
        return msgspec.convert(values, Document)
    except (msgspec.MsgspecError, KeyError, TypeError) as error:
        raise Unreadable("These bytes are no document this version can read.") from error
