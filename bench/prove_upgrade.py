#!/usr/bin/env -S .venv/bin/python
"""Databases of earlier versions, upgraded by `migrate` on both engines, beside new ones.

Schema (sqlite_master; pg_dump -s), content types, permissions and groups equal
those of a new database. Every row is as it was, every revision has its digest
and can be read, and public pages say what they said. Every trigger refuses
once what it is there for, and search finds what is written.

TEST_DATABASE_URL names a PostgreSQL to use; without it one is made where initdb
is found.
"""

import difflib
import logging
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parent.parent
# What a migration since one of the versions kept here changes on purpose: tables, and lines of pages
# as {before: now}. Whatever else differs is a failure. (Content types and permissions are compared by name.)
CHANGED_TABLES = {"django_migrations", "sqlite_sequence", "django_content_type", "auth_permission"}
REWORDED: dict[str, str] = {}
# Since 2026-11-27 the facts box has genres, names countries, and is the same on pages of reviews and films:
# what stood in it still does, in another order. It ends at the first of these lines, or with the page.
BOX, AFTER_BOX = "The film", ("Before it", "After it", "Read on")
CERTIFICATE = re.compile(r"^, rated |\(GB\)")  # now beside the country's name: "15 (UK)"


def main():
    from bench.cluster import database, server
    from tests.upgrade.dumps import VERSIONS

    for version in VERSIONS:
        with tempfile.TemporaryDirectory() as folder:
            in_a_process(version, f"sqlite:///{folder}/old.sqlite3", f"sqlite:///{folder}/new.sqlite3")
        with server() as address:
            if address is None:
                print("SKIPPED: PostgreSQL, for want of TEST_DATABASE_URL and of initdb")
                sys.exit(os.environ.get("CI") == "true")
            with database(address, "foyer_old") as old, database(address, "foyer_new") as new:
                in_a_process(version, old, new)


def in_a_process(version, old, new):
    """Prove one upgrade, in a process whose settings name its database."""
    environment = os.environ | {"DATABASE_URL": old, "NEW_DATABASE_URL": new}
    subprocess.run([sys.executable, __file__, version], check=True, cwd=ROOT, env=environment)


def prove(version):
    from django.core.management import call_command
    from django.db import connection

    from tests.upgrade import dumps

    logging.disable(logging.CRITICAL)  # that an address is gone is an answer here
    dumps.restore(version, connection)
    tables = dumps.columns(connection)
    before = dumps.rows(connection, tables)
    call_command("migrate", verbosity=0, skip_checks=False)
    new = new_database(connection)
    print(f"{version} on {connection.vendor}: {compare_schema(connection, new)}")
    print(f"  {compare_names(dumps.names(connection), dumps.names(new))}")
    print(f"  {compare_rows(before, dumps.rows(connection, tables))}; {read_revisions()}")
    print(f"  {compare_pages(*dumps.former_pages(version, connection.vendor))}")
    print(f"  {fire_triggers(connection)}; {find_words()}")
    new.close()


def new_database(connection):
    """A connection to the other database, which is filled by `migrate` alone."""
    from django.db import connections

    environment = os.environ | {"DATABASE_URL": os.environ["NEW_DATABASE_URL"]}
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], check=True, cwd=ROOT, env=environment)
    name = re.search(r"([^/?]+)(\?|$)", os.environ["NEW_DATABASE_URL"])[1]
    if connection.vendor == "sqlite":
        name = os.environ["NEW_DATABASE_URL"].removeprefix("sqlite:///")
    return type(connections["default"])(connection.settings_dict | {"NAME": name}, "new")


def compare_schema(connection, new):
    from bench.cluster import program
    from tests.upgrade.dumps import schema

    upgraded, fresh = schema(connection), schema(new)
    same(
        "schema",
        [f"{name} {upgraded[name]}" for name in sorted(upgraded)],
        [f"{name} {fresh[name]}" for name in sorted(fresh)],
    )
    if connection.vendor == "sqlite":
        return f"{len(upgraded)} entries of sqlite_master are those of a new database"
    if not program("pg_dump"):
        return f"{len(upgraded)} entries of its catalogue are those of a new database (no pg_dump to ask)"
    addresses = (os.environ["DATABASE_URL"], os.environ["NEW_DATABASE_URL"])
    former, later = (pg_dump(program("pg_dump"), address) for address in addresses)
    same("pg_dump -s", former, later)
    return (
        f"{len(upgraded)} entries of its catalogue, {len(later)} lines of pg_dump -s are those of a new one"
    )


