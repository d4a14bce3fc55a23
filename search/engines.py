"""The two engines: how each indexes the words of a table by itself, and how it is asked.

SQLite: an FTS5 table over the words, which triggers keep in step. PostgreSQL:
a generated `tsvector` with a GIN index, in the configuration `simple`, since
the words are stems already. No extension is needed.
"""

from django.db import connection
from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

from search.query import Query

# (table, its key, the columns with words)
SAFE = ("search_row", "id", ("title_words", "names_words", "body_words"))
WITHHELD = ("search_spoilerwords", "row_id", ("words",))


def matches(index, query: Query) -> RawSQL:
    """A condition on rows of `search_row`: that all terms stand in this index."""
    table, key, _columns = index
    if connection.vendor == "sqlite":
        found = f"search_row.id IN (SELECT rowid FROM {table}_fts WHERE {table}_fts MATCH %s)"
        return RawSQL(found, [query.for_fts5()], output_field=BooleanField())
    found = f"{table}.vector @@ to_tsquery('simple', %s)"
    if index != SAFE:
        found = f"search_row.id IN (SELECT {key} FROM {table} WHERE {found})"
    return RawSQL(found, [query.for_tsquery()], output_field=BooleanField())


def install(schema_editor) -> None:
    """Put both indexes in place, replacing those that are there. Rows that are there are indexed too."""
    remove(schema_editor)
    for index in (SAFE, WITHHELD):
        for statement in _made_on(schema_editor.connection.vendor, *index):
            schema_editor.execute(statement)


def remove(schema_editor) -> None:
    for table, _key, _columns in (SAFE, WITHHELD):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"ALTER TABLE {table} DROP COLUMN IF EXISTS vector")
            continue
        for event in ("insert", "delete", "update"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_on_{event}")
        schema_editor.execute(f"DROP TABLE IF EXISTS {table}_fts")


def _made_on(vendor: str, table: str, key: str, columns: tuple[str, ...]) -> list[str]:
    if vendor == "postgresql":
        words = " || ".join(columns)
        return [
            f"ALTER TABLE {table} ADD COLUMN vector tsvector "
            f"GENERATED ALWAYS AS (to_tsvector('simple', {words})) STORED",
            f"CREATE INDEX {table}_vector ON {table} USING gin (vector)",
        ]
    names = ", ".join(columns)
    added = _into_fts(table, f"rowid, {names}", _of("NEW", key, columns))
    taken = _into_fts(table, f"{table}_fts, rowid, {names}", f"'delete', {_of('OLD', key, columns)}")
    return [
        f"CREATE VIRTUAL TABLE {table}_fts USING fts5({names}, content='{table}', content_rowid='{key}', "
        f"tokenize='unicode61 remove_diacritics 0', prefix='2 3', columnsize=0)",
        f"CREATE TRIGGER {table}_on_insert AFTER INSERT ON {table} BEGIN {added} END",
        f"CREATE TRIGGER {table}_on_delete AFTER DELETE ON {table} BEGIN {taken} END",
        f"CREATE TRIGGER {table}_on_update AFTER UPDATE ON {table} BEGIN {taken} {added} END",
        f"INSERT INTO {table}_fts({table}_fts) VALUES ('rebuild')",
    ]


def _into_fts(table: str, names: str, values: str) -> str:
    return f"INSERT INTO {table}_fts({names}) VALUES ({values});"


def _of(row: str, key: str, columns: tuple[str, ...]) -> str:
    return ", ".join(f"{row}.{name}" for name in (key, *columns))
