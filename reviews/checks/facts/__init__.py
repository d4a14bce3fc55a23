"""Fact check: compares people, roles, directors, titles, years and days with the film's database record.

Findings are phrased as questions: the record may be wrong as well. Anything
ambiguous is not reported.
"""

from collections.abc import Iterable

from reviews.checks.facts.directors import directors
from reviews.checks.facts.film_record import film_record
from reviews.checks.facts.first_publication import first_publication
from reviews.checks.facts.notes import notes
from reviews.checks.facts.roles import roles
from reviews.checks.facts.spelling import spelling
from reviews.checks.facts.titles import running_time, years
from reviews.checks.findings import Finding
from reviews.checks.subject import Subject

__all__ = ["facts"]


def facts(subject: Subject) -> Iterable[Finding]:
    film = subject.film
    if not film:
        return
    record = film_record(film)
    for check in (notes, roles, directors, years, running_time, spelling, first_publication):
        yield from check(subject, record)
