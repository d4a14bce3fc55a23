"""Build the search entry of an edition, from its approved revision only.

Safe words exclude pictures, whose rights may expire, and cast notes with
credits, which are withheld without a new edition once a credit is flagged.
People are found anyway, by search entries of their own.

Of a text that nobody here has read, what comes after the opening is found
only by whoever includes spoilers in the search, as what is flagged.
"""

from collections.abc import Iterator

from reviews import document as d
from reviews.document.unread import opening_alone
from reviews.models import Edition
from reviews.rendering.reading_time import safe_field
from search.index import Entry
from shield.markdown import safe_text
from shield.marks import without_marks, words_with_hidden

KIND = "review"
SEPARATOR = " · "


def review_entry(edition: Edition) -> Entry:
    document = edition.revision.document()
    shown = opening_alone(document) if edition.is_unread else document
    film = [document.film.name] if document.film else []
    return Entry(
        kind=KIND,
        thing=edition.pk,
        title=document.headline,
        names=SEPARATOR.join([*film, *(byline.name for byline in document.bylines)]),
        body=SEPARATOR.join(filter(None, [safe_text(document.dek), *_safe_texts(shown)])),
        spoilers=" ".join([*_spoiler_texts(document), *_left_out(document, shown)]),
    )


def _parts(document: d.Document) -> Iterator[d.Part | d.Verdict]:
    """All parts with text, in page order."""
    yield from (*document.front(), *document.cast_notes, *document.advice, *document.advisories)
    yield from document.points
    yield document.verdict
    yield from (*document.opinions, *document.back())


def _is_flagged(part: d.Part | d.Verdict) -> bool:
    return isinstance(part, d.Part) and part.spoiler is not None


def _may_be_withheld_later(part: d.Part | d.Verdict) -> bool:
    return isinstance(part, d.CastNote) and bool(part.credits)


def _safe_texts(document: d.Document) -> Iterator[str]:
    for part in _parts(document):
        if not _is_flagged(part) and not _may_be_withheld_later(part):
            yield from (safe_field(part, name) for name in d.TEXT_FIELDS[type(part)])


def _spoiler_texts(document: d.Document) -> Iterator[str]:
    """The full text of every field in which something is withheld."""
    for part in _parts(document):
        for name in d.TEXT_FIELDS[type(part)]:
            text = getattr(part, name)
            if d.is_hidden(part, name):
                yield without_marks(text)
            elif name in d.MARKDOWN_FIELDS[type(part)]:
                yield words_with_hidden(text)


def _left_out(document: d.Document, shown: d.Document) -> Iterator[str]:
    """The full text of every part that is not shown at all."""
    parts = [part for part in _parts(document) if part not in list(_parts(shown))]
    return (without_marks(getattr(part, name)) for part in parts for name in d.TEXT_FIELDS[type(part)])
