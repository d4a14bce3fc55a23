"""Put the fields of a post into its document where they have a place, and name the others in notes.

A note never quotes what could spoil: of tags, pictures and addresses it says how many there are.
"""

from collections.abc import Iterator
from datetime import datetime

from reviews.document import WEB_ADDRESS, Byline, Document, FirstPublished, replace
from reviews.importing.formats.post_fields.days import is_in_doubt
from reviews.importing.formats.post_fields.fields import PostFields
from reviews.importing.formats.post_fields.spellings import NAMES
from reviews.importing.formats.post_fields.syntax import RawFields
from reviews.importing.formats.post_fields.values import text as plain_text
from reviews.importing.formats.result import Note
from reviews.importing.formats.spoilers import hides_something, speaks_of_spoilers
from shield.words import plain_words

MAX_TITLE, MAX_SUMMARY, MAX_LANGUAGE = 200, 600, 12  # characters
MAX_NAMES, MAX_ADDRESS = 12, 500
HAS_SPOILERS = "The front matter speaks of spoilers, so the text is flagged from its beginning. Please check."
OTHER_TITLE = "The front matter has another title than the text: “{}”. The text's own is the headline."
OTHER_AUTHORS = "The front matter names another author than the text: “{}”. The text's own byline was kept."
TITLE_LONG = f"The title in the front matter is longer than {MAX_TITLE} letters and was cut."
TITLE_MARKED = (
    "The title in the front matter speaks of spoilers, and nothing can be hidden in it. Please reword it."
)
SUMMARY_MARKED = "The summary in the front matter speaks of spoilers, so it is not used as the dek."
SUMMARY_LONG = "The summary in the front matter is too long for a dek, so it is not used."
SUMMARY_TWICE = "The text has a standfirst of its own, so the summary in the front matter is not used."
DATE = "First published on {}, says the front matter: so say page and lists. Please check."
DRAFT_DATE = "The front matter has the date {} and calls the post a draft: it is not kept."
DATE_IN_DOUBT = "The date “{}” can be read in two ways and was not used. Please write the year first."
OUTLET_LONG = f"The name of the magazine or site is longer than {MAX_TITLE} letters and was cut."
OUTLET_MARKED = "The name of the magazine or site holds a mark of a spoiler and was left out."
DIRECTORS = "Directed by {}, says the front matter. Here the film's own record says that."
FILM_IDS = "Numbers of the film at other sites were read ({}), to find it here."
TAGS = "Tags and categories were read ({}). They are not kept yet."
PICTURES = "Pictures are named in the front matter ({}). Please upload them."
DRAFT = "The front matter calls this post a draft."
REPEATED = "These fields stand twice in the front matter, and the first was used: {}."
UNREAD = "These fields of the front matter could not be read (an anchor, a tag, or a sign left open): {}."
UNUSED = "These fields of the front matter have no place here and were left out: {}."


def place_fields(document: Document, fields: PostFields) -> tuple[Document, list[Note]]:
    """(the document with the fields that have a place in it, notes on what was not used)."""
    notes: list[str] = []
    document = _with_headline(document, fields, notes)
    document = _with_summary(document, fields, notes)
    document = _with_authors(document, fields, notes)
    if 0 < len(fields.language) <= MAX_LANGUAGE:
        document = replace(document, language=fields.language)
    document = _with_first_published(document, fields, notes)
    return document, [Note("warning", message) for message in notes]


def _with_headline(document: Document, fields: PostFields, notes: list[str]) -> Document:
    if not fields.title or is_same_line(document.headline, fields.title):
        return document
    if document.headline:
        notes.append(TITLE_MARKED if _has_sign(fields.title) else OTHER_TITLE.format(_short(fields.title)))
        return document
    notes += [TITLE_MARKED] if _has_sign(fields.title) else []
    notes += [TITLE_LONG] if len(fields.title) > MAX_TITLE else []
    return replace(document, headline=fields.title[:MAX_TITLE])


