"""The parts of a document in which nobody has written anything yet. No Django in here."""

from reviews.document import (
    MARKDOWN_FIELDS,
    PARTS,
    TEXT_FIELDS,
    Advisory,
    CastNote,
    Document,
    Part,
    Picture,
    replace,
)


def is_blank(part: Part) -> bool:
    """Whether nobody wrote anything in a part: kinds, flags and names from the record are not written."""
    is_from_record = isinstance(part, CastNote) and bool(part.credits)
    written = MARKDOWN_FIELDS if is_from_record else TEXT_FIELDS
    said = (getattr(part, name).strip() for name in written[type(part)])
    is_told_by_itself = isinstance(part, Picture) or (isinstance(part, Advisory) and part.kind != "other")
    return not is_told_by_itself and not any(said)


def without_blank_parts(document: Document) -> Document:
    """The document without the parts that say nothing."""
    kept = {name: tuple(p for p in getattr(document, name) if not is_blank(p)) for name in PARTS}
    return replace(document, **kept)
