import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from reviews.models import (triggers)


class Migration(migrations.Migration):
    """Answers to the leak check, which are only ever added to."""

    dependencies = [
        ("reviews", "0003_roles"),
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
                    ("embargo", "embargo set"),
                    ("lift-embargo", "embargo lifted"),
                    ("waive-leaks", "leak check waived"),
                    ("show-again", "allowed to show again what was hidden"),
                ],
                max_length=15,
                verbose_name="step",
            ),
        ),
        migrations.CreateModel(
            name="LeakWaiver",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("pair", models.CharField(max_length=64, verbose_name="hash of the pair")),
                (
                    "kind",
                    models.CharField(
                        choices=[("leak", "It is premise"), ("shown-again", "May be shown again")],
                        max_length=11,
                        verbose_name="kind",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="at")),
                ("reason", models.TextField(verbose_name="reason")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="leak_waivers",
                        to="reviews.review",
                    ),
                ),
            ],
            options={
                "verbose_name": "waiver of the leak check",
                "verbose_name_plural": "waivers of the leak check",
                "ordering": ["-at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("review", "pair"), name="one_leak_waiver_a_pair"),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="leak_waiver_has_a_reason",
                        violation_error_message="Say why it may stand.",
                    ),
                ],
            },
        ),
        migrations.RunPython(
            lambda apps, schema_editor: triggers.install(schema_editor), migrations.RunPython.noop
        ),
    ]
