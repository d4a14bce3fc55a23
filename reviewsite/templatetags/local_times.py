"""Template builtin: the `local_time` filter."""

from datetime import datetime

from django import template
from django.template import defaultfilters
from django.utils.timezone import is_aware

from reviews.local_time import with_fixed_offset

register = template.Library()


@register.filter(expects_localtime=True, is_safe=False)
def local_time(value, arg=None):
    """Django's `date` filter, with the right zone name in the repeated hour at the end of summer time."""
    is_aware_datetime = isinstance(value, datetime) and is_aware(value)
    return defaultfilters.date(with_fixed_offset(value) if is_aware_datetime else value, arg)
