"""Read a review in free text (not our own format), with a proof that no word of it is lost."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from reviews.document import Advice, Advisory, Document, Part, Section, Spoiler, Verdict, normal
from reviews.document.normalise import normal_text
from reviews.importing.formats.collector import TooManyParts
from reviews.importing.formats.hidden_passages import TooManyPassages
from reviews.importing.formats.own_markdown.part_markers import has_marker
from reviews.importing.formats.post_fields.fields import PostFields
from reviews.importing.formats.post_fields.placing import place_fields, unplaced_notes
from reviews.importing.formats.post_fields.reader import is_front_matter, post_fields
from reviews.importing.formats.post_fields.syntax import RawFields, split_front_matter
from reviews.importing.formats.prose import read_prose
from reviews.importing.formats.result import FormatError, Note, Reading
from reviews.importing.formats.spoilers import is_marked, with_plain_marks
from reviews.importing.formats.word_count import document_words, words, words_of

NO_WORDS = "The file holds no words."
NO_FRONT = "This is an export without its first lines, from --- to ---. Please put them back."
NO_TEXT = "There is a headline and no text. Please add the text under it."
ONLY_A_SCORE = Note("warning", "There is no text yet, only a film and a score. Please write it.")
MAX_LINES = 20_000
NOT_UNDERSTOOD = Note(
    "warning",
    "The structure of this text was not understood, so all of it stands in one section, word for word. "
    "Please divide it by hand.",
)
_LINE_ENDS = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def read_free_text(text: str, titles: tuple[str, ...], beside: Mapping[str, Any]) -> Reading:
    """A document with every word of `text` exactly once; a single section if the structure is unclear.

    Raises FormatError.
    """
    text = with_plain_marks(normal_text(_LINE_ENDS.sub("\n", text).removeprefix("\ufeff")))
    if has_marker(text):
        raise FormatError(NO_FRONT)
    raw, body = split_front_matter(text) or (RawFields({}), text)
    if not is_front_matter(raw, post_fields(raw)):
        raw, body = RawFields({}), text
    fields = post_fields(replace(raw, values={**beside, **raw.values}))
    if words(body):
        reading = _read_body(body.strip(), fields, titles)
    elif fields.film and fields.scores:
        reading = Reading(Document(), (ONLY_A_SCORE,))
    else:
        raise FormatError(NO_WORDS if body is text else NO_TEXT)
    document, notes = place_fields(reading.document, fields)
    notes = [*reading.notes, *notes, *unplaced_notes(fields, raw)]
    return Reading(document, tuple(notes), replace(fields, scores=fields.scores + reading.fields.scores))


def _read_body(text: str, fields: PostFields, titles: tuple[str, ...]) -> Reading:
    """The document in the text after the front matter, without the fields; those of its own, the scores."""
    if len(text) > MAX_LINES and len(list(filter(str.strip, text.split("\n")))) > MAX_LINES:
        return _undivided(text, fields)
    try:
        document, collector, scores = read_prose(text, fields, (*titles, *filter(None, [fields.film])))
    except (TooManyParts, TooManyPassages):
        return _undivided(text, fields)
    if not any(map(_has_content, document.marked())):
        raise FormatError(NO_TEXT)
    if document_words(document) + words_of(collector.structure_words) != words(text):
        return _undivided(text, fields)
    return Reading(document, tuple(collector.notes), PostFields(scores=scores))


def _has_content(part: Part | Verdict) -> bool:
    if isinstance(part, Advice | Advisory):
        return True
    return bool(getattr(part, "text", "") or getattr(part, "label", ""))


def _undivided(text: str, fields: PostFields) -> Reading:
    """Headline and one section, flagged as a whole if the text mentions or marks spoilers."""
    headline, _, rest = text.partition("\n")
    if fields.title or not rest.strip() or len(headline) > 200 or is_marked(headline):
        headline, rest = "", text
    spoiler = Spoiler(level="major") if is_marked(text) or fields.has_spoilers else None
    section = Section(kind="other", text=rest, flag="not divided", spoiler=spoiler)
    document = normal(Document(headline=headline, sections=(section,)))
    return Reading(document, (NOT_UNDERSTOOD,))
