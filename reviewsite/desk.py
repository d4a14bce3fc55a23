"""The admin site, under the name its users give it."""

from functools import update_wrapper

from django.contrib.admin import AdminSite
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.decorators import login_not_required
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from reviews.desk.checking import spoiler_check_urls
from reviews.desk.inbox import inbox_urls, unread_count
from reviews.desk.newsroom import newsroom
from reviews.desk.own_settings import own_settings_urls
from reviews.desk.record import record_urls
from reviews.desk.writing import carrying
from reviewsite.audit.telling import audit_told
from reviewsite.care import needs_care


class DeskSite(AdminSite):
    site_header = _("Foyer, the desk")
    site_title = _("Foyer, the desk")
    index_title = _("Newsroom")

    def index(self, request, extra_context=None):
        """The newsroom, with the tables of the film world below it."""
        told = newsroom(request.user) | audit_told(request.user) | {"care": needs_care(request.user)}
        return super().index(request, told | (extra_context or {}))

    def each_context(self, request):
        """With what stands above every page: the unread notices, counted when they are shown."""
        told = {"unread_notices": lambda: unread_count(request.user)}
        return super().each_context(request) | told

    def get_urls(self):
        ours = (spoiler_check_urls, inbox_urls, own_settings_urls, record_urls)
        return [url for urls in ours for url in urls(self.admin_view)] + super().get_urls()

    def admin_view(self, view, cacheable=False):
        """The form of a draft that nobody is logged in for is answered with a login that carries it."""
        inner = super().admin_view(view, cacheable)

        def guarded(request, *args, **kwargs):
            if carrying.is_to_carry(request, self.has_permission(request)):
                return self._asked_to_log_in(request, carrying.sent(request))
            return inner(request, *args, **kwargs)

        return update_wrapper(guarded, view)

    @method_decorator(never_cache)
    @login_not_required
    def login(self, request, extra_context=None):
        """Django's, which carries what was typed, through attempts that fail, to whoever typed it."""
        carried = carrying.brought(request)
        response = super().login(request, {"carried": carried} | (extra_context or {}))
        if not carried or response.status_code != 302:
            return response
        return carrying.put(request, carried) or self._asked_to_log_in(request, carrying.refused(carried))

    @method_decorator(never_cache)
    def _asked_to_log_in(self, request, carried):
        ours = {
            "form": AdminAuthenticationForm(request),
            "app_path": reverse("admin:login"),
            "next": carried.address,
            "username": request.user.get_username(),
            "title": _("Log in"),
            "subtitle": None,
            "carried": carried,
        }
        return TemplateResponse(request, "admin/login.html", self.each_context(request) | ours)
