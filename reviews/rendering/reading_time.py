"""The number of words of a document, of its safe text, and the minutes that they take to read."""

from math import ceil

from reviews import document as d
from search.unspaced import ALPHABETS, HAN, KANA, has_unspaced, letters, without_unspaced
from shield import markdown

WORDS_PER_MINUTE = 230  # Brysbaert 2019: silent reading of English non-fiction, 238 words a minute
# Medium's rule for Japanese and Chinese, of silent reading; read aloud, it is 255 to 357 letters (Trauzettel-
# Klosinski & Dietz 2012, IReST). A Thai word has some four or five letters.
LETTERS_PER_MINUTE = {KANA + HAN: 500, ALPHABETS: 1000}


def is_withheld(part: d.Part | d.Verdict) -> bool:
    return bool(getattr(part, "spoiler", None)) or not any(
        text.is_safe for text in d.PART_TYPES[type(part)].texts
    )


def safe_words(document: d.Document) -> int:
    """The number of words of the safe text."""
    parts = [*(part for part in document.parts() if not is_withheld(part)), document.verdict]
    return sum(map(part_words, parts))


def part_words(part) -> int:
    return sum(words_in(safe_field(part, name)) for name in _text_fields(part))


def words_in(text: str) -> int:
    """The number of words; punctuation that is left around something hidden does not count.

    Scripts without spaces have no words to count: their letters count by the time that they take to read.
    """
    if not has_unspaced(text):
        return _spaced_words(text)
    minutes = sum(letters(text, script) / a_minute for script, a_minute in LETTERS_PER_MINUTE.items())
    return _spaced_words(without_unspaced(text)) + ceil(minutes * WORDS_PER_MINUTE)


def _spaced_words(text: str) -> int:
    return sum(any(map(str.isalnum, word)) for word in text.split())


def minutes(words: int) -> int:
    """Reading time, at least one minute."""
    return max(1, round(words / WORDS_PER_MINUTE))


def safe_field(part, name: str) -> str:
    """The safe text of a field as plain text; "" if the field is hidden as a whole."""
    text = "" if d.is_hidden(part, name) else getattr(part, name)
    return markdown.safe_text(text) if name in d.MARKDOWN_FIELDS[type(part)] else text


def word_count(document: d.Document) -> int:
    texts = [
        getattr(part, name) for part in (*document.parts(), document.verdict) for name in _text_fields(part)
    ]
    return sum(map(words_in, texts))


def _text_fields(part) -> tuple[str, ...]:
    return d.TEXT_FIELDS[type(part)]
