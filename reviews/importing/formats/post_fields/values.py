"""Values of front matter as texts, names, dates, years and languages."""

import re
from datetime import date, datetime
from html import unescape
from typing import Any

from reviews.importing.formats.post_fields.days import day
from shield.words import fold

MAX_ITEMS = 50
_NOTHING = ("", "null", "~", "none", "nil", "undefined")
_TEXT_NAMES = ("name", "title", "text", "label", "src", "url", "path", "value")
_JOINS = re.compile(
    r"\s*[,;/]\s*(?:(?:and|und|y|et|e|en|i|ve|och)\s+)?|\s+(?:and|und|y|et|e|en|i|ve|och|&|\+)\s+"
)
_SENTENCE = re.compile(r"\w{3,}[.!?]\s|\w{3,}[.!?]$")
_YEAR = re.compile(r"(?<!\d)(1[89]\d\d|20\d\d)(?!\d)")
LANGUAGES = {
    "en": "english eng",
    "de": "german deutsch ger deu",
    "es": "spanish espanol castellano spa",
    "fr": "french francais fre fra",
    "it": "italian italiano ita",
    "pt": "portuguese portugues por",
    "nl": "dutch nederlands dut nld",
    "pl": "polish polski pol",
    "tr": "turkish turkce tur",
    "sv": "swedish svenska swe",
    "ru": "russian русский rus",
    "ja": "japanese 日本語 jpn",
    "zh": "chinese 中文 chi zho",
    "ko": "korean 한국어 kor",
}
_CODE = re.compile(r"([a-z]{2,3})(?:[-_](?:[a-z]{4}|([a-z]{2}))(?:[._@].*)?)?")


def text(value: Any) -> str:
    """A value on one line: an item of a list by commas, of a table by its name. “[[Links]]” are undone."""
    if isinstance(value, list):
        return ", ".join(filter(None, map(text, value[:MAX_ITEMS])))
    if isinstance(value, dict):
        return next((text(value[name]) for name in _TEXT_NAMES if text(value.get(name, ""))), "")
    line = " ".join(unescape(str(value)).split())
    line = line[2:-2] if line.startswith("[[") and line.endswith("]]") else line
    return "" if line.lower() in _NOTHING else line


def texts(value: Any) -> tuple[str, ...]:
    """The items of a list, or of a text that lists them by commas."""
    if not isinstance(value, list):
        value = [value] if isinstance(value, dict) else re.split(r"\s*,\s*", text(value))
    return tuple(dict.fromkeys(filter(None, map(text, value[:MAX_ITEMS]))))


def names(value: Any) -> tuple[str, ...]:
    """The names of people: “A, B and C”, a list, tables with a name. No sentence, no mail address."""
    if len(text(value)) > MAX_ITEMS * 4 or _SENTENCE.search(text(value)):
        return ()
    pieces = (
        [text(item) for item in value[:MAX_ITEMS]] if isinstance(value, list) else _JOINS.split(text(value))
    )
    plain = (re.sub(r"\s*<?\b[\w.+-]+@[\w.-]+\b>?\s*", "", piece).removeprefix("@") for piece in pieces)
    return tuple(dict.fromkeys(filter(None, plain)))


def whole_text(value: Any) -> str:
    """A text of one or more paragraphs on one line; a list is none."""
    return text(value) if isinstance(value, str) else ""


def is_true(value: Any) -> bool:
    return text(value).lower() not in (*_NOTHING, "false", "no", "0", "off", "nein", "non", "nej", "nie")


def year(value: Any) -> int | None:
    """The year of a number or a date: “2016”, “2016-11-11”."""
    found = _YEAR.search(text(value))
    return int(found[1]) if found else None


def moment(value: Any) -> date | None:
    """The day as written, a `datetime` where the time is too. None for days in doubt, like 3/4/2024."""
    line = text(value).replace("Z", "+00:00")
    try:
        return datetime.fromisoformat(re.sub(r"\s+(?=[+-]\d)", "", line)) if len(line) > 10 else day(line)
    except ValueError:
        return day(line)


def language(value: Any) -> str:
    """The code of a language: “de”, “de_AT.UTF-8”, “Deutsch”; "" if it is none."""
    plain = fold(text(value)).replace(" ", "")
    for code, wordings in LANGUAGES.items():
        if plain in wordings.split():
            return code
    found = _CODE.fullmatch(plain)
    return "-".join(filter(None, (found[1], (found[2] or "").upper()))) if found else ""
