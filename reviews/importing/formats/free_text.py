"""A text as critics write it, read so that no word of it can be lost."""

import re

from reviews.document import Advice, Advisory, Document, Part, Section, Spoiler, Verdict, normal
from reviews.document.normalise import normal_text
from reviews.importing.formats.collector import TooManyParts
from reviews.importing.formats.part_markers import has_marker
from reviews.importing.formats.prose import read_prose
from reviews.importing.formats.result import FormatError, Note, Reading
from reviews.importing.formats.spoilers import is_marked
from reviews.importing.formats.word_count import document_words, words, words_of

NO_WORDS = "The file holds no words."
NO_FRONT = "This is an export without its first lines, from --- to ---. Please put them back."
NO_TEXT = "There is a headline and no text. Please add the text under it."
MOST_LINES = 20_000
NOT_UNDERSTOOD = Note(
    "warning",
    "The structure of this text was not understood, so all of it stands in one section, word for word. "
    "Please divide it by hand.",
)
_FRONT = re.compile(r"---[ \t]*\n((?:[\w-]+:.*\n|[ \t]+\S.*\n|- .*\n)+)---[ \t]*\n")
_LINE_ENDS = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def read_foreign(text: str, titles: tuple[str, ...]) -> Reading:
    """A document that holds every word of `text` once; as one plain section where it was not understood."""
    text = normal_text(_LINE_ENDS.sub("\n", text).removeprefix("\ufeff"))
    if has_marker(text):
        raise FormatError(NO_FRONT)
    expected = words(text)
    if not expected:
        raise FormatError(NO_WORDS)
    if len(text) > MOST_LINES and len(list(filter(str.strip, text.split("\n")))) > MOST_LINES:
        return _undivided(text)
    try:
        document, gathering = read_prose(*_without_front_matter(text), titles)
    except TooManyParts:
        return _undivided(text)
    if not any(map(_says_something, document.marked())):
        raise FormatError(NO_TEXT)
    if document_words(document) + words_of(gathering.spent) != expected:
        return _undivided(text)
    return Reading(document, tuple(gathering.notes))


def _without_front_matter(text: str) -> tuple[str, str]:
    """The text, and the lines between `---` at its head that other programs write there."""
    found = _FRONT.match(text)
    if found and words(text[found.end() :]):
        return text[found.end() :], found[1]
    return text, ""


def _says_something(part: Part | Verdict) -> bool:
    if isinstance(part, Advice | Advisory):
        return True
    return bool(getattr(part, "text", "") or getattr(part, "label", ""))


def _undivided(text: str) -> Reading:
    """Headline and one section, a spoiler as a whole if any word or mark of spoilers is in it."""
    headline, _, rest = text.partition("\n")
    if not rest.strip() or len(headline) > 200 or is_marked(headline):
        headline, rest = "", text
    spoiler = Spoiler(level="major") if is_marked(text) else None
    section = Section(kind="other", text=rest, flag="not divided", spoiler=spoiler)
    document = normal(Document(headline=headline, sections=(section,)))
    return Reading(document, (NOT_UNDERSTOOD,))
