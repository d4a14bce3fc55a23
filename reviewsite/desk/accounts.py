"""Accounts at the desk, with a word about what somebody leaves behind."""

from django.contrib import messages
from django.contrib.auth.admin import UserAdmin
from django.shortcuts import redirect
from django.utils.translation import ngettext

from reviews.desk.steps.reassign import drafts_in_work
from reviews.permissions.access import may


class AccountAdmin(UserAdmin):
    """Deactivating an account with texts in work is no mistake; the page says that they are left."""

    change_form_template = "admin/auth/user/change_form.html"

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj and may(request.user, "reassign"):
            context["in_work"] = _in_work(obj)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def response_change(self, request, obj):
        left = _in_work(obj) if self._is_leaving(obj) else 0
        if not left:
            return super().response_change(request, obj)
        said = ngettext(
            "Deactivated, with %d text in work that nobody else writes. Give it to another author.",
            "Deactivated, with %d texts in work that nobody else writes. Give them to another author.",
            left,
        )
        messages.warning(request, said % left)
        return redirect("admin:auth_user_change", obj.pk)

    def save_model(self, request, obj, form, change):
        obj.is_leaving = change and "is_active" in form.changed_data and not obj.is_active
        super().save_model(request, obj, form, change)

    def _is_leaving(self, obj) -> bool:
        return getattr(obj, "is_leaving", False)


def _in_work(user) -> int:
    return drafts_in_work().filter(review__author=user).count()
