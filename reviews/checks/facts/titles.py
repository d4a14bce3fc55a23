"""Fact check of years after titles (“Ballerina (2024)”) and of the running time."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from django.utils.translation import gettext as _

from films.models import Film
from reviews.checks.facts.film_record import FilmRecord
from reviews.checks.facts.prose import CONTEXT, any_name_pattern, running_sentences, without_accents
from reviews.checks.findings import Finding, finding
from reviews.checks.subject import Subject
from shield.words import FUNCTION_WORDS, fold

Years = dict[str, set[int | None]]  # of each folded title
_YEAR = r"(?P<year>(?:18|19|20|21)[0-9]{2})"
_CAPITAL_BEFORE = re.compile(r"([A-Z][\w'-]*) $")
_MINUTES = re.compile(
    r"\b(?P<a>[0-9]{2,3})[- ]minutes?[- ](?:film|movie|picture|runtime|running time)\b"
    r"|\b(?:runs(?: for| to)?|running time of|runtime of) (?P<b>[0-9]{2,3}) minutes\b"
)


def years(subject: Subject, record: FilmRecord) -> Iterable[Finding]:
    """A year is right if any film in the database has that title and year."""
    known: Years = defaultdict(set)
    for film in record.films:
        for title in film.titles:
            known[_folded(title)].add(film.year)
    titles = any_name_pattern(title for film in record.films for title in film.titles)
    pattern = re.compile(rf"(?<![\w-])(?P<title>{titles})[\"']? \({_YEAR}\)")
    exists = cache(lambda title, year: Film.objects.called(title, year).exists())
    message = _("%(title)s is of %(year)s in the film's record, not of %(said)s. Correct one of the two.")
    for text, sentence in running_sentences(subject, lines=True):
        for match in pattern.finditer(sentence):
            if _is_wrong(match, sentence, known) and not exists(match["title"], int(match["year"])):
                recorded = ", ".join(map(str, sorted(filter(None, known[_folded(match["title"])]))))
                values = {"title": match["title"], "said": match["year"], "year": recorded}
                yield finding(text.place, message % values, match["title"], match["year"], quote=match[0])


def _folded(title: str) -> str:
    return " ".join(fold(without_accents(title)).split())


def _is_wrong(match: re.Match, sentence: str, known: Years) -> bool:
    before = _CAPITAL_BEFORE.search(sentence[max(0, match.start() - CONTEXT) : match.start()])
    if before and len(before[1]) > 2 and fold(before[1]) not in FUNCTION_WORDS:
        return False  # “Prima Ballerina (2010)” is another title
    recorded, year = known[_folded(match["title"])], int(match["year"])
    return None not in recorded and year not in recorded


def running_time(subject: Subject, record: FilmRecord) -> Iterable[Finding]:
    """“A 124-minute film”. A difference of one minute is accepted: sources round differently."""
    minutes = record.film.runtime_minutes
    if not minutes:
        return
    message = _("The film's record says %(minutes)s minutes, not %(said)s. Correct one of the two.")
    for text, sentence in running_sentences(subject):
        for match in _MINUTES.finditer(sentence):
            claimed = int(match["a"] or match["b"])
            if claimed > minutes / 2 and abs(claimed - minutes) > 1:
                values = {"minutes": minutes, "said": claimed}
                yield finding(text.place, message % values, str(claimed), quote=match[0])
