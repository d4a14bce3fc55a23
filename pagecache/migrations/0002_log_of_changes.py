import django.utils.timezone
from django.db import migrations, models

# SQLite's shelf is a file of its own. These hold what may be lost at any time, so they are not logged.
SHELF = """
CREATE UNLOGGED TABLE pagecache_shelf
    (key text PRIMARY KEY, label bytea, plain bytea, gzip bytea, br bytea, stored_at double precision);
CREATE INDEX pagecache_shelf_age ON pagecache_shelf (stored_at);
CREATE UNLOGGED TABLE pagecache_claim (key text PRIMARY KEY, until double precision);
"""


def create_shelf(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(SHELF)


def drop_shelf(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TABLE pagecache_shelf; DROP TABLE pagecache_claim")


def forget_content_version(apps, schema_editor):
    """The content type of the deleted model, with its permissions."""
    gone = {"app_label": "pagecache", "model": "contentversion"}
    alias = schema_editor.connection.alias
    types = apps.get_model("contenttypes", "ContentType").objects.using(alias).filter(**gone)
    apps.get_model("auth", "Permission").objects.using(alias).filter(content_type__in=list(types)).delete()
    types.delete()


class Migration(migrations.Migration):

    dependencies = [
        ('pagecache', '0001_initial'),
        ('auth', '0012_alter_user_first_name_max_length'),
        ('contenttypes', '0002_remove_content_type_name'),
    ]

    operations = [
        migrations.CreateModel(
            name='Change',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scope', models.CharField(max_length=60)),
                ('at', models.DateTimeField(null=True)),
                ('made_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                ('transaction', models.BigIntegerField(db_index=True, null=True)),
            ],
        ),
        migrations.DeleteModel(
            name='ContentVersion',
        ),
        migrations.RunPython(forget_content_version, migrations.RunPython.noop),
        migrations.RunPython(create_shelf, drop_shelf),
    ]
