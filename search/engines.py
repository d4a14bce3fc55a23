"""Full-text search on SQLite and PostgreSQL: a query as the engine reads it, and the SQL condition.

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


def match_of(query: Query) -> str:
    """All terms of the query, in the syntax of the engine."""
    return query.for_fts5() if connection.vendor == "sqlite" else query.for_tsquery()


def matches(index, match: str) -> RawSQL:
    """A condition on rows of `search_row`: the index (SAFE or WITHHELD) has what `match_of` says."""
    table, key = index
    if connection.vendor == "sqlite":
        sql = f"search_row.id IN (SELECT rowid FROM {table}_fts WHERE {table}_fts MATCH %s)"
        return RawSQL(sql, [match], output_field=BooleanField())
    sql = f"{table}.vector @@ to_tsquery('simple', %s)"
    if index != SAFE:
        sql = f"search_row.id IN (SELECT {key} FROM {table} WHERE {sql})"
    return RawSQL(sql, [match], output_field=BooleanField())
