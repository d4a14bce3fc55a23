"""Read a review in free text (not our own format), with a proof that no word of it is lost."""

import re

from reviews.document import Advice, Advisory, Document, Part, Section, Spoiler, Verdict, normal
from reviews.document.normalise import normal_text
from reviews.importing.formats.collector import TooManyParts
from reviews.importing.formats.hidden_passages import TooManyPassages
from reviews.importing.formats.part_markers import has_marker
from reviews.importing.formats.prose import read_prose
from reviews.importing.formats.result import FormatError, Note, Reading
from reviews.importing.formats.spoilers import is_marked
from reviews.importing.formats.word_count import document_words, words, words_of

NO_WORDS = "The file holds no words."
NO_FRONT = "This is an export without its first lines, from --- to ---. Please put them back."
NO_TEXT = "There is a headline and no text. Please add the text under it."
MAX_LINES = 20_000
NOT_UNDERSTOOD = Note(
    "warning",
    "The structure of this text was not understood, so all of it stands in one section, word for word. "
    "Please divide it by hand.",
)
_FRONT = re.compile(r"---[ \t]*\n((?:[\w-]+:.*\n|[ \t]+\S.*\n|- .*\n)+)---[ \t]*\n")
_LINE_ENDS = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def read_free_text(text: str, titles: tuple[str, ...]) -> Reading:
    """A document with every word of `text` exactly once; a single section if the structure is unclear.

    Raises FormatError.
    """
    text = normal_text(_LINE_ENDS.sub("\n", text).removeprefix("\ufeff"))
    if has_marker(text):
        raise FormatError(NO_FRONT)
    expected = words(text)
    if not expected:
        raise FormatError(NO_WORDS)
    if len(text) > MAX_LINES and len(list(filter(str.strip, text.split("\n")))) > MAX_LINES:
        return _undivided(text)
    try:
        document, collector = read_prose(*_without_front_matter(text), titles)
    except (TooManyParts, TooManyPassages):
        return _undivided(text)
    if not any(map(_has_content, document.marked())):
        raise FormatError(NO_TEXT)
    if document_words(document) + words_of(collector.structure_words) != expected:
        return _undivided(text)
    return Reading(document, tuple(collector.notes))


def _without_front_matter(text: str) -> tuple[str, str]:
    """(text, front matter) of a file with the YAML front matter of another program."""
    match = _FRONT.match(text)
    if match and words(text[match.end() :]):
        return text[match.end() :], match[1]
    return text, ""


def _has_content(part: Part | Verdict) -> bool:
    if isinstance(part, Advice | Advisory):
        return True
    return bool(getattr(part, "text", "") or getattr(part, "label", ""))


def _undivided(text: str) -> Reading:
    """Headline and one section, flagged as a whole if the text mentions or marks spoilers."""
    headline, _, rest = text.partition("\n")
    if not rest.strip() or len(headline) > 200 or is_marked(headline):
        headline, rest = "", text
    spoiler = Spoiler(level="major") if is_marked(text) else None
    section = Section(kind="other", text=rest, flag="not divided", spoiler=spoiler)
    document = normal(Document(headline=headline, sections=(section,)))
    return Reading(document, (NOT_UNDERSTOOD,))
