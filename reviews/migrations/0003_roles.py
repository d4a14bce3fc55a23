from django.apps import apps as live_apps
from django.contrib.auth.management import create_permissions
from django.db import migrations

from reviews.permissions.roles import ensure_roles

APPS = ("films", "cast", "franchises", "ratings", "images", "reviews", "pages")


def make_roles(apps, schema_editor):
    """Permissions are made after all migrations; the roles need them now."""
    for label in APPS:
        create_permissions(live_apps.get_app_config(label), verbosity=0, using=schema_editor.connection.alias)
    ensure_roles()


class Migration(migrations.Migration):
    """The roles, as groups."""

    dependencies = [
        ("reviews", "0002_rules"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("films", "0001_initial"),
        ("cast", "0001_initial"),
        ("franchises", "0001_initial"),
        ("ratings", "0001_initial"),
        ("images", "0001_initial"),
        ("pages", "0001_initial"),
    ]

    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
