"""How a public page answers: from plain values alone, without the request.

No context processor runs, so no template can touch a session, a user, a
message or a CSRF token: the same bytes for everyone.
"""

from django.http import HttpResponse
from django.template.loader import render_to_string


def page(template: str, context: dict, status: int = 200) -> HttpResponse:
    return HttpResponse(render_to_string(template, context), status=status)
