"""The fact check: what the text says of people, roles, directors, titles and years, beside the film record.

It asks, and never knows better: the record may be wrong as well. What it
cannot tell apart it leaves alone.
"""

from collections.abc import Iterable

from reviews.checks.facts.directors import directors
from reviews.checks.facts.film_record import film_record
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
    for part in (notes, roles, directors, years, running_time, spelling):
        yield from part(subject, record)
