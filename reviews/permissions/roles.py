"""Roles are groups. This table says what each may do; migrations make them, and tests compare the two."""

from django.contrib.auth.models import Group, Permission
from django.db.models import Q

WRITING = ("add_draft", "change_draft", "delete_draft", "view_draft", "add_image", "view_image")
FILM_WORLD = ("films", "cast", "franchises", "ratings", "images")
LOOKING = (
    "view_film",
    "view_person",
    "view_character",
    "view_credit",
    "view_franchise",
    "view_critic",
    "view_aspect",
)
LOOKING = (*LOOKING, "view_scale", "view_genre")
DECIDING = ("edit_any_draft", "decide", "take_down", "set_embargo", "view_submission", "view_edition")
DECIDING = (*DECIDING, "run_audit")

ROLES: dict[str, tuple[str, ...]] = {
    "Author": (*WRITING, *LOOKING),
    "Editor": (*WRITING, *LOOKING, "edit_any_draft"),
    "Moderator": (*WRITING, *LOOKING, *DECIDING),
    # Not even films: a record shows synopses, and credits that are a surprise.
    "Spoiler checker": ("read_safe_text",),
    "Film desk": ("add_critic", "change_critic", "view_critic"),
    "Chief": (
        *WRITING,
        *LOOKING,
        *DECIDING,
        "waive_four_eyes",
        "see_record",
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
# Roles that may do everything in the film world.
KEEPERS = ("Film desk", "Chief")


def ensure_roles() -> None:
    """Make every role with just its permissions. Safe to call again."""
    for name, codenames in ROLES.items():
        wanted = Q(codename__in=codenames)
        if name in KEEPERS:
            wanted |= Q(content_type__app_label__in=FILM_WORLD)
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.set(Permission.objects.filter(wanted))
