"""The shelf as a table of Foyer's own database, on PostgreSQL."""

from functools import cache

from django.db import DatabaseError, InterfaceError, close_old_connections

from pagecache.queries.postgresql import PreparedStatement
from pagecache.shelf.base import NOTHING, SqlShelf


class PostgresShelf(SqlShelf):
    """On Django's connection, past its cursors: bodies go as they are, not as literals of SQL."""

    def run(self, sql: str, parameters: tuple = ()) -> tuple[list[tuple], int]:
        try:
            return _statement(sql, tuple(map(type, parameters))).run(parameters)
        except (DatabaseError, InterfaceError):
            close_old_connections()
            return NOTHING


@cache
def _statement(sql: str, types: tuple[type, ...]) -> PreparedStatement:
    return PreparedStatement(sql, types, binary=True)
