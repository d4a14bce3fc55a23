"""What may be found of an edition: made of its revision alone, as signed.

Pictures are left out, and cast notes that name a credit are on the side of the
spoilers or nowhere: a flag on the credit withholds the note later, without a
new edition, and a picture's rights run out. Who plays in a film is found all
the same, as a person.
"""

from collections.abc import Iterator

from reviews import document as d
from reviews.models import Edition
from reviews.rendering.bake import safe_field
from search.index import Entry
from shield.markdown import safe_text
from shield.marks import without_marks, words_with_hidden

KIND = "review"
BETWEEN = " · "


def review_entry(edition: Edition) -> Entry:
    document = edition.revision.document()
    film = [document.film.name] if document.film else []
    return Entry(
        kind=KIND,
        thing=edition.pk,
        title=document.headline,
        names=BETWEEN.join([*film, *(byline.name for byline in document.bylines)]),
        body=BETWEEN.join(filter(None, [safe_text(document.dek), *_safe(document)])),
        spoilers=" ".join(_spoiling(document)),
    )


def _parts(document: d.Document) -> Iterator[d.Part | d.Verdict]:
    """In the order of the page."""
    yield from (*document.front(), *document.cast_notes, *document.advice, *document.advisories)
    yield from document.points
    yield document.verdict
    yield from (*document.opinions, *document.back())


def _is_flagged(part: d.Part | d.Verdict) -> bool:
    return isinstance(part, d.Part) and part.spoiler is not None


def _may_be_withheld_later(part: d.Part | d.Verdict) -> bool:
    return isinstance(part, d.CastNote) and bool(part.credits)


def _safe(document: d.Document) -> Iterator[str]:
    for part in _parts(document):
        if not _is_flagged(part) and not _may_be_withheld_later(part):
            yield from (safe_field(part, name) for name in d.TEXT_FIELDS[type(part)])


def _spoiling(document: d.Document) -> Iterator[str]:
    """The fields in which something is withheld, whole."""
    for part in _parts(document):
        for name in d.TEXT_FIELDS[type(part)]:
            text = getattr(part, name)
            if d.is_hidden(part, name):
                yield without_marks(text)
            elif name in d.MARKDOWN_FIELDS[type(part)]:
                yield words_with_hidden(text)
