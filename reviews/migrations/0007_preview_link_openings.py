from django.db import migrations, models

NAME = "preview_link_keeps_what_it_shows"
MESSAGE = "A preview link keeps what it shows, and stays ended."
BEFORE = """OLD.revision_id <> NEW.revision_id OR OLD.review_id <> NEW.review_id OR OLD.key <> NEW.key
    OR OLD.recipient <> NEW.recipient OR OLD.is_full <> NEW.is_full OR OLD.until <> NEW.until
    OR OLD.made_by_id <> NEW.made_by_id OR OLD.made_at <> NEW.made_at OR OLD.ended_at IS NOT NULL"""
AFTER = f"""{BEFORE}
    OR NEW.openings < OLD.openings"""


def statements(vendor, condition):
    if vendor == "sqlite":
        return [
            f"CREATE TRIGGER {NAME} BEFORE UPDATE ON reviews_previewlink FOR EACH ROW WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        ]
    return [
        f"CREATE FUNCTION {NAME}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {condition} THEN "
        f"RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'check_violation'; END IF; "
        f"RETURN NEW; END $$",
        f"CREATE TRIGGER {NAME} BEFORE UPDATE ON reviews_previewlink FOR EACH ROW EXECUTE FUNCTION {NAME}()",
    ]


def create(condition):
    def run(apps, schema_editor):
        for statement in statements(schema_editor.connection.vendor, condition):
            schema_editor.execute(statement, params=None)

    return run


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {NAME}")
    else:
        schema_editor.execute(f"DROP TRIGGER {NAME} ON reviews_previewlink")
        schema_editor.execute(f"DROP FUNCTION {NAME}()")


class Migration(migrations.Migration):
    """A preview link counts its openings, and the trigger keeps the number from going back.

    SQLite makes the table anew for the column, which loses its trigger: it is created again on both.
    """

    dependencies = [("reviews", "0006_hidden_sentences")]

    operations = [
        migrations.RunPython(drop, create(BEFORE)),
        migrations.AddField(
            "previewlink",
            "openings",
            models.PositiveIntegerField(default=0, editable=False, verbose_name="times opened"),
        ),
        migrations.RunPython(create(AFTER), drop),
    ]
