"""`PreparedQuery`: a QuerySet whose SQL is made once.

Saying a query costs Django some five thousand calls, running it two hundred: most
of what a page costs that is built. A query that every page asks is said once a
process, and only its parameters change.
"""

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID
from weakref import WeakKeyDictionary

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import QuerySet
from django.db.models.query import ModelIterable
from psycopg.sql import Literal

from pagecache.queries.instances import Instances
from pagecache.queries.postgresql import PreparedStatement

NO_ROW = {int: -1, UUID: UUID(int=0)}  # keys


class PreparedQuery:
    """`make` returns the QuerySet for its arguments; their types are given by name.

        of_film = PreparedQuery(lambda film: Edition.objects.filter(film=film), film=int)
        editions = of_film(film=7)

    Each argument stands in the SQL as a parameter, as it is: not in patterns. A list (type `[int]`, for
    `__in` with keys) is filled up to a power of two with one that no row has: few lengths, few statements.
    Relations are loaded by `select_related`, not by `prefetch_related`.
    """

    def __init__(self, make: Callable[..., QuerySet], **types: type | list[type]):
        self._make, self._types = make, types
        self._lists = {name: kind[0] for name, kind in types.items() if isinstance(kind, list)}
        self._statements: WeakKeyDictionary = WeakKeyDictionary()

    def __call__(self, **values: Any) -> list:
        for name, kind in self._lists.items():
            values[name] = _filled_up(values[name], NO_ROW[kind])
        lengths = tuple(len(values[name]) for name in self._lists)
        statements = self._statements.setdefault(connections[DEFAULT_DB_ALIAS], {})  # one for each thread
        statement = statements.get(lengths)
        if statement is None:
            lists = {name: [kind] * len(values[name]) for name, kind in self._lists.items()}
            statement = statements[lengths] = _Statement(self._make, self._types | lists)
        return statement.run(values)

    def first(self, **values: Any) -> Any:
        rows = self(**values)
        return rows[0] if rows else None


class _Statement:
    """The SQL of a QuerySet, and for each of its parameters a value, or an argument and a place in it.

    `types`: of each argument, or of each value of a list.
    """

    def __init__(self, make: Callable[..., QuerySet], types: dict[str, type | list[type]]):
        markers = {name: _marker(kind, place) for place, (name, kind) in enumerate(types.items())}
        self._queryset = make(**markers)
        self._compiler = self._queryset.query.get_compiler(using=self._queryset.db)
        self._sql, parameters = self._compiler.as_sql()
        sources = dict(_sources(markers))
        self._parameters = [(*sources.get(value, (None, None)), value) for value in parameters]
        if missing := types.keys() - {name for name, _place, _value in self._parameters}:
            raise ValueError(f"not a parameter of the query: {', '.join(sorted(missing))}")
        self._queryset.query.get_compiler = lambda *_args, **_kwargs: self._compiler
        self._instances = self._instances_of_rows()
        self._converters = self._compiler.get_converters([column for column, *_rest in self._columns])
        self._compiler.get_converters = lambda _expressions: self._converters
        self._prepared = self._at_the_server(types) if connection.vendor == "postgresql" else None
        self._sql_of_sqlite = re.sub("%(s|%)", lambda found: "?" if found[1] == "s" else "%", self._sql)

    @property
    def _columns(self) -> list:
        return self._compiler.select[: self._compiler.col_count]

    def _instances_of_rows(self) -> Instances | None:
        if not issubclass(self._queryset._iterable_class, ModelIterable):
            return None
        return Instances(self._compiler.klass_info, self._compiler.select, self._queryset.db)

    def _at_the_server(self, types: dict[str, type | list[type]]) -> PreparedStatement:
        """With the values that never change as part of the statement."""
        connection.ensure_connection()
        parameters = iter(self._parameters)
        used: list[type] = []

        def with_literals(found: re.Match) -> str:
            if found[0] == "%%":
                return "%%"
            name, place, value = next(parameters)
            if name is None:
                return Literal(value).as_string(connection.connection).replace("%", "%%")
            used.append(types[name] if place is None else types[name][place])
            return "%s"

        sql = re.sub("%s|%%", with_literals, self._sql)
        return PreparedStatement(sql, used)

    def run(self, values: dict[str, Any]) -> list:
        rows = self._rows(values)
        if self._instances is None:
            self._compiler.execute_sql = lambda *_args, **_kwargs: [rows]
            return list(self._queryset._iterable_class(self._queryset))
        converted = self._compiler.apply_converters(rows, self._converters) if self._converters else rows
        return [self._instance(row) for row in converted]

    def _instance(self, row: Sequence) -> Any:
        instance = self._instances.of(row)
        for name, place in (self._compiler.annotation_col_map or {}).items():
            setattr(instance, name, row[place])
        return instance

    def _rows(self, values: dict[str, Any]) -> list[tuple]:
        """Past Django's cursor, unless somebody looks on what it executes."""
        database = connections[DEFAULT_DB_ALIAS]
        if database.queries_logged or database.execute_wrappers:
            with database.cursor() as cursor:
                cursor.execute(self._sql, [value for _is_named, value in self._with(values)])
                return cursor.fetchall()
        if self._prepared:
            rows, _count = self._prepared.run([value for is_named, value in self._with(values) if is_named])
            return rows
        database.ensure_connection()
        with database.wrap_database_errors:
            parameters = [value for _is_named, value in self._with(values)]
            return database.connection.execute(self._sql_of_sqlite, parameters).fetchall()

    def _with(self, values: dict[str, Any]) -> Iterator[tuple[bool, Any]]:
        """Of each parameter, whether an argument gives its value, and the value."""
        for name, place, value in self._parameters:
            if name is not None:
                value = _adapted(values[name] if place is None else values[name][place])
            yield name is not None, value


# Values that no query holds otherwise, by type and place.
_MARKERS: dict[type, Callable[[int], Any]] = {
    int: lambda place: 2_000_000_000 + place,  # accounts have keys of 32 bits
    str: lambda place: f"<parameter {place}>",
    UUID: lambda place: UUID(int=2**127 + place),
    date: lambda place: date(9000 + place, 1, 1),
    datetime: lambda place: datetime(9000 + place, 1, 1, tzinfo=UTC),
}


def _marker(kind: type | list[type], place: int) -> Any:
    if isinstance(kind, list):
        return [_MARKERS[item](place + 100 * index) for index, item in enumerate(kind, 1)]
    return _MARKERS[kind](place)


def _sources(markers: dict[str, Any]) -> Iterator[tuple[Hashable, tuple[str, int | None]]]:
    """The name of the argument that each marker stands for, and its place in a list."""
    for name, marker in markers.items():
        if isinstance(marker, list):
            yield from ((_adapted(item), (name, place)) for place, item in enumerate(marker))
        else:
            yield _adapted(marker), (name, None)


def _filled_up(keys: Iterable, no_row: Any) -> list:
    keys = list(keys)
    length = 1 << max(len(keys) - 1, 0).bit_length()
    return keys + [no_row] * (length - len(keys))


def _adapted(value: Any) -> Any:
    """As the database takes it."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return connection.ops.adapt_datefield_value(value)
    if isinstance(value, UUID) and not connection.features.has_native_uuid_field:
        return value.hex
    return value
