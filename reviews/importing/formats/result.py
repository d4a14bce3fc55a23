"""Result of reading a file: `Reading` (a document and notes to its author), or `FormatError`."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from reviews.document import Document
from reviews.importing.formats.post_fields.fields import NO_FIELDS, PostFields


class FormatError(Exception):
    """Raised for a file that cannot be read. The message is a sentence the author can act on."""


@dataclass(frozen=True)
class Note:
    """A note to the author about the import. It never quotes a spoiler."""

    level: Literal["info", "warning"]
    message: str
    part: UUID | None = None


@dataclass(frozen=True)
class Reading:
    """`fields`: what the post says of itself beside its text."""

    document: Document
    notes: tuple[Note, ...] = ()
    fields: PostFields = NO_FIELDS
