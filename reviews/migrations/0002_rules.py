from django.db import migrations

from reviews.models import triggers


class Migration(migrations.Migration):
    """The rules that the database keeps itself."""

    dependencies = [("reviews", "0001_initial")]

    operations = [
        migrations.RunPython(
            lambda apps, schema_editor: triggers.install(schema_editor),
            lambda apps, schema_editor: triggers.remove(schema_editor),
        )
    ]
