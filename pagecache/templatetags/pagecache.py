"""Template tag: `cached_include`."""

from django import template

from pagecache.fragments import rendered

register = template.Library()
register.simple_tag(rendered, name="cached_include")
