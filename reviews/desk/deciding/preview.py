"""Previews on the desk: the saved draft or one of its revisions, as readers would get it."""

from django.shortcuts import get_object_or_404
from django.urls import reverse

from reviews.desk.base.guards import get_draft_or_404
from reviews.drafts import freeze
from reviews.previews.access_log import log_access
from reviews.previews.render import draft_edition_of, full_page, no_store, safe_page


def preview(request, pk, number=None, is_full=False):
    """Preview the saved draft, or the revision with this number."""
    draft = get_draft_or_404(request.user, pk)
    review = draft.review
    if number is None:
        revision = review.revisions.first()
        document = freeze(draft)
    else:
        revision = get_object_or_404(review.revisions, number=number)
        document = revision.document()
    edition = draft_edition_of(review, document)
    log_access(revision, is_full=is_full, user=request.user)
    bar = _preview_bar(review, revision.number, is_full)
    return no_store(full_page(edition, bar) if is_full else safe_page(edition, bar))


def full(request, pk, number):
    return preview(request, pk, number, is_full=True)


def _preview_bar(review, number, is_full) -> dict:
    return {
        "template": "reviews/desk/base/_preview_bar.html",
        "number": number,
        "is_full": is_full,
        "safe": reverse("admin:reviews_draft_revision_preview", args=[review.pk, number]),
        "full": reverse("admin:reviews_draft_revision_full", args=[review.pk, number]),
        "draft": reverse("admin:reviews_draft_change", args=[review.pk]),
        "share": reverse("admin:reviews_draft_previews", args=[review.pk]),
        "scripts": True,
    }
