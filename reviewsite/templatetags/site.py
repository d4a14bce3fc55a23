"""What stands around every public page, whoever rendered it."""

from django import template

from reviewsite.pages.footer import footer_links

register = template.Library()
register.simple_tag(footer_links)
