"""What staff get at the desk when something is not there, or not theirs; readers get what `errors` says."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import defaults

from reviewsite import errors


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    if not _is_at_the_desk(request):
        return defaults.permission_denied(request, exception)
    said = _(
        "Your role does not include this, or it is somebody else's to do. A chief can tell which, or do it."
    )
    return _page(request, _("You may not do this"), said, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    if not _is_at_the_desk(request):
        return errors.not_found(request, exception)
    said = _("It was deleted, it never was, or it is a draft that is not yours to see.")
    return _page(request, _("There is nothing here"), said, status=404)


def _is_at_the_desk(request: HttpRequest) -> bool:
    user = getattr(request, "user", None)  # none, where a middleware answered before there was one
    is_there = request.path.startswith(reverse("admin:index"))
    return is_there and user is not None and admin.site.has_permission(request)


def _page(request: HttpRequest, title: str, said: str, *, status: int) -> HttpResponse:
    context = admin.site.each_context(request) | {
        "title": title,
        "said": said,
        "is_nav_sidebar_enabled": False,
    }
    return render(request, "admin/error.html", context, status=status)
