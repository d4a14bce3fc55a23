"""Admin of user accounts, with a warning when a deactivated user still has drafts."""

from django.contrib import messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm
from django.shortcuts import redirect
from django.utils.translation import ngettext

from pagecache.models import changed
from reviews.desk.steps.reassign import drafts_in_work
from reviews.models import PreviewLink
from reviews.permissions.access import may
from reviewsite.desk.accounts import limits
from reviewsite.desk.accounts.models import StaffSession


class PasswordForm(AdminPasswordChangeForm):
    """Another password for somebody, who then need not wait any more, and is logged in nowhere."""

    def save(self, commit=True):
        limits.forgive(self.user)
        StaffSession.objects.filter(user=self.user).delete()
        return super().save(commit)


class AccountAdmin(UserAdmin):
    """UserAdmin that allows deactivating an account with drafts in work, but warns about them."""

    change_form_template = "admin/auth/user/change_form.html"
    change_password_form = PasswordForm

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj and may(request.user, "reassign"):
            context["in_work"] = _count_in_work(obj)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def response_change(self, request, obj):
        if self._was_deactivated(obj):
            _say_suspended_links(request, obj)
        count = _count_in_work(obj) if self._was_deactivated(obj) else 0
        if not count:
            return super().response_change(request, obj)
        message = ngettext(
            "Deactivated, with %d text in work that nobody else writes. Give it to another author.",
            "Deactivated, with %d texts in work that nobody else writes. Give them to another author.",
            count,
        )
        messages.warning(request, message % count)
        return redirect("admin:auth_user_change", obj.pk)

    def save_model(self, request, obj, form, change):
        obj.was_deactivated = change and "is_active" in form.changed_data and not obj.is_active
        super().save_model(request, obj, form, change)
        changed(obj)  # pages of reviews name who approved them

    def _was_deactivated(self, obj) -> bool:
        return getattr(obj, "was_deactivated", False)


def _count_in_work(user) -> int:
    return drafts_in_work().filter(review__author=user).count()


def _say_suspended_links(request, user) -> None:
    """Say how many preview links of a closed account answer no more (`PreviewLink.objects.open`)."""
    count = PreviewLink.objects.running().filter(made_by=user).count()
    message = ngettext(
        "%d preview link that this account made is suspended: whoever may share can make it anew.",
        "%d preview links that this account made are suspended: whoever may share can make them anew.",
        count,
    )
    if count:
        messages.warning(request, message % count)
