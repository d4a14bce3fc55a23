import django.db.models.deletion
from django.db import migrations, models

ACTIONS = ("add", "change", "delete", "view")


def rename_permissions(apps, schema_editor):
    """Give the permissions of the model its new name, whoever holds them.

    Where both are there already (`migrate` was run twice by half), those who
    hold the old one get the new one.
    """
    alias = schema_editor.connection.alias
    permissions = apps.get_model("auth", "Permission").objects.using(alias)
    for action in ACTIONS:
        new = permissions.filter(codename=f"{action}_auditlogentry", content_type__app_label="reviews").first()
        for old in permissions.filter(codename=f"{action}_recordline", content_type__app_label="reviews"):
            if new:
                new.group_set.add(*old.group_set.all())
                new.user_set.add(*old.user_set.all())
                old.delete()
            else:
                old.codename, old.name = f"{action}_auditlogentry", f"Can {action} audit log entry"
                old.save()


class Migration(migrations.Migration):
    """The record's line is an audit log entry. Its table, columns and triggers stay as they are."""

    dependencies = [
        ("reviews", "0001_squashed_0014_working_copy_page"),
        ("audit", "0001_squashed_0002_roles"),
    ]

    operations = [
        migrations.AlterModelTable("recordline", "reviews_recordline"),
        migrations.RenameModel("RecordLine", "AuditLogEntry"),
        migrations.AlterModelOptions(
            "auditlogentry",
            options={
                "ordering": ["-at", "-pk"],
                "verbose_name": "audit log entry",
                "verbose_name_plural": "audit log",
            },
        ),
        migrations.AlterField(
            "auditlogentry",
            "review",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="audit_log",
                to="reviews.review",
            ),
        ),
        migrations.AlterField(
            "notice",
            "line",
            models.ForeignKey(
                db_column="line_id",
                on_delete=django.db.models.deletion.CASCADE,
                related_name="notices",
                to="reviews.auditlogentry",
            ),
        ),
        migrations.RenameField("notice", "line", "entry"),
        migrations.SeparateDatabaseAndState(  # the column that it is on keeps its name
            state_operations=[
                migrations.RemoveConstraint("notice", "told_once"),
                migrations.AddConstraint(
                    "notice", models.UniqueConstraint(fields=["to", "entry"], name="told_once")
                ),
            ]
        ),
        migrations.RunPython(rename_permissions, migrations.RunPython.noop),
    ]
