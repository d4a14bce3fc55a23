"""The inbox: a person's notices, unread first. Mail only repeats them."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from integers import whole_number
from reviews.desk.audit_log.timeline import kind_of
from reviews.desk.base.guards import desk_page
from reviews.desk.base.review_state import person_name
from reviews.models import Notice
from reviews.models.notice import OUTSIDE
from reviews.notifications.texts import address, event_text, film_title

PER_PAGE = 30


@dataclass(frozen=True)
class NoticeRow:
    """A notice in the inbox. It says no more than the audit log; outside recipients get no name or reason."""

    pk: int
    is_unread: bool
    kind: str
    text: str
    film: str
    by: str
    reason: str
    why: str
    at: datetime
    address: str


def unread_count(user) -> int:
    """The number of unread notices, loaded with who asks."""
    return Notice.objects.unread_count(user)


@require_safe
def inbox(request):
    notices = Notice.objects.visible_to(request.user).for_screen()
    page = Paginator(notices, PER_PAGE).get_page(request.GET.get("p"))
    context = {
        "opts": None,
        "notices": [_notice_row(row) for row in page],
        "page_obj": page,
        "unread": unread_count(request.user),
        "last": max((row.pk for row in page), default=0),
    }
    return desk_page(request, "reviews/desk/home/inbox.html", context, title=_("Inbox"))


@require_POST
def mark_read(request, pk):
    """Mark a notice as read; with `go`, redirect to what it is about."""
    notice = get_object_or_404(Notice.objects.visible_to(request.user).select_related("entry__review"), pk=pk)
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=timezone.now())
    return redirect(address(notice) if "go" in request.POST else _redirect_url(request))


@require_POST
def mark_all_read(request):
    """Mark all notices as read, up to the newest on the page: later ones stay unread."""
    last = whole_number(request.POST.get("last"))
    if last is None:
        raise Http404
    count = Notice.objects.filter(to=request.user, pk__lte=last).unread().update(read_at=timezone.now())
    messages.success(request, ngettext("%d notice read.", "%d notices read.", count) % count)
    return redirect("admin:inbox")


def _redirect_url(request) -> str:
    back = request.POST.get("back", "")
    is_ours = url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return back if is_ours else reverse("admin:inbox")


def _notice_row(row: Notice) -> NoticeRow:
    is_outside = row.why in OUTSIDE
    return NoticeRow(
        pk=row.pk,
        is_unread=row.read_at is None,
        kind=kind_of(row.entry.step),
        text=event_text(row),
        film=film_title(row),
        by="" if is_outside else person_name(row.entry.by),
        reason="" if is_outside else row.entry.reason,
        why=str(row.get_why_display()),
        at=row.at,
        address=address(row),
    )


def inbox_urls(wrap):
    return [
        path("inbox/", wrap(inbox), name="inbox"),
        path("inbox/read/", wrap(mark_all_read), name="inbox_read_all"),
        path("inbox/<number:pk>/read/", wrap(mark_read), name="inbox_read"),
    ]
