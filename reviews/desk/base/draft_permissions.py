"""Who may do what with drafts in the admin: `may` answers, what one may not see does not exist."""

from django.http import Http404

from integers import whole_number
from reviews.permissions.access import may


class DraftPermissions:
    """For the ModelAdmin of drafts."""

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
            return False  # no deleting in bulk
        return may(request.user, "delete", obj.review) and not obj.review.submissions.exists()

    def get_object(self, request, object_id, from_field=None):
        """What one may not see does not exist, nor does what no number names."""
        number = whole_number(object_id)  # Django checks no range for a primary key that is a relation
        draft = None if number is None else super().get_object(request, number, from_field)
        if not (draft and may(request.user, "see", draft.review)):
            raise Http404
        return draft
