import django.utils.timezone
from django.db import migrations, models

KEPT = []


def drop_triggers(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        with schema_editor.connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            KEPT[:] = cursor.fetchall()
        for name, _sql in KEPT:
            schema_editor.execute(f"DROP TRIGGER {name}")


def create_triggers(apps, schema_editor):
    while KEPT:
        schema_editor.execute(KEPT.pop()[1], params=None)


class Migration(migrations.Migration):

    dependencies = [
        ('reviews', '0016_world_tellings'),
    ]

    operations = [
        migrations.RunPython(drop_triggers, create_triggers),
        migrations.AddField(
            model_name='edition',
            name='listed_at',
            field=models.DateTimeField(default=django.utils.timezone.now, verbose_name='place in lists'),
            preserve_default=False,
        ),
        migrations.RunSQL("UPDATE reviews_edition SET listed_at = first_public_at", migrations.RunSQL.noop),
        migrations.RunPython(create_triggers, drop_triggers),
        migrations.RemoveIndex(
            model_name='edition',
            name='edition_newest_first',
        ),
        migrations.AddIndex(
            model_name='edition',
            index=models.Index(fields=['listed_at', 'review'], name='edition_in_lists'),
        ),
    ]
