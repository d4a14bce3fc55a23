"""Read days as people write them: “4 May 2015”, “4 de mayo de 2015”, “2015年5月4日”."""

import re
from datetime import date

from shield.words import fold

_LAST = r"(?!\d)"
_YEAR_FIRST = re.compile(rf"(\d{{4}})\s?[-/.年년]\s?(\d{{1,2}})\s?[-/.月월]\s?(\d{{1,2}}){_LAST}")
_DAY_FIRST = re.compile(rf"(\d{{1,2}})\.\s?(\d{{1,2}})\.\s?(\d{{4}}){_LAST}")
_IN_DOUBT = re.compile(r"\d{1,4}\s?[-/. ]\s?\d{1,2}\s?[-/. ]\s?\d{1,4}")
# Of each month, how it begins in the languages that front matter is read in, folded.
_MONTHS = """
    jan ene gen janv sty oca янв
    feb fev fevr lut sub фев
    mar maart maer mrt мар
    apr avr abr kwi nis апр
    may mai mei maj mag мая май
    jun juin giu cze haz июн
    jul juil lug lip tem июл
    aug aout ago sie agu авг
    sep set wrz eyl сен
    oct okt out ott paz eki окт
    nov lis kas ноя
    dec dez des dic gru ara дек
"""
_BEGINNINGS = [tuple(line.split()) for line in _MONTHS.strip().split("\n")]
_NTH = r"(\d{1,2})(?:st|nd|rd|th|er|re|e|º|o|ª|\.)?"
_MONTH, _OF, _YEAR = r"([^\W\d_]{3,12})\.?", r"\s(?:de\s|del\s|di\s|of\s)?", r"(\d{4})\b"
_WEEKDAY = r"(?:[^\W\d_]{2,12}\.?,?\s){0,2}"
_NAMED_MONTH = re.compile(rf"{_WEEKDAY}(?:{_NTH}{_OF}{_MONTH},?{_OF}{_YEAR}|{_MONTH}\s{_NTH},?\s{_YEAR})")


def day(line: str) -> date | None:
    """The day with which a line begins; None for one in doubt, like 3/4/2024."""
    try:
        if numbers := _YEAR_FIRST.match(line):
            return date(int(numbers[1]), int(numbers[2]), int(numbers[3]))
        if numbers := _DAY_FIRST.match(line):
            return date(int(numbers[3]), int(numbers[2]), int(numbers[1]))
        if named := _NAMED_MONTH.match(_folded(line)):
            number, month, year = named.groups()[:3] if named[1] else (named[5], named[4], named[6])
            return date(int(year), _month(month), int(number))
    except ValueError:
        pass
    return None


def is_in_doubt(line: str) -> bool:
    """Whether a line is nothing but the numbers of a day that can be read in two ways."""
    return day(line) is None and bool(_IN_DOUBT.fullmatch(line))


def _folded(line: str) -> str:
    return fold(line).replace("ı", "i")


def _month(name: str) -> int:
    """1 to 12, by the longest beginning that fits; 0 for no month."""
    fits = [
        (len(start), number)
        for number, starts in enumerate(_BEGINNINGS, start=1)
        for start in starts
        if name.startswith(start)
    ]
    return max(fits, default=(0, 0))[1]
