"""How a public page answers: from plain values alone, without the request.

No context processor runs, so no template can touch a session, a user, a
message or a CSRF token: the same bytes for everyone.
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
    """What machines fetch again and again: 304 if they have these very bytes.

    Only the bytes decide. `changed_at` is told as Last-Modified, but not
    relied on: a passage that was withheld since moves no moment that readers
    see, and whoever asks by time alone must not keep it.
    """
    response = HttpResponse(content, content_type=content_type)
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "public, no-cache"  # kept, but never shown unasked
    if changed_at:
        response.headers["Last-Modified"] = http_date(changed_at.timestamp())
    return get_conditional_response(request, etag=etag, response=response)
