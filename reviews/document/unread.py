"""What readers get of a text from an archive that nobody here has read: its opening. No Django in here."""

from reviews.document.document import Document
from reviews.document.parts import Section

MOST_LETTERS = 1_000  # of an opening


def opening_of(document: Document) -> tuple[Section, ...]:
    """The opening; none that is flagged, does not come first, is long, or is all of the text.

    A text without headings, as most critics write, comes in as one long opening.
    """
    first = document.sections[:1] if len(document.sections) > 1 or document.verdict.text else ()
    return tuple(
        section
        for section in first
        if section.kind == "opening" and not section.spoiler and len(section.text) <= MOST_LETTERS
    )


def opening_alone(document: Document) -> Document:
    """The document without all that comes after its opening: what is not named here is left out."""
    return Document(
        film=document.film,
        headline=document.headline,
        dek=document.dek,
        language=document.language,
        bylines=document.bylines,
        seen=document.seen,
        first_published=document.first_published,
        named_films=document.named_films,
        sections=opening_of(document),
        score=document.score,
    )
