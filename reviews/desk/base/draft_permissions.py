"""Permissions for drafts in the admin, all answered by `may`. A draft one may not see is a 404."""

from django.http import Http404

from integers import whole_number
from reviews.permissions.access import may


class DraftPermissions:
    """The permission hooks of a ModelAdmin, for drafts."""

    def has_module_permission(self, request):
        return may(request.user, "see")

    def has_add_permission(self, request):
        return may(request.user, "begin")

    def has_view_permission(self, request, obj=None):
        return may(request.user, "see", obj and obj.review)

    def has_change_permission(self, request, obj=None):
        return may(request.user, "edit", obj and obj.review)

    def has_delete_permission(self, request, obj=None):
        if obj is None:
            return False  # no bulk deletion
        return may(request.user, "delete", obj.review) and not obj.review.submissions.exists()

    def get_object(self, request, object_id, from_field=None):
        """Raise 404 for a draft this person may not see, and for an id that is no number."""
        number = whole_number(object_id)  # Django checks no range for a primary key that is a relation
        draft = None if number is None else super().get_object(request, number, from_field)
        if not (draft and may(request.user, "see", draft.review)):
            raise Http404
        return draft
