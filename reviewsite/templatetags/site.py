"""Template tags of public pages: the footer and what is the same on all; the filter `highlighted`."""

from functools import cache

from django import template
from django.conf import settings
from django.template.loader import render_to_string

from reviewsite.pages.footer import footer_html
from shield.highlighting import highlighted

register = template.Library()
register.simple_tag(footer_html, name="footer")
register.filter(highlighted)


@register.simple_tag
def constant(name: str, **values: str):
    """A template with constant values alone: rendered once a process, but for development."""
    return render_to_string(name, values) if settings.DEBUG else _rendered(name, **values)


@cache
def _rendered(name: str, **values: str):
    return render_to_string(name, values)
