"""Files of text to documents, and documents to Markdown.

`read` takes our own export and any text as critics write it; `write` makes the
export. Neither knows of films, people or pictures beyond what is printed.
"""

from collections.abc import Mapping
from typing import Any

from reviews.importing.formats.decode import decode
from reviews.importing.formats.free_text import read_free_text
from reviews.importing.formats.own_markdown.reader import is_own, read_own
from reviews.importing.formats.own_markdown.writer import write
from reviews.importing.formats.post_fields.fields import PostFields
from reviews.importing.formats.result import FormatError, Note, Reading

__all__ = ["FormatError", "Note", "PostFields", "Reading", "read", "write"]


def read(
    data: bytes,
    *,
    titles: tuple[str, ...] = (),
    max_bytes: int = 1_048_576,
    beside: Mapping[str, Any] | None = None,
) -> Reading:
    """The document in a file, and notes to its author; `FormatError` if it cannot be read.

    Our own Markdown reads back exactly. Of any other text every word, apart
    from structure that was recognised, stands in the document once; what its
    front matter says becomes fields. `titles`
    are the known titles of the film, by which the verdict's label is found.
    `beside`: fields by their usual names that are known besides the text (from
    the name of its file); its front matter overrules them.
    """
    text, notes = decode(data, max_bytes)
    reading = read_own(text) if is_own(text) else read_free_text(text, titles, beside or {})
    return Reading(reading.document, notes + reading.notes, reading.fields)
