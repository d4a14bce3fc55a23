"""`PreparedQuery`: a QuerySet whose SQL is made once.

Saying a query costs Django some five thousand calls, running it two hundred: most
of what a page costs that is built. A query that every page asks is said once a
process, and only its parameters change.
"""

from collections.abc import Callable, Hashable
from datetime import UTC, date, datetime
from typing import Any
from weakref import WeakKeyDictionary

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import QuerySet


class PreparedQuery:
    """`make` returns the QuerySet for its arguments; their types are given by name.

        of_film = PreparedQuery(lambda film: Edition.objects.filter(film=film), film=int)
        editions = of_film(film=7)

    Each argument stands in the SQL as a parameter, as it is: not in lists (`__in`), nor in patterns.
    Relations are loaded by `select_related`, not by `prefetch_related`.
    """

    def __init__(self, make: Callable[..., QuerySet], **types: type):
        self._make, self._types = make, types
        self._statements: WeakKeyDictionary = WeakKeyDictionary()

    def __call__(self, **values: Any) -> list:
        database = connections[DEFAULT_DB_ALIAS]  # one for each thread
        statement = self._statements.get(database)
        if statement is None:
            statement = self._statements[database] = _Statement(self._make, self._types)
        return statement.run(values)

    def first(self, **values: Any) -> Any:
        rows = self(**values)
        return rows[0] if rows else None


class _Statement:
    """The SQL of a QuerySet, and for each of its parameters a value or the name of an argument."""

    def __init__(self, make: Callable[..., QuerySet], types: dict[str, type]):
        markers = {name: _MARKERS[kind](place) for place, (name, kind) in enumerate(types.items())}
        self._queryset = make(**markers)
        self._compiler = self._queryset.query.get_compiler(using=self._queryset.db)
        self._sql, parameters = self._compiler.as_sql()
        names: dict[Hashable, str] = {_adapted(marker): name for name, marker in markers.items()}
        self._parameters = [(names.get(value), value) for value in parameters]
        if missing := types.keys() - {name for name, _ in self._parameters}:
            raise ValueError(f"not a parameter of the query: {', '.join(sorted(missing))}")
        self._queryset.query.get_compiler = lambda *_args, **_kwargs: self._compiler

    def run(self, values: dict[str, Any]) -> list:
        parameters = tuple(_adapted(values[name]) if name else value for name, value in self._parameters)
        self._compiler.as_sql = lambda *_args, **_kwargs: (self._sql, parameters)
        return list(self._queryset._iterable_class(self._queryset))


# Values that no query holds otherwise, by type and place.
_MARKERS: dict[type, Callable[[int], Any]] = {
    int: lambda place: 4_611_686_018_427_387_000 + place,
    str: lambda place: f"<parameter {place}>",
    date: lambda place: date(9000 + place, 1, 1),
    datetime: lambda place: datetime(9000 + place, 1, 1, tzinfo=UTC),
}


def _adapted(value: Any) -> Any:
    """As the database takes it."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return connection.ops.adapt_datefield_value(value)
    return value
