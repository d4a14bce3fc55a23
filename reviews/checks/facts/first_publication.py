"""Fact check of the day of first publication: before the film’s release, or after publication here."""

from collections.abc import Iterable
from datetime import date

from django.utils.formats import date_format
from django.utils.timezone import get_default_timezone, localdate
from django.utils.translation import gettext as _

from films.models import Film
from reviews.checks.document_sentences import Place
from reviews.checks.facts.film_record import FilmRecord
from reviews.checks.findings import Finding, finding
from reviews.checks.subject import Subject


def first_publication(subject: Subject, record: FilmRecord) -> Iterable[Finding]:
    day = subject.document.first_published.date
    if not day:
        return
    place = Place(_("First published elsewhere"), "first_published", "first_published")
    if question := _before_release(record.film, day) or _after_publication(subject, day):
        yield finding(place, question, day.isoformat())


def _before_release(film: Film, day: date) -> str:
    first = film.releases.order_by("date").values_list("date", flat=True).first()
    if first and day < first:
        message = _(
            "Published on %(day)s, before the film’s first release (%(first)s). "
            "Was it written at a festival or a press screening, or is a day wrong?"
        )
        return message % {"day": _text(day), "first": _text(first)}
    if not first and film.year and day.year < film.year:
        message = _("Published on %(day)s, and the film is of %(year)s. Is the day wrong, or the film?")
        return message % {"day": _text(day), "year": film.year}
    return ""


def _after_publication(subject: Subject, day: date) -> str:
    editions = subject.review.editions.ever_public().order_by("public_from")
    here = editions.values_list("public_from", flat=True).first()
    if here is None or day <= localdate(here, get_default_timezone()):
        return ""
    message = _("Said to be first published on %(day)s, after it was published here. Is the day wrong?")
    return message % {"day": _text(day)}


def _text(day: date) -> str:
    return date_format(day, "j F Y")
