"""What the tests of the formats compare: documents without their keys, and a short outline of one."""

from pathlib import Path
from uuid import UUID

import msgspec

from reviews.document import PARTS, Document
from reviews.importing.formats import read
from reviews.importing.kinds import as_text
from shield.marks import safe_source

DOCUMENTS = Path(__file__).parent / "documents"
NO_KEY = UUID(int=0)


def without_keys(document: Document) -> Document:
    """The document with one and the same key on every part."""
    parts = {name: tuple(_keyless(part) for part in getattr(document, name)) for name in PARTS}
    return msgspec.structs.replace(document, **parts)


def _keyless(part):
    return msgspec.structs.replace(part, key=NO_KEY)


def read_text(text: str, **options) -> Document:
    return without_keys(read(text.encode(), **options).document)


def sections_of(document: Document) -> list[tuple]:
    """Kind, heading and level of spoiler of each section."""
    return [
        (section.kind, section.heading, section.spoiler.level if section.spoiler else None)
        for section in document.sections
    ]


def points_of(document: Document) -> list[tuple]:
    return [(point.side, point.label, point.text) for point in document.points]


def notes_of(document: Document) -> list[tuple]:
    return [(note.name, note.role, note.cameo) for note in document.cast_notes]


def advice_of(document: Document) -> list[tuple]:
    return [(line.condition, line.answer, line.reason) for line in document.advice]


def in_clear(file: str, name: str = "review.md") -> str:
    """What of a file of this name every reader would get, part by part."""
    document = read(as_text(file.encode(), name=name, max_bytes=1_000_000)[0]).document
    parts = [part for part in document.marked() if not getattr(part, "spoiler", None)]
    texts = [value for part in parts for value in msgspec.structs.asdict(part).values() if type(value) is str]
    return "\n".join(map(safe_source, [document.headline, document.dek, *texts]))
