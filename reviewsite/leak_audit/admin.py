"""Read-only admin of audit runs, with a view that starts one."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from reviewsite.leak_audit.models import AuditRun
from reviewsite.leak_audit.tasks import audit_leaks


@admin.register(AuditRun)
class AuditRunAdmin(admin.ModelAdmin):
    list_display = ["started_at", "ended_at", "pages", "machine", "editorial", "unread"]
    fields = ["started_at", "ended_at", "pages", "machine", "editorial", "unread"]
    change_form_template = "admin/audit/auditrun/change_form.html"

    def get_urls(self):
        start = self.admin_site.admin_view(require_POST(self.start))
        return [path("start/", start, name="audit_auditrun_start"), *super().get_urls()]

    def start(self, request):
        if not request.user.has_perm("audit.run_audit"):
            raise PermissionDenied
        audit_leaks.enqueue()
        message = _(
            "The audit was started. Its result appears on the first page of the desk once it has ended."
        )
        messages.info(request, message)
        return redirect("admin:index")

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("audit.run_audit")

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
