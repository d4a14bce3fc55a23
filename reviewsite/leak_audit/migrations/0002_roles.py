from django.apps import apps as live_apps
from django.contrib.auth.management import create_permissions
from django.db import migrations

from reviews.permissions.roles import ensure_roles


def give(apps, schema_editor):
    create_permissions(live_apps.get_app_config("audit"), verbosity=0, using=schema_editor.connection.alias)
    ensure_roles()


class Migration(migrations.Migration):
    """Whoever decides may run an audit."""

    dependencies = [("audit", "0001_audit_runs"), ("reviews", "0003_roles")]

    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
