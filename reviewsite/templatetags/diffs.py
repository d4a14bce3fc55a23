"""Template filter for a comparison of texts."""

from django import template

from shield.desk_html import diff_html

register = template.Library()
register.filter(diff_html)
