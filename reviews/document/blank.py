"""Blank parts: those in which nobody has written anything yet. No Django in here."""

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
    """Whether a part has no text. Kinds, flags, and names filled in from credits do not count as text.

    A picture, and an advisory of a kind that speaks for itself, are never blank.
    """
    is_prefilled = isinstance(part, CastNote) and bool(part.credits)
    fields = MARKDOWN_FIELDS if is_prefilled else TEXT_FIELDS
    texts = (getattr(part, name).strip() for name in fields[type(part)])
    needs_no_text = isinstance(part, Picture) or (isinstance(part, Advisory) and part.kind != "other")
    return not needs_no_text and not any(texts)


def without_blank_parts(document: Document) -> Document:
    parts = {name: tuple(p for p in getattr(document, name) if not is_blank(p)) for name in PARTS}
    return replace(document, **parts)
