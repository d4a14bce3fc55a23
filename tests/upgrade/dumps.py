"""Restores databases of earlier versions, and says what there is to compare of one that was upgraded."""

import hashlib
import html
import json
import lzma
import re
from datetime import datetime
from pathlib import Path

import time_machine
from django.test import Client

HERE = Path(__file__).parent
VERSIONS = sorted(path.name for path in HERE.iterdir() if list(path.glob("*.xz")))
SCHEMA = {
    "sqlite": "SELECT type || ' ' || name, sql FROM sqlite_master",
    "postgresql": """
        SELECT 'column ' || attrelid::regclass || '.' || attname,
            concat_ws(' ', row_number() OVER (PARTITION BY attrelid ORDER BY attnum),
                format_type(atttypid, atttypmod), attnotnull, attidentity, attgenerated,
                pg_get_expr(adbin, adrelid))
        FROM pg_attribute JOIN pg_class AS c ON c.oid = attrelid
            LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
        WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND attnum > 0 AND NOT attisdropped
        UNION ALL SELECT 'constraint ' || conrelid::regclass || '.' || conname, pg_get_constraintdef(oid)
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 't'
        UNION ALL SELECT 'index ' || indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
        UNION ALL SELECT 'trigger ' || tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
        UNION ALL SELECT 'function ' || proname, pg_get_functiondef(oid)
        FROM pg_proc WHERE pronamespace = 'public'::regnamespace
    """,
}
NAMES = {
    "content types": "SELECT app_label, model FROM django_content_type",
    "permissions": """
        SELECT app_label, model, codename, p.name
        FROM auth_permission AS p JOIN django_content_type AS t ON t.id = p.content_type_id
    """,
    "groups": """
        SELECT g.name, app_label, codename
        FROM auth_group AS g JOIN auth_group_permissions AS h ON h.group_id = g.id
            JOIN auth_permission AS p ON p.id = h.permission_id
            JOIN django_content_type AS t ON t.id = p.content_type_id
    """,
}


def restore(version: str, connection) -> None:
    """Fill the database of this connection, which must be empty, with that of an earlier version."""
    if connection.vendor == "sqlite":
        connection.close()
        Path(connection.settings_dict["NAME"]).write_bytes(unpacked(version, "database.sqlite3"))
        return
    with connection.cursor() as cursor:
        cursor.execute(unpacked(version, "database.sql").decode())
    connection.close()  # a dump leaves the connection with an empty search_path


def unpacked(version: str, name: str) -> bytes:
    return lzma.decompress((HERE / version / f"{name}.xz").read_bytes())


def schema(connection) -> dict[str, str]:
    """Tables, columns, constraints, indexes, triggers and functions, as the database spells them."""
    with connection.cursor() as cursor:
        return dict(cursor.execute(SCHEMA[connection.vendor]).fetchall())


def names(connection) -> dict[str, list[tuple]]:
    """Content types, permissions and what each group may do, whatever their rows are numbered."""
    with connection.cursor() as cursor:
        return {what: sorted(cursor.execute(query).fetchall()) for what, query in NAMES.items()}


def columns(connection) -> dict[str, list[str]]:
    """The columns of every table."""
    quote, found = connection.ops.quote_name, {}
    with connection.cursor() as cursor:
        tables = connection.introspection.get_table_list(cursor)
        for table in (table.name for table in tables if table.type == "t"):
            cursor.execute(f"SELECT * FROM {quote(table)} LIMIT 0")
            found[table] = [column[0] for column in cursor.description]
    return found


def rows(connection, tables: dict[str, list[str]]) -> dict[str, tuple[int, str]]:
    """For each table, how many rows it has and a digest of all they hold in these columns."""
    quote, found = connection.ops.quote_name, {}
    with connection.cursor() as cursor:
        for table, wanted in tables.items():
            cursor.execute(f"SELECT {', '.join(map(quote, wanted))} FROM {quote(table)}")
            held = sorted(repr([bytes(v) if isinstance(v, memoryview) else v for v in row]) for row in cursor)
            found[table] = len(held), hashlib.sha256("\n".join(held).encode()).hexdigest()
    return found


def pages(addresses, moment: str) -> dict[str, list]:
    """What each address answers at a moment: its status, and the words of its body, line by line."""
    with time_machine.travel(datetime.fromisoformat(moment), tick=False):
        answers = {address: Client().get(address, headers={"host": "localhost"}) for address in addresses}
    return {address: [answer.status_code, words(answer)] for address, answer in answers.items()}


def words(answer) -> list[str]:
    """What stands in <main>, or in an answer without one, without markup."""
    text = answer.content.decode()
    if main := re.search(r"<main\b.*</main>", text, re.DOTALL):
        text = re.sub(r"<(script|style|svg)\b.*?</\1>", "", main[0], flags=re.DOTALL)
    lines = (" ".join(html.unescape(line).split()) for line in re.split(r"<[^>]*>", text))
    return [line for line in lines if line]


def former_pages(version: str, vendor: str) -> tuple[str, dict[str, list]]:
    """The moment at which a version's pages were read, and what they said."""
    found = json.loads(unpacked(version, f"pages.{vendor}.json"))
    return found["moment"], found["pages"]
