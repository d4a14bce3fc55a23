"""Roles as Django groups with their permissions. Migrations create them; tests compare the two."""

from django.contrib.auth.models import Group, Permission
from django.db.models import Q

WRITE_PERMISSIONS = ("add_draft", "change_draft", "delete_draft", "view_draft", "add_image", "view_image")
FILM_DATABASE_APPS = ("films", "cast", "franchises", "ratings", "images")
VIEW_PERMISSIONS = (
    "view_film",
    "view_person",
    "view_character",
    "view_credit",
    "view_franchise",
    "view_critic",
    "view_aspect",
)
VIEW_PERMISSIONS = (*VIEW_PERMISSIONS, "view_scale", "view_genre")
DECIDE_PERMISSIONS = (
    "edit_any_draft",
    "decide",
    "take_down",
    "set_embargo",
    "view_submission",
    "view_edition",
)
DECIDE_PERMISSIONS = (*DECIDE_PERMISSIONS, "run_audit")

ROLES: dict[str, tuple[str, ...]] = {
    "Author": (*WRITE_PERMISSIONS, *VIEW_PERMISSIONS),
    "Editor": (*WRITE_PERMISSIONS, *VIEW_PERMISSIONS, "edit_any_draft"),
    "Moderator": (*WRITE_PERMISSIONS, *VIEW_PERMISSIONS, *DECIDE_PERMISSIONS),
    # Not even films: their pages in the admin show synopses, and credits that are spoilers.
    "Spoiler checker": ("read_safe_text",),
    "Film desk": ("add_critic", "change_critic", "view_critic"),
    "Chief": (
        *WRITE_PERMISSIONS,
        *VIEW_PERMISSIONS,
        *DECIDE_PERMISSIONS,
        "waive_four_eyes",
        "see_record",
        "invite",
        "view_auditlogentry",
        "view_revision",
        "add_page",
        "change_page",
        "delete_page",
        "view_page",
        "add_critic",
        "change_critic",
        "delete_critic",
        "add_scale",
        "change_scale",
        "add_aspect",
        "change_aspect",
        "delete_aspect",
    ),
}
# Roles with every permission on the apps of the film database.
FILM_DATABASE_ROLES = ("Film desk", "Chief")


def ensure_roles() -> None:
    """Create or update every role with exactly its permissions. Idempotent."""
    for name, codenames in ROLES.items():
        permissions = Q(codename__in=codenames)
        if name in FILM_DATABASE_ROLES:
            permissions |= Q(content_type__app_label__in=FILM_DATABASE_APPS)
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.set(Permission.objects.filter(permissions))
