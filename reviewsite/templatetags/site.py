"""Template tags of the base template of public pages."""

from django import template

from reviewsite.pages.footer import footer_links

register = template.Library()
register.simple_tag(footer_links)
