"""The shelf as a table of Foyer's own database, on PostgreSQL."""

import psycopg
from django.db import DatabaseError, InterfaceError, close_old_connections, connection

from pagecache.shelf.base import NOTHING, SqlShelf


class PostgresShelf(SqlShelf):
    """With the driver's own cursor on Django's connection: bodies go as they are, not as literals of SQL."""

    def run(self, sql: str, parameters: tuple = ()) -> tuple[list[tuple], int]:
        try:
            connection.ensure_connection()
            with psycopg.Cursor(connection.connection) as cursor:
                cursor.execute(sql, parameters, binary=True)
                return cursor.fetchall() if cursor.description else [], cursor.rowcount
        except (DatabaseError, InterfaceError):
            close_old_connections()
            return NOTHING
        except psycopg.Error:
            connection.errors_occurred = True  # as Django's own cursor notes it: a broken one is closed
            close_old_connections()
            return NOTHING
