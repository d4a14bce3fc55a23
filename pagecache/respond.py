"""Responses of public pages, rendered without the request.

No context processor runs, so no template can use the session, the user,
messages or a CSRF token: everybody gets the same bytes, which can be cached.
"""

import hashlib
from datetime import datetime

from django.http import HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils.http import http_date

# Nobody keeps a page without asking again but for a shared cache, and that for one second.
CACHE_CONTROL = "public, max-age=0, s-maxage=1, must-revalidate"


def page(template: str, context: dict, status: int = 200) -> HttpResponse:
    return html(render_to_string(template, context), status)


def html(content: str, status: int = 200) -> HttpResponse:
    return _public(HttpResponse(content, status=status))


def redirect(address: str, *, permanent: bool = False) -> HttpResponse:
    return _public(HttpResponsePermanentRedirect(address) if permanent else HttpResponseRedirect(address))


def _public(response: HttpResponse) -> HttpResponse:
    """Add ETag and Cache-Control; `pagecache.front` answers 304 by it."""
    digest = hashlib.sha256(response.content).hexdigest()[:32]
    response.headers["ETag"] = f'"{digest}"'
    response.headers["Cache-Control"] = CACHE_CONTROL
    return response


def data(content: bytes, content_type: str, *, changed_at: datetime | None = None) -> HttpResponse:
    """A response for polling clients (a feed).

    `changed_at` is sent as Last-Modified, but If-Modified-Since is ignored: a
    passage withheld since then does not change that time, and a client that
    asks by time only must not keep the old text.
    """
    response = _public(HttpResponse(content, content_type=content_type))
    if changed_at:
        response.headers["Last-Modified"] = http_date(changed_at.timestamp())
    return response
