"""Public error pages. (500.html needs no view.)"""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from pagecache import respond
from pagecache.fragments import fragment


def not_found(request, exception):
    """The same for every address, so that none is kept by itself."""
    return respond.html(fragment("404", SafeString, lambda: render_to_string("404.html")), status=404)
