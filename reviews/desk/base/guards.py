"""Access checks for every desk view, and the frame of its page."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import Http404
from django.template.response import TemplateResponse
from django.utils import timezone

from pagecache.queries.prepared import PreparedQuery
from reviews.models import Draft, Opened
from reviews.permissions.access import may


def _draft(pk: int, user: int):
    """With `was_opened`: whether it is logged already that this person opened it."""
    opened = Opened.objects.filter(review=OuterRef("pk"), user=user)
    drafts = Draft.objects.select_related("review__author", "film", "scale", "updated_by")
    return drafts.filter(pk=pk).annotate(was_opened=Exists(opened))


_draft_for = PreparedQuery(_draft, pk=int, user=int)


def get_draft_or_404(user, pk, *, shows_text=True) -> Draft:
    """The draft of this review; 404 for those who may not see it.

    It is logged that this person opened the full text, unless the view shows
    none of it (`shows_text=False`).
    """
    draft = _draft_for.first(pk=pk, user=user.pk)
    if draft is None or not may(user, "see", draft.review):
        raise Http404
    if shows_text and not draft.was_opened:
        log_opened(user, draft.pk)
    return draft


def log_opened(user, *reviews: int) -> None:
    """Record that this account saw more than the safe text: it may no longer sign their spoiler checks."""
    known = set(Opened.objects.filter(review__in=reviews, user=user).values_list("review", flat=True))
    rows = [Opened(review_id=pk, user=user, at=timezone.now()) for pk in reviews if pk not in known]
    if rows:
        Opened.objects.bulk_create(rows, ignore_conflicts=True)


def require_permission(user, act, review=None) -> None:
    """Raise 403 unless this person may take the step."""
    if not may(user, act, review):
        raise PermissionDenied


def desk_page(request, template, context, *, title, status=None):
    """A desk page in the frame of the admin site."""
    frame = {"title": title, "opts": Draft._meta, "is_nav_sidebar_enabled": False}
    return TemplateResponse(
        request, template, admin.site.each_context(request) | frame | context, status=status
    )
