import django.db.models.deletion
from django.db import migrations, models

# SQLite: an FTS5 table over the words, which triggers keep in step. PostgreSQL: a generated `tsvector` with a GIN
# index. `search/engines.py` asks them.
SQLITE = [
    """CREATE VIRTUAL TABLE search_row_fts USING fts5(title_words, names_words, body_words, content='search_row', content_rowid='id', tokenize='unicode61 remove_diacritics 0', prefix='2 3', columnsize=0)""",
    """CREATE TRIGGER search_row_on_insert AFTER INSERT ON search_row BEGIN INSERT INTO search_row_fts(rowid, title_words, names_words, body_words) VALUES (NEW.id, NEW.title_words, NEW.names_words, NEW.body_words); END""",
    """CREATE TRIGGER search_row_on_delete AFTER DELETE ON search_row BEGIN INSERT INTO search_row_fts(search_row_fts, rowid, title_words, names_words, body_words) VALUES ('delete', OLD.id, OLD.title_words, OLD.names_words, OLD.body_words); END""",
    """CREATE TRIGGER search_row_on_update AFTER UPDATE ON search_row BEGIN INSERT INTO search_row_fts(search_row_fts, rowid, title_words, names_words, body_words) VALUES ('delete', OLD.id, OLD.title_words, OLD.names_words, OLD.body_words); INSERT INTO search_row_fts(rowid, title_words, names_words, body_words) VALUES (NEW.id, NEW.title_words, NEW.names_words, NEW.body_words); END""",
    """INSERT INTO search_row_fts(search_row_fts) VALUES ('rebuild')""",
    """CREATE VIRTUAL TABLE search_spoilerwords_fts USING fts5(words, content='search_spoilerwords', content_rowid='row_id', tokenize='unicode61 remove_diacritics 0', prefix='2 3', columnsize=0)""",
    """CREATE TRIGGER search_spoilerwords_on_insert AFTER INSERT ON search_spoilerwords BEGIN INSERT INTO search_spoilerwords_fts(rowid, words) VALUES (NEW.row_id, NEW.words); END""",
    """CREATE TRIGGER search_spoilerwords_on_delete AFTER DELETE ON search_spoilerwords BEGIN INSERT INTO search_spoilerwords_fts(search_spoilerwords_fts, rowid, words) VALUES ('delete', OLD.row_id, OLD.words); END""",
    """CREATE TRIGGER search_spoilerwords_on_update AFTER UPDATE ON search_spoilerwords BEGIN INSERT INTO search_spoilerwords_fts(search_spoilerwords_fts, rowid, words) VALUES ('delete', OLD.row_id, OLD.words); INSERT INTO search_spoilerwords_fts(rowid, words) VALUES (NEW.row_id, NEW.words); END""",
    """INSERT INTO search_spoilerwords_fts(search_spoilerwords_fts) VALUES ('rebuild')""",
]
POSTGRESQL = [
    """ALTER TABLE search_row ADD COLUMN vector tsvector GENERATED ALWAYS AS (to_tsvector('simple', title_words || names_words || body_words)) STORED""",
    """CREATE INDEX search_row_vector ON search_row USING gin (vector)""",
    """ALTER TABLE search_spoilerwords ADD COLUMN vector tsvector GENERATED ALWAYS AS (to_tsvector('simple', words)) STORED""",
    """CREATE INDEX search_spoilerwords_vector ON search_spoilerwords USING gin (vector)""",
]


def create_indexes(apps, schema_editor):
    statements = {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]
    for statement in statements:
        schema_editor.execute(statement, params=None)


def drop_indexes(apps, schema_editor):
    """Columns and their indexes go with their tables; those of FTS5 do not, and triggers would miss them."""
    if schema_editor.connection.vendor == "sqlite":
        for table in ("search_row", "search_spoilerwords"):
            for event in ("insert", "delete", "update"):
                schema_editor.execute(f"DROP TRIGGER {table}_on_{event}")
            schema_editor.execute(f"DROP TABLE {table}_fts")


class Migration(migrations.Migration):
    """What is found, and the index of each engine over its words."""

    initial = True

    replaces = [
        ("search", "0001_initial"),
        ("search", "0002_indexes"),
    ]

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Row',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20)),
                ('thing', models.PositiveBigIntegerField()),
                ('title_words', models.TextField()),
                ('names_words', models.TextField()),
                ('opening_words', models.TextField()),
                ('body_words', models.TextField()),
                ('title', models.TextField()),
                ('names', models.TextField(blank=True)),
                ('body', models.TextField(blank=True)),
            ],
        ),
        migrations.CreateModel(
            name='SpoilerWords',
            fields=[
                ('row', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='spoilers', serialize=False, to='search.row')),
                ('words', models.TextField()),
            ],
        ),
        migrations.AddConstraint(
            model_name='row',
            constraint=models.UniqueConstraint(fields=('kind', 'thing'), name='one_search_row_a_thing'),
        ),
        migrations.RunPython(create_indexes, drop_indexes),
    ]
