"""Read-only ModelAdmins of the tables that only `workflow` writes. They show no review text."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from reviews.desk.base.guards import log_opened
from reviews.models import AuditLogEntry, Edition, Embargo, Revision, Submission
from reviews.permissions.access import may


class ReadOnlyAdmin(admin.ModelAdmin):
    """Refuses to add, change and delete; Django's view permission decides who reads."""

    actions = None
    list_display_links = None

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=_("review"), ordering="review__slug")
    def review_slug(self, row):
        return row.review.slug if row.review_id else ""


class SubmissionAdmin(ReadOnlyAdmin):
    list_display = [
        "review_slug",
        "revision_number",
        "state",
        "submitted_by",
        "submitted_at",
        "moderator",
        "decided_at",
    ]
    list_filter = ["state", "submitted_at"]
    list_select_related = ["review", "revision", "submitted_by", "moderator"]
    search_fields = ["review__slug", "submitted_by__username"]
    fields = [
        "review_slug",
        "revision_number",
        "state",
        "submitted_by",
        "submitted_at",
        "moderator",
        "decided_at",
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("revision__content")

    @admin.display(description=_("revision"))
    def revision_number(self, row):
        return row.revision.number


class EditionAdmin(ReadOnlyAdmin):
    list_display = ["review_slug", "number", "film", "kind", "live_from", "live_until", "public_from"]
    list_filter = ["kind", "public_from"]
    list_select_related = ["review", "film"]
    search_fields = ["review__slug", "film__title"]
    fields = [
        "review_slug",
        "number",
        "film",
        "kind",
        "note",
        "live_from",
        "live_until",
        "public_from",
        "baked_at",
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("safe")

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        """Log the text as opened: the edition's note to readers may contain spoilers."""
        log_opened(request.user, obj.review_id)
        return super().render_change_form(request, context, add, change, form_url, obj)


class RevisionAdmin(ReadOnlyAdmin):
    list_display = ["review_slug", "number", "saved_by", "saved_at", "digest"]
    list_filter = ["saved_at"]
    list_select_related = ["review", "saved_by"]
    search_fields = ["review__slug", "digest"]
    fields = ["review_slug", "number", "saved_by", "saved_at", "digest"]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("content")


class AuditLogEntryAdmin(ReadOnlyAdmin):
    list_display = ["at", "review_slug", "film", "step", "by", "detail"]
    list_filter = ["step", "at"]
    list_select_related = ["review", "film", "by"]
    search_fields = ["review__slug", "by__username", "detail"]
    fields = ["at", "review_slug", "film", "step", "by", "reason", "detail"]


class EmbargoAdmin(ReadOnlyAdmin):
    list_display = ["film", "review_slug", "until", "set_by", "set_at", "lifted_by", "lifted_at"]
    list_filter = ["until"]
    list_select_related = ["film", "review", "set_by", "lifted_by"]
    search_fields = ["film__title", "review__slug"]
    fields = ["film", "review_slug", "until", "reason", "set_by", "set_at", "lifted_by", "lifted_at"]

    def has_view_permission(self, request, obj=None):
        return may(request.user, "embargo")

    def has_module_permission(self, request):
        return may(request.user, "embargo")


READ_ONLY_ADMINS = {
    Submission: SubmissionAdmin,
    Edition: EditionAdmin,
    Revision: RevisionAdmin,
    AuditLogEntry: AuditLogEntryAdmin,
    Embargo: EmbargoAdmin,
}
