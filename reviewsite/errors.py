"""Error pages of every address; those of the desk's own 403 and 404 are in `reviewsite.desk.errors`."""

import errno
import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from pagecache import respond
from pagecache.fragments import fragment

# What passes by itself or is mended without a change of the site: a database that is away, locked or full,
# and a disk that is full or cannot be written.
PASSING_ERRORS = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO)
RETRY_SECONDS = 10
PASSWORD = "password"  # fields with this in their name are not sent back


def not_found(request, exception):
    """The same for every address, so that none is kept by itself."""
    return respond.html(fragment("404", SafeString, lambda: render_to_string("404.html")), status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """503, with all that was typed and a button to send it again, for what passes; else 500.

    Called within the handling of the exception.
    """
    error = sys.exc_info()[1]
    if not (
        isinstance(error, OperationalError | InterfaceError)
        or (isinstance(error, OSError) and error.errno in PASSING_ERRORS)
    ):
        return HttpResponse(render_to_string("500.html"), status=500)
    headers = {"Retry-After": str(RETRY_SECONDS), "Cache-Control": "no-store"}
    return HttpResponse(render_to_string("503.html", _sent(request)), status=503, headers=headers)


def _sent(request: HttpRequest) -> dict[str, object]:
    fields = [(name, value) for name, values in request.POST.lists() for value in values]
    has_password = any(PASSWORD in name.lower() for name, _value in fields)
    return {
        "address": request.get_full_path(),
        "is_sent": request.method == "POST",
        "fields": [] if has_password else fields,
        "had_files": bool(request.FILES),
    }
