"""Requests of the Markdown editor: a preview, and an image upload.

Both come from a script: a refusal is JSON, never a redirect to the login
page. django-markdownx's own views are not used: they are open to anyone.
"""

import re

from django.core.exceptions import ValidationError
from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from images.models import Image
from images.store import add_image
from reviews.desk.writing.turns import turn
from reviews.document import MARKDOWN_LIMIT
from reviews.permissions.access import may
from reviews.public.cards import picture
from shield.finish_html import fill, pictures_in
from shield.markdown import preview_html
from shield.markdown_limits import TooComplex


def private(response):
    response.headers["Cache-Control"] = "no-store"
    return response


def refusal(message, status):
    return private(JsonResponse({"detail": message}, status=status))


@require_POST
def preview(request):
    """Render a Markdown text as the public page does, with spoilers tinted."""
    if not may(request.user, "edit"):
        return refusal(_("You are no longer logged in, or may not write here."), 403)
    text = request.POST.get("content")
    if text is None or len(text) > MARKDOWN_LIMIT:
        return refusal(_("A text of at most 200,000 characters can be shown."), 400)
    try:
        with turn(request.user.pk):
            html = preview_html(text)
    except TooComplex as error:
        return refusal(" ".join(error.messages), 400)
    images = Image.objects.by_keys(pictures_in(text))
    html = fill(html, spoiler=lambda index: "", picture=lambda key: picture(images.get(key)))
    return private(HttpResponse(html))


@require_POST
def upload(request):
    """Store an image, with alternative text or marked decorative, and return its Markdown."""
    user = request.user
    if not (may(user, "edit") and user.has_perm("images.add_image")):
        return refusal(_("You are no longer logged in, or may not add pictures."), 403)
    upload = request.FILES.get("image")
    if not upload:
        return refusal(_("Choose a picture."), 400)
    is_decorative = request.POST.get("decorative") == "on"
    alt = "" if is_decorative else " ".join(request.POST.get("alt", "").split())
    try:
        image = add_image(upload, title=_title(upload.name, alt), alt=alt, is_decorative=is_decorative)
    except ValidationError as error:
        return refusal(" ".join(error.messages), 400)
    return private(JsonResponse({"code": f"![{_escaped(image.alt)}](image:{image.key})"}))


def _title(name: str, alt: str) -> str:
    return (alt or name or "-")[:200]


def _escaped(alt: str) -> str:
    """Escape a text for a Markdown image."""
    return re.sub(r"([\\\[\]!<>])", r"\\\1", alt)
