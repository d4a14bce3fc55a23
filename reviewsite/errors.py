"""What visitors and staff get when something is not there, or not for them. (500.html needs no view.)"""

from django.contrib import admin
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.views import defaults

from pagecache import respond


def not_found(request, exception):
    if _is_at_the_desk(request):
        return _at_the_desk(request, 404)
    return respond.page("404.html", {}, status=404)


def refused(request, exception):
    if _is_at_the_desk(request):
        return _at_the_desk(request, 403)
    return defaults.permission_denied(request, exception)


def _is_at_the_desk(request):
    return request.path.startswith(reverse("admin:index")) and admin.site.has_permission(request)


def _at_the_desk(request, status):
    context = admin.site.each_context(request) | {"is_nav_sidebar_enabled": False}
    response = render(request, f"admin/{status}.html", context, status=status)
    add_never_cache_headers(response)
    return response