def _with_summary(document: Document, fields: PostFields, notes: list[str]) -> Document:
    summary = fields.summary
    if not summary or is_same_line(document.dek, summary) or _begins_with(document, summary):
        return document
    refusal = _summary_refusal(document, summary)
    if refusal:
        notes.append(refusal)
        return document
    return replace(document, dek=summary)


def _summary_refusal(document: Document, summary: str) -> str:
    if _has_sign(summary):
        return SUMMARY_MARKED
    if len(summary) > MAX_SUMMARY:
        return SUMMARY_LONG
    return SUMMARY_TWICE if document.dek else ""


def _begins_with(document: Document, summary: str) -> bool:
    """Whether the summary is only the beginning of the text, as programs make them."""
    words = plain_words(summary)
    return any(plain_words(section.text)[: len(words)] == words for section in document.sections[:1])


def _with_authors(document: Document, fields: PostFields, notes: list[str]) -> Document:
    own = {byline.name.casefold() for byline in document.bylines}
    others = [name for name in fields.authors if name.casefold() not in own]
    if document.bylines:
        notes += [OTHER_AUTHORS.format(_short(", ".join(others)))] if others else []
        return document
    return replace(document, bylines=tuple(Byline(name=name) for name in others))


def _with_first_published(document: Document, fields: PostFields, notes: list[str]) -> Document:
    """The day as written, whatever the hour and zone. Of a post that its front matter calls a draft, none."""
    if not fields.date or fields.is_draft:
        return document
    address = next(filter(WEB_ADDRESS.fullmatch, fields.addresses), "")
    outlet = "" if _has_sign(fields.outlet) else fields.outlet
    notes += [OUTLET_MARKED] if outlet != fields.outlet else []
    notes += [OUTLET_LONG] if len(outlet) > MAX_TITLE else []
    day = fields.date.date() if isinstance(fields.date, datetime) else fields.date
    first = FirstPublished(date=day, address=address[:MAX_ADDRESS], outlet=outlet[:MAX_TITLE])
    return replace(document, first_published=first)


def _has_sign(text: str) -> bool:
    """Whether a line for everybody speaks of spoilers or holds a mark; a denial (“spoiler-free”) does not."""
    return speaks_of_spoilers(text) or hides_something(text)


def is_same_line(line: str, other: str) -> bool:
    """Whether two lines have the same words, whatever their case, signs and marks."""
    return bool(line) and (line == other or plain_words(line) == plain_words(other) != [])


def unplaced_notes(fields: PostFields, raw: RawFields) -> Iterator[Note]:
    """A note on each field without a place in a document."""
    if fields.has_spoilers:
        yield Note("warning", HAS_SPOILERS)
    if fields.date:
        message = DRAFT_DATE if fields.is_draft else DATE
        yield Note("info", message.format(fields.date.strftime("%Y-%m-%d")))
    elif value := next(filter(is_in_doubt, _values(raw, "date")), ""):
        yield Note("warning", DATE_IN_DOUBT.format(value))
    if fields.directors:
        yield Note("info", DIRECTORS.format(_short(", ".join(fields.directors))))
    if fields.film_ids:
        yield Note("info", FILM_IDS.format(len(fields.film_ids)))
    for message, items in ((TAGS, fields.tags), (PICTURES, fields.pictures)):
        if items:
            yield Note("info", message.format(len(items)))
    if fields.is_draft:
        yield Note("info", DRAFT)
    for message, names in ((REPEATED, raw.repeated), (UNREAD, raw.unread), (UNUSED, fields.unused)):
        if names:
            yield Note("warning", message.format(_short(", ".join(dict.fromkeys(names[:MAX_NAMES])))))


def _values(raw: RawFields, field: str) -> Iterator[str]:
    return (plain_text(raw.values[name]) for name in NAMES[field] if name in raw.values)


def _short(text: str) -> str:
    return text if len(text) <= MAX_TITLE else f"{text[:MAX_TITLE]}…"
