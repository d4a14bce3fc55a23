"""Files of other kinds as Markdown: HTML pages, Word documents, and texts with other programs' leftovers."""

import json
import re

from reviews.importing.formats import FormatError, Note
from reviews.importing.formats.decode import decode
from reviews.importing.kinds.html import markdown_of_page
from reviews.importing.kinds.leftovers import without_leftovers
from reviews.importing.kinds.word import WordText, is_word, read_word

_HTML_NAME = re.compile(r"\.x?html?$", re.IGNORECASE)
_HTML_START = re.compile(
    r"\s*(<\?xml[^>]*>\s*)?(<!--.{0,5000}?-->\s*)*<(!doctype html|html|head|body|article|main)\b",
    re.IGNORECASE | re.DOTALL,
)


XML = (
    "This is an XML file of a kind that is not read here. Known are exports of WordPress, and feeds (RSS and "
    "Atom); save a page as HTML or text."
)
JSON = "This is a JSON file of a kind that is not read here. Exports of Ghost are; save a text as Markdown."
_XML_START = re.compile(r"\s*(?:<\?xml\b|<!doctype\s+(?!html\b)\w)", re.IGNORECASE)
COMMENTS = "Comments of the Word document left out: {}."


def as_text(data: bytes, *, name: str = "", max_bytes: int) -> tuple[bytes, tuple[Note, ...]]:
    """(the file as text or Markdown, notes to its author). Raises FormatError.

    `name`: of the file, whose ending tells an HTML page that does not say so itself. `max_bytes`: of the
    text; a Word document may hold more, in pictures.
    """
    if is_word(data):
        word = read_word(data, max_bytes=max_bytes)
        return word.markdown.encode(), _comment_notes(word)
    if _HTML_NAME.search(name) or _HTML_START.match(data[:8192].decode("utf-8", "replace").lstrip("\ufeff")):
        source, decoding = decode(data, max_bytes)
        text, notes = markdown_of_page(source)
        return text.encode(), decoding + notes
    source, decoding = decode(data, max_bytes)
    if _XML_START.match(source.lstrip("\ufeff")):
        raise FormatError(XML)
    if _is_json(source, name):
        raise FormatError(JSON)
    text, notes = without_leftovers(source)
    return (text.encode(), decoding + notes) if text != source else (data, ())


def _is_json(source: str, name: str) -> bool:
    """Whether a text is data from its first sign to its last; JSON in front of a text is front matter."""
    if not source.lstrip("\ufeff \n").startswith(("{", "[")):
        return False
    try:
        return isinstance(json.loads(source.lstrip("\ufeff")), dict | list)
    except (ValueError, RecursionError):
        return name.lower().endswith(".json")


def _comment_notes(word: WordText) -> tuple[Note, ...]:
    return (Note("info", COMMENTS.format(len(word.comments))),) if word.comments else ()
