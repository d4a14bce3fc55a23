"""Views of preview links. The token in the URL is the only credential: no login."""

from django.core.signing import BadSignature
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from reviews.models import PreviewLink
from reviews.previews.access_log import count_opening, log_access
from reviews.previews.render import edition_of, full_page, kept_private, no_store, safe_page
from reviews.public.views import is_prefetch, prefetch_refused
from reviews.workflow import Refused
from reviews.workflow.preview_links import held_back_until


@require_safe
def safe(request, token):
    return _preview_response(request, token, is_full=False)


@require_safe
def full(request, token):
    """The full text, if the link includes it. A prefetch is refused."""
    return prefetch_refused() if is_prefetch(request) else _preview_response(request, token, is_full=True)


def _preview_response(request, token, *, is_full):
    link = _link(token)
    if not link or (is_full and not link.is_full):
        return _not_found()
    is_opening = request.method == "GET" and not is_prefetch(request)
    response = _public_page(link, is_full) if link.leads_to_page else _preview(link, is_full, is_opening)
    if is_opening and response.status_code < 400:
        count_opening(link)
    return response


def _public_page(link: PreviewLink, is_full: bool):
    """A redirect to the page of the review, since this text or a later one was published there."""
    address = link.review.address_of("spoilers") if is_full else link.review.get_absolute_url()
    return kept_private(redirect(address))


def _preview(link: PreviewLink, is_full: bool, is_opening: bool):
    try:
        held_until = held_back_until(link.revision)
    except Refused:  # its film was deleted
        return _not_found()
    if held_until:
        return no_store(render_to_string("reviews/previews/held.html", {"until": held_until}), status=403)
    page = (full_page if is_full else safe_page)(
        edition_of(link.review, link.revision.document(), at=link.made_at), _bar(link, is_full)
    )
    if is_opening:
        log_access(link.revision, is_full=is_full, link=link)
    return no_store(page)


def _link(token) -> PreviewLink | None:
    """The link of a token while it is open, else None: whatever else it is, all look the same."""
    try:
        return PreviewLink.objects.open().with_destination().at(token)
    except BadSignature:
        return None


def _not_found():
    return no_store(render_to_string("reviews/previews/over.html"), status=404)


def _bar(link: PreviewLink, is_full: bool) -> dict:
    return {
        "template": "reviews/previews/_bar.html",
        "link": link,
        "is_full": is_full,
        "safe": link.get_absolute_url(),
        "full": reverse("previews:full", args=[link.token]) if link.is_full else "#left-out",
    }
