"""What every view of the desk begins with: who is asking, and what they may see."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone

from reviews.models import Draft, Opened
from reviews.permissions.access import may


def get_draft_or_404(user, pk, *, opens=True) -> Draft:
    """The draft of this review. For those who may not see it, it does not exist.

    Whoever gets it has opened its full text, unless the view says that it
    shows none of it (`opens=False`).
    """
    drafts = Draft.objects.select_related("review__author", "film", "scale", "updated_by")
    draft = get_object_or_404(drafts, pk=pk)
    if not may(user, "see", draft.review):
        raise Http404
    if opens:
        log_opened(user, draft.pk)
    return draft


def log_opened(user, review: int) -> None:
    """Keep that this account saw more than the safe text: it signs no spoiler check of it any more."""
    if not Opened.objects.filter(review=review, user=user).exists():
        row = Opened(review_id=review, user=user, at=timezone.now())
        Opened.objects.bulk_create([row], ignore_conflicts=True)


def require_permission(user, act, review=None) -> None:
    """403 for a step that this person may not press."""
    if not may(user, act, review):
        raise PermissionDenied


def desk_page(request, template, context, *, title, status=None):
    """A page of the desk."""
    shared = {"title": title, "opts": Draft._meta, "is_nav_sidebar_enabled": False}
    return TemplateResponse(
        request, template, admin.site.each_context(request) | shared | context, status=status
    )
