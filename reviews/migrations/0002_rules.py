from django.db import migrations

from reviews import rules


class Migration(migrations.Migration):
    """The rules that the database keeps itself."""

    dependencies = [("reviews", "0001_initial")]

    operations = [
        migrations.RunPython(
            lambda apps, schema_editor: rules.install(schema_editor),
            lambda apps, schema_editor: rules.remove(schema_editor),
        )
    ]
