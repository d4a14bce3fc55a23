"""The description of a review for search engines, link previews, lists and feeds: plain, safe text."""

import re
import unicodedata
from collections.abc import Iterator

from reviews import document as d
from shield import markdown
from shield.sentences import sentences

MAX_LENGTH = 160  # characters of an excerpt: about what search engines show


def description(document: d.Document) -> str:
    """The dek; without one, the first safe sentences of the sections, else of the verdict."""
    return markdown.safe_text(document.dek) or _excerpt(_safe_sentences(document))


def _safe_sentences(document: d.Document) -> Iterator[str]:
    sections = [section.text for section in document.sections if not d.is_hidden(section, "text")]
    for text in (*sections, document.verdict.text):
        for paragraph in markdown.safe_paragraphs(text):
            yield from sentences(paragraph)


def _excerpt(sentences: Iterator[str]) -> str:
    """Whole sentences up to `MAX_LENGTH`; of a longer first one its beginning, cut at a word.

    A sentence with a passage cut out makes no sense: the excerpt begins after it, or ends before it.
    """
    excerpt = ""
    for sentence in sentences:
        longer = f"{excerpt} {sentence}".strip()
        if excerpt and (markdown.has_cut(sentence) or len(longer) > MAX_LENGTH):
            return excerpt
        excerpt = excerpt if markdown.has_cut(sentence) else longer
        if len(excerpt) > MAX_LENGTH:
            return _shortened(excerpt)
    return excerpt


def _shortened(text: str) -> str:
    """The beginning of a text, cut at a space, or between letters in a script without spaces."""
    end = MAX_LENGTH - 1
    start, space, _rest = text[: end + 1].rpartition(" ")
    if space and len(start) > MAX_LENGTH // 2:
        return re.sub(r"\W+\Z", "", start) + "…"
    while end and unicodedata.category(text[end]).startswith("M"):
        end -= 1
    return text[:end] + "…"
