"""Years behind titles, and how long the film runs."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from django.utils.translation import gettext as _

from films.models import Film
from reviews.checks.facts.film_record import FilmRecord
from reviews.checks.facts.prose import AROUND, any_of, bare, running
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
    """“Ballerina (2024)”. Any film of that title and year will do, ours or another."""
    known: Years = defaultdict(set)
    for film in record.films:
        for title in film.titles:
            known[_folded(title)].add(film.year)
    titles = any_of(title for film in record.films for title in film.titles)
    pattern = re.compile(rf"(?<![\w-])(?P<title>{titles})[\"']? \({_YEAR}\)")
    is_there = cache(lambda title, year: Film.objects.called(title, year).exists())
    said = _("%(title)s is of %(year)s in the film's record, not of %(said)s. Correct one of the two.")
    for text, sentence in running(subject, lines=True):
        for hit in pattern.finditer(sentence):
            if _is_wrong(hit, sentence, known) and not is_there(hit["title"], int(hit["year"])):
                recorded = ", ".join(map(str, sorted(known[_folded(hit["title"])])))
                values = {"title": hit["title"], "said": hit["year"], "year": recorded}
                yield finding(text.place, said % values, hit["title"], hit["year"], quote=hit[0])


def _folded(title: str) -> str:
    return " ".join(fold(bare(title)).split())


def _is_wrong(hit: re.Match, sentence: str, known: Years) -> bool:
    before = _CAPITAL_BEFORE.search(sentence[max(0, hit.start() - AROUND) : hit.start()])
    if before and len(before[1]) > 2 and fold(before[1]) not in FUNCTION_WORDS:
        return False  # “Prima Ballerina (2010)” is another title
    recorded, said = known[_folded(hit["title"])], int(hit["year"])
    return None not in recorded and said not in recorded


def running_time(subject: Subject, record: FilmRecord) -> Iterable[Finding]:
    """“A 124-minute film”. A minute more or less is a matter of counting."""
    minutes = record.film.runtime_minutes
    if not minutes:
        return
    wrong = _("The film's record says %(minutes)s minutes, not %(said)s. Correct one of the two.")
    for text, sentence in running(subject):
        for hit in _MINUTES.finditer(sentence):
            said = int(hit["a"] or hit["b"])
            if said > minutes / 2 and abs(said - minutes) > 1:
                values = {"minutes": minutes, "said": said}
                yield finding(text.place, wrong % values, str(said), quote=hit[0])
