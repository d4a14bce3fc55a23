"""The shelf as a table of Foyer's own database, on PostgreSQL."""

from django.db import DatabaseError, InterfaceError, close_old_connections, connection

from pagecache.shelf.base import NOTHING, SqlShelf


class PostgresShelf(SqlShelf):
    def run(self, sql: str, parameters: tuple = ()) -> tuple[list[tuple], int]:
        try:
            with connection.cursor() as cursor:
                cursor.execute(sql, parameters)
                return cursor.fetchall() if cursor.description else [], cursor.rowcount
        except (DatabaseError, InterfaceError):
            close_old_connections()
            return NOTHING
