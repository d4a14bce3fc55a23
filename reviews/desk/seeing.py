"""What every view of the desk begins with: who is asking, and what they may see."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse

from reviews.access import may
from reviews.models import Draft


def draft_seen_by(user, pk) -> Draft:
    """The draft of this review. For those who may not see it, it does not exist."""
    drafts = Draft.objects.select_related("review__author", "film", "scale", "updated_by")
    draft = get_object_or_404(drafts, pk=pk)
    if not may(user, "see", draft.review):
        raise Http404
    return draft


def require(user, act, review=None) -> None:
    """403 for a step that this person may not press."""
    if not may(user, act, review):
        raise PermissionDenied


def page(request, template, context, *, title, status=None):
    """A page of the desk."""
    shared = {"title": title, "opts": Draft._meta, "is_nav_sidebar_enabled": False}
    return TemplateResponse(
        request, template, admin.site.each_context(request) | shared | context, status=status
    )
