"""Validation: refuse spoiler marks in fields that are always shown, such as names, alt texts and sources."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from shield.marks import CLOSER, OPENER


def refuse_marks(instance, *fields: str) -> None:
    """For a model's `clean`: raise ValidationError for each of its fields that contains a mark."""
    marked = [name for name in fields if any(mark in getattr(instance, name) for mark in (OPENER, CLOSER))]
    if marked:
        message = _("This is shown to everybody: a spoiler mark hides nothing here. Reword it.")
        raise ValidationError(dict.fromkeys(marked, message))
