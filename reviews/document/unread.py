"""What readers get of a text from an archive that nobody here has read: its opening. No Django in here."""

from reviews.document.document import Document
from reviews.document.parts import Section


def opening_of(document: Document) -> tuple[Section, ...]:
    """The opening, unless it is flagged or does not come first."""
    first = document.sections[:1]
    return tuple(section for section in first if section.kind == "opening" and not section.spoiler)


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
