"""How the database would answer the queries of a page: what of it reads a growing table to its end.

A table is read from one end only up to a LIMIT, in the order of an index. Everything else must look
rows up by a value, or within two bounds. The rest, a full scan or a sort of everything, is too dear.
"""

import json
import re
from contextlib import contextmanager

from django.db import connection

from cast.models import Character, Credit, Person
from films.models import Film, ReleaseDate
from reviews import models as r
from search.models import Row

GROWING = {Character, Credit, Film, Person, ReleaseDate, Row}
GROWING |= {r.AuditLogEntry, r.Draft, r.Edition, r.EditionCritic, r.EditionFull, r.HiddenSentence, r.Notice}
GROWING |= {r.OldAddress, r.Opened, r.Preview, r.Reference, r.Review, r.Revision, r.Submission}
TABLES = {model._meta.db_table for model in GROWING} | {Film.genres.through._meta.db_table}


def pretend_growth(times=1000):
    """Let PostgreSQL plan as if the growing tables had so many times their rows, spread as those are.

    It would read a small table to its end whatever its indexes. Undone by the next ANALYZE.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
            cursor.execute(
                "UPDATE pg_class SET reltuples = reltuples * %s WHERE relname = ANY(%s) OR oid IN"
                " (SELECT indexrelid FROM pg_index WHERE indrelid = ANY(%s::regclass[]))",
                [times, list(TABLES), list(TABLES)],
            )


@contextmanager
def captured():
    """The SELECTs that are executed inside, with their parameters as the driver gets them.

    Without those that count the rows of a list, which bench/prove_lists.py measures.
    """
    queries, counts = [], ('SELECT COUNT(*) AS "__count"', 'AS "total"')

    def note(execute, sql, params, many, context):
        if sql.startswith(("SELECT", "WITH")) and not any(name in sql for name in counts):
            queries.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield queries


def too_dear(queries) -> list[str]:
    """What the plan of each query reads to its end, with the query."""
    read = _read_on_sqlite if connection.vendor == "sqlite" else _read_on_postgresql
    return [f"{step}: {sql[:90]} … {sql[-200:]}" for sql, params in queries for step in read(sql, params)]


def _read_on_sqlite(sql, params):
    """SQLite keeps no statistics here, as in a newsroom: its plan is the same whatever the tables hold."""
    aliases = [(alias, table) for table, alias in re.findall(r'"(\w+)" "?([UVWT]\d+)\b', sql)]
    is_limited = " LIMIT " in sql.rpartition(")")[2]
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
        steps = {number: (parent, detail) for number, parent, _unused, detail in cursor.fetchall()}
        cursor.execute("SELECT name, tbl_name FROM sqlite_master WHERE type = 'index'")
        table_of_index = dict(cursor.fetchall())
    sorting = {parent for parent, detail in steps.values() if re.match("USE TEMP B-TREE FOR [^L]", detail)}
    for parent, detail in steps.values():
        step = re.match(r"(SCAN|SEARCH) (\w+)(.*)", detail)
        tables = {table for alias, table in aliases if alias == step[2]} or {step[2]} if step else set()
        if step and (index := re.search(r" INDEX (\w+)", step[3])):  # two subqueries may share an alias
            tables &= {table_of_index.get(index[1]), *({step[2]} - {alias for alias, _table in aliases})}
        if not tables & TABLES or "=?" in step[3] or step[3].count("<?") + step[3].count(">?") == 2:
            continue
        select = _select_of(steps, parent)
        # A subquery for a value ends a search at its first row; one for a list does not.
        is_value = select and "SCALAR SUBQUERY" in steps[select][1] and step[1] == "SEARCH"
        if " USING " not in step[3] or select in sorting or not (is_value if select else is_limited):
            yield f"{detail} ({', '.join(tables)})"


def _select_of(steps, number):
    """The SELECT that a step belongs to, past those that join several indexes of one table."""
    while number and steps[number][1].startswith(("INDEX", "MULTI-INDEX")):
        number = steps[number][0]
    return number


def _read_on_postgresql(sql, params):
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", params)
        plan = cursor.fetchone()[0]
    plan = json.loads(plan) if isinstance(plan, str) else plan
    if plan[0]["Plan"]["Total Cost"] > CHEAP:
        yield from _whole_reads(plan[0]["Plan"], is_ended=False)


CHEAP = 1000  # in PostgreSQL's units: less than to read a table that pretends to have grown
ENDS = {"Limit"}
GOES_ON = {"Nested Loop", "Merge Join", "Subquery Scan", "Incremental Sort", "Result", "Memoize"}
SCANS = {"Seq Scan", "Index Scan", "Index Only Scan", "Bitmap Heap Scan"}


def _whole_reads(node, *, is_ended):
    """Scans of growing tables without a bound, unless a LIMIT above ends them as they go."""
    kind, table = node["Node Type"], node.get("Relation Name")
    bound = _bound(node)
    if kind in SCANS and table in TABLES and " = " not in bound and "= ANY" not in bound:
        is_range = "<" in bound and ">" in bound
        if kind == "Seq Scan" or not (is_ended or is_range):
            yield f"{kind} of {table} {node.get('Index Name', '')} {bound}"
    is_ended = kind in ENDS or (is_ended and kind in GOES_ON)
    for child in node.get("Plans", ()):
        if kind != "Bitmap Heap Scan":
            yield from _whole_reads(child, is_ended=is_ended)


def _bound(node):
    """The conditions that an index is asked with, also those of bitmaps."""
    below = node.get("Plans", ()) if node["Node Type"].startswith("Bitmap") else ()
    return " ".join([node.get("Index Cond", ""), *map(_bound, below)])
