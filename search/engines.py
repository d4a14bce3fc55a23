"""Full-text search on SQLite and PostgreSQL: the SQL condition for a query.

SQLite: an FTS5 table, updated by triggers. PostgreSQL: a generated `tsvector`
column with a GIN index, in the configuration `simple`, because the words are
already stemmed. Migrations create both; no extension is needed.
"""

from django.db import connection
from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

from search.query import Query

# (table, column with the key of `search_row`)
SAFE = ("search_row", "id")
WITHHELD = ("search_spoilerwords", "row_id")


def matches(index, query: Query) -> RawSQL:
    """A condition on rows of `search_row`: the index (SAFE or WITHHELD) has all terms of the query."""
    table, key = index
    if connection.vendor == "sqlite":
        sql = f"search_row.id IN (SELECT rowid FROM {table}_fts WHERE {table}_fts MATCH %s)"
        return RawSQL(sql, [query.for_fts5()], output_field=BooleanField())
    sql = f"{table}.vector @@ to_tsquery('simple', %s)"
    if index != SAFE:
        sql = f"search_row.id IN (SELECT {key} FROM {table} WHERE {sql})"
    return RawSQL(sql, [query.for_tsquery()], output_field=BooleanField())
