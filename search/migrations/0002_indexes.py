from django.db import migrations

from search import engines


class Migration(migrations.Migration):
    """The index of each engine, over the words that the tables hold."""

    dependencies = [("search", "0001_initial")]

    operations = [
        migrations.RunPython(
            lambda apps, schema_editor: engines.install(schema_editor),
            lambda apps, schema_editor: engines.remove(schema_editor),
        )
    ]
