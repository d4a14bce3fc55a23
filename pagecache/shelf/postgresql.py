"""The shelf as a table of Foyer's own database, on PostgreSQL."""

from collections.abc import Sequence
from functools import cache

from django.db import DatabaseError, InterfaceError, close_old_connections

from pagecache.queries.postgresql import PreparedStatement
from pagecache.shelf.base import NOTHING, Row, SqlShelf, insert


class PostgresShelf(SqlShelf):
    """On Django's connection, past its cursors: bodies go as they are, not as literals of SQL."""

    def run(self, sql: str, parameters: tuple = ()) -> tuple[list[tuple], int]:
        try:
            return _statement(sql, tuple(map(type, parameters))).run(parameters)
        except (DatabaseError, InterfaceError):
            close_old_connections()
            return NOTHING

    def put(self, rows: Sequence[Row], *, release: str = "") -> None:
        """In one statement."""
        sql, values = insert(rows, self.ENCODINGS) if rows else ("SELECT", ())
        releasing = "WITH released AS (DELETE FROM pagecache_claim WHERE key = %s) "
        if rows or release:
            self.run(releasing + sql, (release, *values))


@cache
def _statement(sql: str, types: tuple[type, ...]) -> PreparedStatement:
    return PreparedStatement(sql, types, binary=True)
