"""Template tags of the base template of public pages."""

from functools import cache

from django import template
from django.conf import settings
from django.template.loader import render_to_string

from reviewsite.pages.footer import footer_html

register = template.Library()
register.simple_tag(footer_html, name="footer")


@register.simple_tag
def constant(name: str):
    """A template that is the same on every page: rendered once a process, but for development."""
    return render_to_string(name) if settings.DEBUG else _rendered(name)


@cache
def _rendered(name: str):
    return render_to_string(name)
