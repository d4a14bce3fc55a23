"""403 and 404 pages of the admin; all other addresses get the public ones (reviewsite.errors)."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import defaults

from reviewsite import errors


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    if not _is_in_admin(request):
        return defaults.permission_denied(request, exception)
    message = _(
        "Your role does not include this, or it is somebody else's to do. A chief can tell which, or do it."
    )
    return _page(request, _("You may not do this"), message, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    if not _is_in_admin(request):
        return errors.not_found(request, exception)
    message = _("It was deleted, it never was, or it is a draft that is not yours to see.")
    return _page(request, _("There is nothing here"), message, status=404)


def _is_in_admin(request: HttpRequest) -> bool:
    user = getattr(request, "user", None)  # not set if an earlier middleware answered
    is_admin_url = request.path.startswith(reverse("admin:index"))
    return is_admin_url and user is not None and admin.site.has_permission(request)


def _page(request: HttpRequest, title: str, message: str, *, status: int) -> HttpResponse:
    context = admin.site.each_context(request) | {
        "title": title,
        "message": message,
        "is_nav_sidebar_enabled": False,
    }
    return render(request, "admin/error.html", context, status=status)
