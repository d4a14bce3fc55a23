"""How the desk loads who asks: the user with their settings, and all their permissions, by a query each."""

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Permission, User
from django.db.models import Q


class StaffBackend(ModelBackend):
    """Django's backend asks for settings apart, and for a user's own permissions and their groups' apart."""

    def get_user(self, user_id):
        user = User.objects.select_related("staff_settings").filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None

    def get_all_permissions(self, user_obj, obj=None):
        """Of the user and of their groups together. Those of a superuser, or of nobody, are Django's."""
        if not user_obj.is_active or user_obj.is_anonymous or user_obj.is_superuser or obj is not None:
            return super().get_all_permissions(user_obj, obj)
        if not hasattr(user_obj, "_perm_cache"):
            user_obj._perm_cache = _permissions(user_obj)
        return user_obj._perm_cache


def _permissions(user: User) -> set[str]:
    rows = Permission.objects.filter(Q(user=user) | Q(group__user=user)).order_by()
    return {f"{app}.{codename}" for app, codename in rows.values_list("content_type__app_label", "codename")}
