"""Responses of public pages, rendered without the request.

No context processor runs, so no template can use the session, the user,
messages or a CSRF token: everybody gets the same bytes, which can be cached.
"""

import hashlib
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response
from django.utils.http import http_date


def page(template: str, context: dict, status: int = 200) -> HttpResponse:
    return HttpResponse(render_to_string(template, context), status=status)


def data(
    request: HttpRequest, content: bytes, content_type: str, *, changed_at: datetime | None = None
) -> HttpResponse:
    """A response for polling clients (a feed): 304 if the client has the same bytes (ETag).

    `changed_at` is sent as Last-Modified, but If-Modified-Since is ignored: a
    passage withheld since then does not change that time, and a client that
    asks by time only must not keep the old text.
    """
    response = HttpResponse(content, content_type=content_type)
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "public, no-cache"  # may be stored, but is revalidated each time
    if changed_at:
        response.headers["Last-Modified"] = http_date(changed_at.timestamp())
    return get_conditional_response(request, etag=etag, response=response)
