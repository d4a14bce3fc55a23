import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from reviews.models import triggers


def stop_showing_films(apps, schema_editor):
    """The record of a film holds synopses, and credits that are a surprise: nothing for a checker."""
    groups = apps.get_model("auth", "Group").objects.filter(name="Spoiler checker")
    permissions = apps.get_model("auth", "Permission").objects.filter(codename="view_film")
    for group in groups:
        group.permissions.remove(*permissions)


class Migration(migrations.Migration):
    """Spoiler checks, and who can no longer sign one."""

    dependencies = [
        ("reviews", "0005_spoiler_reports"),
        ("auth", "0012_alter_user_first_name_max_length"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="recordline",
            name="step",
            field=models.CharField(
                choices=[
                    ("begin", "begun"),
                    ("save", "saved"),
                    ("delete", "deleted, never submitted"),
                    ("submit", "submitted"),
                    ("withdraw", "withdrawn"),
                    ("request-changes", "changes requested"),
                    ("approve", "approved"),
                    ("reschedule", "rescheduled"),
                    ("unschedule", "unscheduled"),
                    ("take-down", "taken down"),
                    ("restore", "restored into the draft"),
                    ("rename", "renamed"),
                    ("tighten", "tightened"),
                    ("rebake", "rendered again"),
                    ("dismiss-report", "spoiler report dismissed"),
                    ("embargo", "embargo set"),
                    ("lift-embargo", "embargo lifted"),
                    ("waive-leaks", "leak check waived"),
                    ("show-again", "allowed to show again what was hidden"),
                    ("spoiler-check", "checked for spoilers"),
                ],
                max_length=15,
                verbose_name="step",
            ),
        ),
        migrations.CreateModel(
            name="Opened",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="at")),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="opened",
                        to="reviews.review",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "opened text",
                "verbose_name_plural": "opened texts",
                "constraints": [models.UniqueConstraint(fields=("review", "user"), name="opened_once")],
            },
        ),
        migrations.CreateModel(
            name="SpoilerCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64, verbose_name="digest")),
                ("at", models.DateTimeField(verbose_name="signed")),
                (
                    "result",
                    models.CharField(
                        choices=[("clean", "Nothing given away"), ("pointed", "Something is given away")],
                        max_length=7,
                        verbose_name="result",
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=36, verbose_name="place")),
                ("note", models.CharField(blank=True, max_length=1000, verbose_name="note")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="signed by",
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="spoiler_checks",
                        to="reviews.submission",
                    ),
                ),
            ],
            options={
                "verbose_name": "spoiler check",
                "verbose_name_plural": "spoiler checks",
                "ordering": ["at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("submission", "by"),
                        name="one_spoiler_check_a_person",
                        violation_error_message="You have signed this already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("place", ""), ("result", "clean")),
                            models.Q(("result", "pointed"), models.Q(("place", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="who_points_names_the_place",
                        violation_error_message="Choose the passage that gives something away.",
                    ),
                ],
            },
        ),
        migrations.RunPython(
            lambda apps, schema_editor: triggers.install(schema_editor), migrations.RunPython.noop
        ),
        migrations.RunPython(stop_showing_films, migrations.RunPython.noop),
    ]
