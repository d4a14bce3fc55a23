import django.core.validators
import re
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
        ('reviews', '0019_import_batches'),
    ]

    operations = [
        migrations.RunPython(drop_triggers, create_triggers),
        migrations.AddField(
            model_name='draft',
            name='first_published_address',
            field=models.TextField(blank=True, help_text='Where it stood, if it still does: “https://…”. The page links to it.', validators=[django.core.validators.RegexValidator('\\Ahttps?://[^\\s/?#@]+(?:[/?#]\\S*)?\\Z', 'Write it whole: “https://…”.', flags=re.RegexFlag['IGNORECASE'])], verbose_name='address'),
        ),
        migrations.AddField(
            model_name='draft',
            name='first_published_date',
            field=models.DateField(blank=True, help_text='Empty: it appears here for the first time.', null=True, verbose_name='day'),
        ),
        migrations.AddField(
            model_name='draft',
            name='first_published_outlet',
            field=models.TextField(blank=True, help_text='The magazine or site. Shown on the page.', verbose_name='in'),
        ),
        migrations.RunPython(create_triggers, drop_triggers),
    ]
