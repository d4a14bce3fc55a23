import django.utils.timezone
from django.contrib.auth.management import create_permissions
from django.db import migrations, models


def change_groups(apps, schema_editor):
    """Django creates permissions once all migrations have run; the groups need this one now."""
    alias = schema_editor.connection.alias
    app = apps.get_app_config("audit")
    app.models_module = True  # what create_permissions looks for, and a historical app has not
    create_permissions(app, verbosity=0, using=alias, apps=apps)
    app.models_module = None
    run_audit = apps.get_model("auth", "Permission").objects.using(alias).get(
        content_type__app_label="audit", codename="run_audit"
    )
    for group in apps.get_model("auth", "Group").objects.using(alias).filter(name__in=["Moderator", "Chief"]):
        group.permissions.add(run_audit)


class Migration(migrations.Migration):
    """Audits of leaks, which whoever decides may run."""

    initial = True

    replaces = [
        ("audit", "0001_audit_runs"),
        ("audit", "0002_roles"),
    ]

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("reviews", "0001_squashed_0014_working_copy_page"),
    ]

    operations = [
        migrations.CreateModel(
            name="AuditRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "started_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="started"),
                ),
                ("ended_at", models.DateTimeField(null=True, verbose_name="ended")),
                ("pages", models.PositiveIntegerField(default=0, verbose_name="addresses read")),
                ("machine", models.PositiveIntegerField(default=0, verbose_name="machine leaks")),
                ("editorial", models.PositiveIntegerField(default=0, verbose_name="editorial leaks")),
                (
                    "unread",
                    models.PositiveIntegerField(default=0, verbose_name="addresses that could not be read"),
                ),
                ("findings", models.JSONField(default=list)),
            ],
            options={
                "verbose_name": "audit of leaks",
                "verbose_name_plural": "audits of leaks",
                "ordering": ["-started_at", "-pk"],
                "permissions": [("run_audit", "Can audit the site for leaks")],
            },
        ),
        migrations.RunPython(change_groups, migrations.RunPython.noop),
    ]
