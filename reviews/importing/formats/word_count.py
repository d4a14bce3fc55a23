"""Count words, to prove that an importer has neither lost nor duplicated any."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from reviews.document import TEXT_FIELDS, Document

# A run of letters and digits; or one character that is neither space nor punctuation (an emoji, an accent).
_WORD = re.compile(r"[^\W_]+|[^\w\s!-/:-@\[-`{-~\u00ab\u00b7\u00bb\u2010-\u2027\u2030-\u205e\ufe0f]")


# What an importer writes into a mark says a level, and is no word of the text.
_LEVEL = re.compile(r"(?<=>!)\{(?:mild|major|ending)\}")


def words(text: str) -> Counter[str]:
    """The number of occurrences of each word, ignoring case; punctuation does not count."""
    return Counter(_WORD.findall(_LEVEL.sub("", text.lower())))


def words_of(texts: Iterable[str]) -> Counter[str]:
    return words("\n".join(texts))


def document_words(document: Document) -> Counter[str]:
    """The number of occurrences of each word anywhere in the document."""
    return words_of(_texts(document))


def _texts(document: Document) -> Iterator[str]:
    yield document.headline
    yield document.dek
    yield from (byline.name for byline in document.bylines)
    for part in (*document.parts(), document.verdict):
        yield from (getattr(part, field) for field in TEXT_FIELDS[type(part)])
