"""The day of first publication that a file names, beside today."""

from django.utils.formats import date_format
from django.utils.timezone import get_default_timezone, localdate
from django.utils.translation import gettext as _

from reviews import document as d
from reviews.importing.formats import Note


def note_future_day(document: d.Document, notes: list[Note]) -> None:
    """A note on a day to come, which is kept for the author to put right: it cannot be submitted."""
    day = document.first_published.date
    if day and day > localdate(timezone=get_default_timezone()):
        message = _("The file says it was published on %(day)s, a day to come. Put it right, or empty it.")
        notes.append(Note("warning", message % {"day": date_format(day, "j F Y")}))
