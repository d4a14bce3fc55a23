from django.db import migrations, models

# (name, table, event, message, condition before, condition after). "" before: there was no such trigger.
FORMER = "EXISTS (SELECT 1 FROM reviews_formerslug AS f WHERE f.slug = NEW.slug AND f.review_id <> NEW.id)"
TAKEN = (
    "EXISTS (SELECT 1 FROM reviews_formerslug AS f WHERE f.slug = NEW.slug "
    "AND (f.review_id <> NEW.id OR f.retired_at IS NOT NULL))"
)
KEPT = "OLD.slug <> NEW.slug OR OLD.review_id <> NEW.review_id OR OLD.retired_at IS NOT NULL"
RULES = [
    ("slug_not_anothers_on_insert", "reviews_review", "INSERT", "This address is taken.", FORMER, TAKEN),
    ("slug_not_anothers_on_update", "reviews_review", "UPDATE", "This address is taken.", FORMER, TAKEN),
    (
        "former_slug_is_kept",
        "reviews_formerslug",
        "UPDATE",
        "A former address is kept, and stays retired.",
        "",
        KEPT,
    ),
]


def statements(vendor, name, table, event, message, condition):
    if vendor == "sqlite":
        return [
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
        ]
    return [
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {condition} THEN "
        f"RAISE EXCEPTION '{message}' USING ERRCODE = 'check_violation'; END IF; "
        f"RETURN NEW; END $$",
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
    ]


def replace(schema_editor, old, new):
    """Drop the triggers with conditions at index `old`, create those at `new`."""
    vendor = schema_editor.connection.vendor
    for rule in RULES:
        name, table, event, message = rule[:4]
        if rule[old]:
            schema_editor.execute(
                f"DROP TRIGGER {name}" if vendor == "sqlite" else f"DROP FUNCTION {name}() CASCADE"
            )
        if rule[new]:
            for statement in statements(vendor, name, table, event, message, rule[new]):
                schema_editor.execute(statement, params=None)


def forwards(apps, schema_editor):
    replace(schema_editor, 4, 5)


def backwards(apps, schema_editor):
    replace(schema_editor, 5, 4)


class Migration(migrations.Migration):
    """A former address can be retired: triggers keep it so, and keep every review from taking it."""

    dependencies = [
        ('reviews', '0008_rename_requests'),
    ]

    operations = [
        migrations.AddField(
            model_name='formerslug',
            name='retired_at',
            field=models.DateTimeField(null=True, verbose_name='retired'),
        ),
        migrations.AlterField(
            model_name='auditlogentry',
            name='step',
            field=models.CharField(choices=[('begin', 'begun'), ('save', 'saved'), ('delete', 'deleted, never submitted'), ('submit', 'submitted'), ('withdraw', 'withdrawn'), ('request-changes', 'changes requested'), ('approve', 'approved'), ('reschedule', 'rescheduled'), ('unschedule', 'unscheduled'), ('take-down', 'taken down'), ('restore', 'restored into the draft'), ('rename', 'renamed'), ('ask-rename', 'new address asked for'), ('approve-rename', 'new address approved'), ('refuse-rename', 'new address refused'), ('void-rename', 'request for an address void'), ('retire-address', 'former address retired'), ('tighten', 'more was hidden'), ('rebake', 'page rebuilt'), ('dismiss-report', 'spoiler report dismissed'), ('embargo', 'embargo set'), ('lift-embargo', 'embargo lifted'), ('waive-leaks', 'leak check waived'), ('show-again', 'allowed to show again what was hidden'), ('spoiler-check', 'checked for spoilers'), ('undo', 'approval undone'), ('comment', 'commented'), ('resolve', 'comment resolved'), ('reopen', 'comment reopened'), ('reassign', 'given to another author'), ('waive-checks', 'finding waived'), ('share', 'preview link made'), ('end-share', 'preview link ended')], max_length=15, verbose_name='step'),
        ),
        migrations.RunPython(forwards, backwards),
    ]
