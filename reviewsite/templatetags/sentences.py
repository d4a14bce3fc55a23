"""Template filters for sentences that end with a title."""

from django import template

from shield.sentences import full_stop_after

register = template.Library()
register.filter(full_stop_after)
