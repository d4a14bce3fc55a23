from django.db import migrations, models


class Migration(migrations.Migration):
    """Which page kept a working copy, so that two windows of one person do not overwrite each other."""

    dependencies = [("reviews", "0013_preview_links")]

    operations = [
        migrations.AddField(
            model_name="workingcopy",
            name="page",
            field=models.CharField(blank=True, max_length=36),
        ),
    ]
