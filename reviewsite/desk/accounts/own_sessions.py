"""Your sessions: where one is logged in, and the end of it by a press."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from reviews.desk.base.guards import desk_page
from reviews.permissions.client_network import client_network
from reviewsite.desk.accounts.models import StaffSession, fingerprint
from reviewsite.desk.accounts.warnings import sentence_of

DEVICE, NETWORK = "desk.device", "desk.network"  # keys of a session's data
# The first that a User-Agent names: most name others too.
BROWSERS = {"Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "FxiOS": "Firefox"}
BROWSERS |= {"Chrom": "Chrome", "CriOS": "Chrome", "Safari": "Safari"}
SYSTEMS = {"iPhone": "iPhone", "iPad": "iPad", "Android": "Android", "Windows": "Windows"}
SYSTEMS |= {"CrOS": "ChromeOS", "Mac OS": "macOS", "Linux": "Linux"}


@dataclass(frozen=True)
class SessionRow:
    """A session on the page. `name` is what the form calls it by, and opens nothing."""

    name: str
    device: str
    is_this: bool
    is_near: bool  # from the network of the one that asks
    began_at: datetime
    used_at: datetime


def note_where(request) -> None:
    """Keep with a new session which device it is for, and a fingerprint of its network."""
    request.session[DEVICE] = device_of(request.headers.get("User-Agent", ""))
    request.session[NETWORK] = fingerprint(client_network(request))


def device_of(user_agent: str) -> str:
    """Browser and system in words; "" if it names none that we know."""
    names = [next((names[key] for key in names if key in user_agent), "") for names in (BROWSERS, SYSTEMS)]
    return " · ".join(filter(None, names))


def sessions_of(request) -> list[SessionRow]:
    """Of whoever asks, those that run: this one first, then as they were used last."""
    running = StaffSession.objects.filter(user=request.user, expire_date__gt=timezone.now())
    here = fingerprint(client_network(request))
    rows = [_row(session, request.session.session_key, here) for session in running.order_by("-used_at")]
    return sorted(rows, key=lambda row: not row.is_this)


def _row(session: StaffSession, key: str, here: str) -> SessionRow:
    data = session.get_decoded()
    return SessionRow(
        name=session.name,
        device=data.get(DEVICE, ""),
        is_this=session.session_key == key,
        is_near=data.get(NETWORK) == here,
        began_at=session.began_at,
        used_at=session.used_at,
    )


def end_others(request, names: set[str] | None = None) -> int:
    """End the other sessions of whoever asks, or those of these names alone; returns how many."""
    others = StaffSession.objects.filter(user=request.user).exclude(pk=request.session.session_key)
    keys = [session.pk for session in others if names is None or session.name in names]
    ended, _by_table = StaffSession.objects.filter(pk__in=keys).delete()
    return ended


@require_http_methods(["GET", "HEAD", "POST"])
def own_sessions(request):
    if request.method == "POST":
        _end(request)
        return redirect("admin:own_sessions")
    context = {
        "opts": None,
        "sessions": sessions_of(request),
        "attempts": sentence_of(request.user, timezone.now() - timedelta(days=settings.LOGIN_ATTEMPT_DAYS)),
        "days": settings.LOGIN_ATTEMPT_DAYS,
        "idle": settings.SESSION_IDLE_MINUTES,
        "hours": settings.SESSION_HOURS,
    }
    return desk_page(request, "admin/own_sessions.html", context, title=_("Your sessions"))


def _end(request) -> None:
    names = None if "others" in request.POST else {request.POST.get("end", "")}
    count = end_others(request, names)
    if count:
        message = ngettext("%d session has ended.", "%d sessions have ended.", count)
        messages.success(request, message % count)
    else:
        messages.info(request, _("It had ended already."))


def own_sessions_urls(wrap):
    return [path("sessions/", wrap(own_sessions), name="own_sessions")]
