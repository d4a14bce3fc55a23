"""Tracebacks for logs: types, files, lines and code. Never values, and of messages only what holds no text.

An IntegrityError of PostgreSQL quotes the failing row, a KeyError its key, a ValidationError what was typed.
So a message stays out unless its type or its whole form is known to hold names of code alone.
"""

import re
import traceback
from collections.abc import Iterator

from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, InterfaceError, OperationalError
from django.template import TemplateDoesNotExist, TemplateSyntaxError

# Their messages name code, templates and settings.
KNOWN = (
    ImportError,
    NameError,
    ImproperlyConfigured,
    TemplateDoesNotExist,
    TemplateSyntaxError,
    RecursionError,
)
_SQLITE = re.compile(
    r"(UNIQUE|CHECK|NOT NULL|FOREIGN KEY) constraint failed(: [\w., ]+)?"
    r"|database is locked|database table is locked|disk I/O error|database or disk is full"
    r"|unable to open database file|attempt to write a readonly database|database disk image is malformed"
    r"|no such (table|column): [\w.]+|interrupted|too many SQL variables"
)
_ATTRIBUTE = re.compile(r"(module )?'[\w.]+' (object )?has no attribute '[A-Za-z_]\w{0,60}'")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'|«[^»]*»|„[^“]*“")
# What a driver says of the connection, not of rows: SQLSTATEs of connections, resources, locks, operators.
_OF_CONNECTION = ("08", "40", "53", "55", "57", "58")
MOST_CHAINED = 10
DIRECT = "The above exception was the direct cause of the following exception:"
MEANWHILE = "During handling of the above exception, another exception occurred:"


def traceback_of(error: BaseException) -> str:
    """The whole chain, the first cause first, as Python shows it."""
    return "\n".join(_lines(error)).rstrip()


def describe(error: BaseException) -> str:
    """`Type: what may be said`."""
    kind = type(error)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    detail = detail_of(error)
    return f"{name}: {detail}" if detail else name


def detail_of(error: BaseException) -> str:
    """What of its message holds no text of anybody; mostly nothing."""
    if isinstance(error, KNOWN):
        return _first_line(str(error))
    if isinstance(error, DatabaseError | InterfaceError):
        return _of_database(error)
    if isinstance(error, OSError):  # the name of the file stays out
        return " ".join(filter(None, [f"[Errno {error.errno}]" if error.errno else "", error.strerror or ""]))
    text = str(error) if isinstance(error, AttributeError) else ""
    return text if _ATTRIBUTE.fullmatch(text) else ""


def place_of(error: BaseException) -> str:
    """File and line of the innermost frame."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{frames[-1].filename}:{frames[-1].lineno}" if frames else ""


def _of_database(error: BaseException) -> str:
    driver = error.__cause__ if error.__cause__ is not None else error
    if state := getattr(driver, "sqlstate", None):
        diagnostic = driver.diag  # type: ignore[attr-defined]
        names = (diagnostic.table_name, diagnostic.column_name, diagnostic.constraint_name)
        said = _first_line(str(error)) if state[:2] in _OF_CONNECTION else ""
        return " ".join(filter(None, [f"[{state}]", *names, _QUOTED.sub("…", said)]))
    text = str(error)
    if _SQLITE.fullmatch(text):
        return text
    # Without a state psycopg could not reach the server; SQLite's errors have a name of their own.
    is_connection = isinstance(error, OperationalError) and not hasattr(driver, "sqlite_errorname")
    return _QUOTED.sub("…", _first_line(text)) if is_connection else getattr(driver, "sqlite_errorname", "")


def _first_line(text: str) -> str:
    return text.partition("\n")[0][:300]


def _lines(error: BaseException) -> Iterator[str]:
    for number, (link, why) in enumerate(reversed(list(_chain(error)))):
        if number:
            yield f"\n{why}\n"
        if link.__traceback__:
            yield "Traceback (most recent call last):"
            yield from (
                text
                for text in "".join(traceback.format_tb(link.__traceback__)).splitlines()
                if text.strip(" ~^")  # not the signs below a part of a line
            )
        yield describe(link)
        for inner in getattr(link, "exceptions", ()):  # of an ExceptionGroup
            yield from (f"  | {text}" for part in _lines(inner) for text in part.split("\n"))


def _chain(error: BaseException) -> Iterator[tuple[BaseException, str]]:
    """Each error, from the last to its first cause, with how it came of the one before."""
    link: BaseException | None = error
    seen: set[int] = set()
    while link is not None and id(link) not in seen and len(seen) < MOST_CHAINED:
        seen.add(id(link))
        cause = link.__cause__
        why = DIRECT
        if cause is None and not link.__suppress_context__:
            cause, why = link.__context__, MEANWHILE
        yield link, why
        link = cause
