"""The two engines: how each indexes the words of a table by itself, and how it is asked.

SQLite: an FTS5 table over the words, which triggers keep in step. PostgreSQL:
a generated `tsvector` with a GIN index, in the configuration `simple`, since
the words are stems already. No extension is needed. Both are made by migrations.
"""

from django.db import connection
from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

from search.query import Query

# (table, its key)
SAFE = ("search_row", "id")
WITHHELD = ("search_spoilerwords", "row_id")


def matches(index, query: Query) -> RawSQL:
    """A condition on rows of `search_row`: that all terms stand in this index."""
    table, key = index
    if connection.vendor == "sqlite":
        found = f"search_row.id IN (SELECT rowid FROM {table}_fts WHERE {table}_fts MATCH %s)"
        return RawSQL(found, [query.for_fts5()], output_field=BooleanField())
    found = f"{table}.vector @@ to_tsquery('simple', %s)"
    if index != SAFE:
        found = f"search_row.id IN (SELECT {key} FROM {table} WHERE {found})"
    return RawSQL(found, [query.for_tsquery()], output_field=BooleanField())