def pg_dump(path, address):
    """The schema, line by line, without the key that each dump makes anew for psql."""
    dump = subprocess.run([path, "--schema-only", address], check=True, capture_output=True, text=True)
    return [line for line in dump.stdout.splitlines() if not line.startswith(("\\restrict", "\\unrestrict"))]


def same(what, before, after):
    """Fail with the lines that differ."""
    if before != after:
        sys.exit("\n".join([f"{what}: NOT THE SAME", *difflib.unified_diff(before, after, lineterm="", n=0)]))


def compare_names(upgraded, new):
    for what in new:
        same(what, [str(row) for row in upgraded[what]], [str(row) for row in new[what]])
    counts = {what: len(found) for what, found in new.items()} | {
        "groups": len({g for g, *_ in new["groups"]})
    }
    return f"the same: {', '.join(f'{count} {what}' for what, count in counts.items())} with what they may do"


def compare_rows(before, after):
    kept = before.keys() - CHANGED_TABLES
    same("rows", *([f"{table} {found[table]}" for table in sorted(kept)] for found in (before, after)))
    return f"{sum(before[table][0] for table in kept):,} rows of {len(kept)} tables are as they were"


def read_revisions():
    from reviews import document as d
    from reviews.models import Revision

    revisions = list(Revision.objects.all())
    for revision in revisions:
        assert d.digest(bytes(revision.content)) == revision.digest, revision
        assert revision.document(), revision
    return f"{len(revisions)} revisions have their digests and are read"


def compare_pages(moment, former):
    from tests.upgrade.dumps import pages

    for address, (status, words) in pages(former, moment).items():
        was, said = former[address]
        (before, box_before), (now, box_now) = without_box(said), without_box(words)
        same(address, [str(was), *(REWORDED.get(line, line) for line in before)], [str(status), *now])
        lost = {line for line in box_before if not CERTIFICATE.search(line)} - set(box_now)
        same(f"{address} (facts box)", sorted(lost), [])
    return f"{len(former)} public addresses answer as before"


def without_box(lines):
    """The lines of a page without its facts box, and those of the box; none where there is no box."""
    if BOX not in lines:
        return lines, []
    start = lines.index(BOX)
    end = next((at for at in range(start, len(lines)) if lines[at] in AFTER_BOX), len(lines))
    return [*lines[:start], *lines[end:]], lines[start:end]


def fire_triggers(connection):
    from django.db import IntegrityError, transaction

    from bench.refusals import refused

    statements = refused(connection)
    for name, message, statement in statements:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement)
        except IntegrityError as error:
            assert message in str(error), f"{name}: refused, but with {error}"
        else:
            sys.exit(f"{name}: NOT REFUSED: {statement}")
    return f"{len(statements)} triggers refuse what they should"


def find_words():
    """The indexes follow a row that is added, changed and deleted."""
    from search.engines import SAFE, WITHHELD
    from search.models import Row, SpoilerWords

    row = Row.objects.create(kind="proof", thing=1, body_words=" quorvax ")
    SpoilerWords.objects.create(row=row, words=" quorvax ")
    assert hits(SAFE, "quorvax") == hits(WITHHELD, "quorvax") == [row.pk]
    Row.objects.filter(pk=row.pk).update(body_words=" zembrul ")
    SpoilerWords.objects.filter(pk=row.pk).update(words=" zembrul ")
    assert hits(SAFE, "zembrul") == hits(WITHHELD, "zembrul") == [row.pk]
    assert hits(SAFE, "quorvax") == hits(WITHHELD, "quorvax") == []
    row.delete()
    assert hits(SAFE, "zembrul") == hits(WITHHELD, "zembrul") == []
    return "both indexes of search follow their rows"


def hits(index, word):
    from search.engines import matches
    from search.models import Row
    from search.query import Query

    return list(Row.objects.filter(matches(index, Query.of(word))).values_list("pk", flat=True))


os.environ |= {"DEBUG": "true", "DJANGO_SETTINGS_MODULE": "reviewsite.settings"}
django.setup()
if len(sys.argv) > 1:
    prove(sys.argv[1])
else:
    main()
