"""Times in every template, without being loaded."""

from datetime import datetime

from django import template
from django.template import defaultfilters
from django.utils.timezone import is_aware

from reviews.local_time import with_fixed_offset

register = template.Library()


@register.filter(expects_localtime=True, is_safe=False)
def local_time(value, arg=None):
    """Django's `date` for a moment, also in the hour that comes twice: its zone tells the two apart."""
    is_moment = isinstance(value, datetime) and is_aware(value)
    return defaultfilters.date(with_fixed_offset(value) if is_moment else value, arg)
