"""Fields that every reader sees as they are: names, alternative texts, sources. They take no spoiler mark."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from shield.marks import CLOSER, OPENER


def refuse_marks(thing, *fields: str) -> None:
    """For a model's `clean`: an error beside each of its fields that holds a mark."""
    marked = [name for name in fields if any(mark in getattr(thing, name) for mark in (OPENER, CLOSER))]
    if marked:
        said = _("This is shown to everybody: a spoiler mark hides nothing here. Reword it.")
        raise ValidationError(dict.fromkeys(marked, said))
