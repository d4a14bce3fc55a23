"""How the desk loads who asks: the user with their settings and permissions, in one query."""

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Permission, User
from django.db.models import OuterRef, Q

from pagecache.queries.json_rows import JSONRows
from pagecache.queries.prepared import PreparedQuery
from reviews.models import Notice


def _user(pk: int):
    """With the permissions of the user and of their groups, as pairs, and what `Notice` counts."""
    own = Permission.objects.filter(Q(user=OuterRef("pk")) | Q(group__user=OuterRef("pk"))).order_by()
    pairs = JSONRows(own, "content_type__app_label", "codename")
    users = User.objects.select_related("staff_settings").filter(pk=pk)
    return users.annotate(permission_pairs=pairs, **Notice.objects.unread_counts())


_user_of = PreparedQuery(_user, pk=int)


class StaffBackend(ModelBackend):
    """Django's backend asks for settings apart, and for a user's own permissions and their groups' apart."""

    def get_user(self, user_id):
        user = _user_of.first(pk=user_id)
        return user if user and self.user_can_authenticate(user) else None

    def get_all_permissions(self, user_obj, obj=None):
        """Of the user and of their groups together. Those of a superuser, or of nobody, are Django's."""
        if not user_obj.is_active or user_obj.is_anonymous or user_obj.is_superuser or obj is not None:
            return super().get_all_permissions(user_obj, obj)
        if not hasattr(user_obj, "_perm_cache"):
            user_obj._perm_cache = _permissions(user_obj)
        return user_obj._perm_cache


def _permissions(user: User) -> set[str]:
    """Those that `get_user` loaded; of a user loaded elsewhere, asked for."""
    pairs = getattr(user, "permission_pairs", None)
    if pairs is None:
        rows = Permission.objects.filter(Q(user=user) | Q(group__user=user)).order_by()
        pairs = rows.values_list("content_type__app_label", "codename")
    return {f"{app}.{codename}" for app, codename in pairs}
