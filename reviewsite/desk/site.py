"""The AdminSite, which its users call the desk."""

from functools import partial, update_wrapper

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.auth.decorators import login_not_required
from django.contrib.contenttypes.views import shortcut
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from integers import whole_number
from integers.errors import is_out_of_range
from reviews.desk.audit_log.pages import audit_log_urls
from reviews.desk.checks.spoiler_check import spoiler_check_urls
from reviews.desk.home.inbox import inbox_urls, unread_count
from reviews.desk.home.newsroom import newsroom
from reviews.desk.home.own_settings import own_settings_urls
from reviews.desk.writing import login_rescue
from reviewsite.desk.accounts import forms, limits
from reviewsite.desk.accounts.invitations import invitation_urls
from reviewsite.desk.accounts.own_sessions import own_sessions_urls
from reviewsite.desk.accounts.password_reset import password_reset_urls
from reviewsite.desk.attention import attention_list
from reviewsite.leak_audit.last_audit import last_audit_summary
from reviewsite.operations.status import status_urls


def view_on_site(request, content_type_id, object_id):
    """Django's `shortcut` view, with 404 for primary keys out of the database's range."""
    if None in (whole_number(content_type_id), whole_number(object_id)):
        raise Http404
    return shortcut(request, content_type_id, object_id)


def view_on_site_urls(wrap):
    return [path("r/<path:content_type_id>/<path:object_id>/", wrap(view_on_site), name="view_on_site")]


class DeskSite(AdminSite):
    site_header = _("Foyer, the desk")
    site_title = _("Foyer, the desk")
    index_title = _("Newsroom")
    login_form = forms.LoginForm

    def index(self, request, extra_context=None):
        """The newsroom above Django's list of apps."""
        unread = unread_count(request.user)
        context = newsroom(request.user) | last_audit_summary(request.user)
        context |= {"attention": attention_list(request.user, unread), "unread_notices": unread}
        return super().index(request, context | (extra_context or {}))

    def each_context(self, request):
        """With the number of unread notices, counted only if the template shows it."""
        context = {
            "unread_notices": lambda: unread_count(request.user),
            "has_tables": self._has_tables(request),
            "can_reset": settings.HAS_MAIL,
        }
        return super().each_context(request) | context

    def _has_tables(self, request) -> bool:
        """Whether the list of apps has any table for this person."""
        return any(
            table.has_module_permission(request) and True in table.get_model_perms(request).values()
            for table in self._registry.values()
        )

    def get_app_list(self, request, app_label=None):
        """Made once a request, and if something shows it: each page has it in its context."""
        if app_label:
            return super().get_app_list(request, app_label)
        if not hasattr(request, "app_list"):
            request.app_list = SimpleLazyObject(partial(super().get_app_list, request))
        return request.app_list

    def get_urls(self):
        own_urls = (spoiler_check_urls, inbox_urls, own_settings_urls, own_sessions_urls)
        own_urls += (audit_log_urls, status_urls, view_on_site_urls)
        urls = [url for urls in own_urls for url in urls(self.admin_view)]
        urls += password_reset_urls(self.each_context) + invitation_urls(self.admin_view, self.each_context)
        return urls + super().get_urls()

    def admin_view(self, view, cacheable=False):
        """Answer a draft posted without a login with a login form that carries the posted text along."""
        inner = super().admin_view(view, cacheable)

        def guarded(request, *args, **kwargs):
            if login_rescue.should_rescue(request, self.has_permission(request)):
                return self._login_form(request, login_rescue.from_post(request))
            try:
                return inner(request, *args, **kwargs)
            except OverflowError as error:
                if is_out_of_range(error):  # from `?id__in=` and other lookups of Django's change lists
                    raise Http404 from error
                raise

        return update_wrapper(guarded, view)

    @method_decorator(never_cache)
    @login_not_required
    def login(self, request, extra_context=None):
        """Django's login, which carries a rescued draft form through failed attempts to its author."""
        carried = login_rescue.from_login(request)
        response = super().login(request, {"carried": carried} | (extra_context or {}))
        if request.method == "POST" and response.status_code == 302:
            forms.after_login(request)
        if not carried or response.status_code != 302:
            return limits.refused(response)
        return login_rescue.restore(request, carried) or self._login_form(
            request, login_rescue.refused(carried)
        )

    def password_change(self, request, extra_context=None):
        """Django's, with the limits of the login."""
        context = self.each_context(request) | (extra_context or {})
        done = reverse("admin:password_change_done")
        view = forms.OwnPasswordView.as_view(success_url=done, extra_context=context)
        return limits.refused(view(request))

    @method_decorator(never_cache)
    def _login_form(self, request, carried):
        context = {
            "form": forms.LoginForm(request),
            "app_path": reverse("admin:login"),
            "next": carried.address,
            "username": request.user.get_username(),
            "title": _("Log in"),
            "subtitle": None,
            "carried": carried,
        }
        return TemplateResponse(request, "admin/login.html", self.each_context(request) | context)
