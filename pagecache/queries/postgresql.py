"""`PreparedStatement`: SQL that each connection to PostgreSQL has parsed and planned once.

Past the cursors of Django and psycopg, which make a text of the statement with its values each time, for the
server to parse and to plan: of what a short statement costs here that is nine tenths.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import date, datetime
from typing import Any
from uuid import UUID
from weakref import WeakKeyDictionary

from django.db import DEFAULT_DB_ALIAS, InterfaceError, OperationalError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import Connection, errors, pq
from psycopg.adapt import Transformer

Dump = Callable[[Any], bytes]
TEXT, BINARY = pq.Format.TEXT, pq.Format.BINARY
# Of each type of value: what PostgreSQL calls it, how it is sent, and in which format.
TYPES: dict[type, tuple[int, Dump, pq.Format]] = {
    int: (20, lambda value: b"%d" % value, TEXT),
    float: (701, lambda value: repr(value).encode(), TEXT),
    str: (25, str.encode, TEXT),
    bytes: (17, bytes, BINARY),
    UUID: (2950, lambda value: value.hex.encode(), TEXT),
    date: (1082, lambda value: value.isoformat().encode(), TEXT),
    datetime: (1184, lambda value: value.isoformat().encode(), TEXT),
    type(None): (0, bytes, TEXT),  # of the type that the statement needs there
}
DONE = (pq.ExecStatus.TUPLES_OK, pq.ExecStatus.COMMAND_OK)
# It is not at this server (a pooler moved on to another one), or a migration has changed its columns.
LOST = (errors.InvalidSqlStatementName, errors.FeatureNotSupported)
MOST_LOST = 10  # then this process prepares nothing more
_lost: list[bytes] = []
_prepared: WeakKeyDictionary[Connection, set[bytes]] = WeakKeyDictionary()


class PreparedStatement:
    """`sql` has a %s for each value; `types` are those of the values, any of which may be None.

    Rows come as Django's own cursor would give them, or with `binary=True` in the driver's binary format.
    """

    def __init__(self, sql: str, types: Iterable[type], *, binary: bool = False):
        numbers = iter(range(1, 10_000))
        numbered = re.sub("%(s|%)", lambda found: f"${next(numbers)}" if found[1] == "s" else "%", sql)
        self.sql = numbered.encode()
        kinds = [TYPES[kind] for kind in types]
        self._oids = [oid for oid, _dump, _format in kinds]
        self._dumps = [dump for _oid, dump, _format in kinds]
        self._formats = [format for _oid, _dump, format in kinds]
        self._result_format = BINARY if binary else TEXT
        # By what it says: the same name never stands for something else, on whatever server.
        self.name = b"foyer_" + hashlib.sha256(self.sql + repr(self._oids).encode()).hexdigest()[:24].encode()

    def run(self, values: Sequence[Any]) -> tuple[list[tuple], int]:
        """(rows, number of rows changed). Raises what Django's own cursor would."""
        database = connections[DEFAULT_DB_ALIAS]
        try:
            return self._run(database, values)
        except (OperationalError, InterfaceError):
            if database.in_atomic_block or database.connection is None or not database.connection.closed:
                raise
            database.close()  # the server has closed it since: Django would have asked before
            return self._run(database, values)

    def _run(self, database: BaseDatabaseWrapper, values: Sequence[Any]) -> tuple[list[tuple], int]:
        database.ensure_connection()
        driver = database.connection
        with database.wrap_database_errors:
            result = self._result(driver, values)
        if result.status == pq.ExecStatus.COMMAND_OK:
            return [], result.command_tuples or 0
        transformer = Transformer(driver)
        transformer.set_pgresult(result)
        return transformer.load_rows(0, result.ntuples, tuple), result.ntuples

    def _result(self, driver: Connection, values: Sequence[Any]) -> pq.abc.PGresult:
        dumped = [
            None if value is None else dump(value) for dump, value in zip(self._dumps, values, strict=True)
        ]
        if driver.autocommit and len(_lost) < MOST_LOST:
            try:
                return self._run_prepared(driver, dumped)
            except LOST:
                _prepared.pop(driver, None)
                _lost.append(self.name)
        elif driver.info.transaction_status == pq.TransactionStatus.IDLE and not driver.autocommit:
            driver.execute("")  # begins the transaction, as the driver's own first statement in it would
        result = driver.pgconn.exec_params(self.sql, dumped, self._oids, self._formats, self._result_format)
        return _checked(result)

    def _run_prepared(self, driver: Connection, dumped: list[bytes | None]) -> pq.abc.PGresult:
        """Not in a transaction, which would end with an error."""
        known = _prepared.setdefault(driver, set())
        if self.name not in known:
            with suppress(errors.DuplicatePreparedStatement):  # by another process, at a pooler's server
                _checked(driver.pgconn.prepare(self.name, self.sql, self._oids))
            known.add(self.name)
        result = driver.pgconn.exec_prepared(self.name, dumped, self._formats, self._result_format)
        return _checked(result)


def _checked(result: pq.abc.PGresult) -> pq.abc.PGresult:
    if result.status not in DONE:
        error = errors.error_from_result(result)
        raise error if error.sqlstate else errors.OperationalError(str(error))  # the connection broke
    return result
