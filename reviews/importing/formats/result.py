"""What reading a file gives: a document, and notes to its author; or one clear refusal."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from reviews.document import Document


class FormatError(Exception):
    """A file that cannot be read. Its text is a sentence the author can act on."""


@dataclass(frozen=True)
class Note:
    """A word to the author about what was read. It never quotes text that spoils."""

    level: Literal["info", "warning"]
    message: str
    part: UUID | None = None


@dataclass(frozen=True)
class Reading:
    document: Document
    notes: tuple[Note, ...] = ()
