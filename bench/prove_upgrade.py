#!/usr/bin/env -S .venv/bin/python
"""Prove that `migrate` upgrades databases of earlier versions, on both engines.

Schema (sqlite_master; pg_dump -s), content types, permissions and groups equal
those of a new database. No row has changed, every revision has a valid digest
and can be parsed, and public pages have the same text. Every trigger refuses a
forbidden statement, and the search indexes follow their rows.

TEST_DATABASE_URL names a PostgreSQL server; without it a temporary one is
started if initdb is found.
"""

import difflib
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parent.parent
# Intended changes by migrations since a dumped version: tables, and lines of pages as {before: now}.
# Any other difference is a failure. (Content types and permissions are compared by name.)
CHANGED_TABLES = {"django_migrations", "sqlite_sequence", "django_content_type", "auth_permission"}
DROPPED_TABLES = {"pagecache_contentversion"}
REWORDED: dict[str, str] = {}
# Pages that say other things now: the policy for machine readers, critics without a lastmod, franchises by
# name (PostgreSQL had them in no order).
REWRITTEN = {"/robots.txt", "/sitemap-critics-1.xml", "/franchises/"}
# A feed whose last review was taken down says when, and no longer 1970.
EMPTY_FEED = re.compile(r"^(1970-01-01T00:00:00|Thu, 01 Jan 1970 00:00:00)")
# Lines that pages have besides.
ADDED = {"Open everything: the full review, spoilers included"}
# Since 2026-11-27 it is the whole review in its own layout: tests/reviews/public/test_opened_pages.py.
SPOILER_PAGE = "/spoilers/"
# Since 2026-11-27 the facts box has genres and names of countries, in one order on review and film pages.
# Its former lines must still be in it, in any order. It ends at the first of AFTER_BOX, or with the page.
READ_ON = "Read on"
BOX, AFTER_BOX = "The film", ("Before it", "After it", READ_ON)
CERTIFICATE = re.compile(r"^, rated |\(GB\)")  # now beside the country's name: "15 (UK)"


def main():
    from bench.databases.cluster import database, server
    from tests.upgrade.dumps import VERSIONS

    for version in VERSIONS:
        with tempfile.TemporaryDirectory() as folder:
            prove_in_subprocess(version, f"sqlite:///{folder}/old.sqlite3", f"sqlite:///{folder}/new.sqlite3")
        with server() as address:
            if address is None:
                print("SKIPPED: PostgreSQL, for want of TEST_DATABASE_URL and of initdb")
                sys.exit(os.environ.get("CI") == "true")
            with database(address, "foyer_old") as old, database(address, "foyer_new") as new:
                prove_in_subprocess(version, old, new)


def prove_in_subprocess(version, old, new):
    """Run `prove` in a subprocess whose settings name the database."""
    environment = os.environ | {"DATABASE_URL": old, "NEW_DATABASE_URL": new}
    subprocess.run([sys.executable, __file__, version], check=True, cwd=ROOT, env=environment)


def prove(version):
    from django.core.management import call_command
    from django.db import connection

    from tests.upgrade import dumps

    dumps.restore(version, connection)
    tables = dumps.columns(connection)
    before = dumps.rows(connection, tables)
    call_command("migrate", verbosity=0, skip_checks=False)
    assert tables.keys() - dumps.columns(connection).keys() <= DROPPED_TABLES
    tables = {table: found for table, found in tables.items() if table not in DROPPED_TABLES}
    new = new_database(connection)
    print(f"{version} on {connection.vendor}: {compare_schema(connection, new)}")
    print(f"  {compare_names(dumps.names(connection), dumps.names(new))}")
    print(f"  {compare_rows(before, dumps.rows(connection, tables))}; {read_revisions()}")
    print(f"  {compare_pages(*dumps.former_pages(version, connection.vendor))}")
    print(f"  {fire_triggers(connection)}; {find_words()}")
    new.close()


def new_database(connection):
    """A connection to a new database, created by `migrate`."""
    from django.db import connections

    environment = os.environ | {"DATABASE_URL": os.environ["NEW_DATABASE_URL"]}
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], check=True, cwd=ROOT, env=environment)
    name = re.search(r"([^/?]+)(\?|$)", os.environ["NEW_DATABASE_URL"])[1]
    if connection.vendor == "sqlite":
        name = os.environ["NEW_DATABASE_URL"].removeprefix("sqlite:///")
    return type(connections["default"])(connection.settings_dict | {"NAME": name}, "new")


def compare_schema(connection, new):
    from bench.databases.cluster import program
    from tests.upgrade.dumps import schema

    upgraded, fresh = schema(connection), schema(new)
    assert_same(
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
    assert_same("pg_dump -s", former, later)
    return (
        f"{len(upgraded)} entries of its catalogue, {len(later)} lines of pg_dump -s are those of a new one"
    )


def pg_dump(path, address):
    """The lines of the schema, without the random key that pg_dump writes for psql."""
    dump = subprocess.run([path, "--schema-only", address], check=True, capture_output=True, text=True)
    return [line for line in dump.stdout.splitlines() if not line.startswith(("\\restrict", "\\unrestrict"))]


def assert_same(what, before, after):
    """Exit with the lines that differ."""
    if before != after:
        sys.exit("\n".join([f"{what}: NOT THE SAME", *difflib.unified_diff(before, after, lineterm="", n=0)]))


def compare_names(upgraded, new):
    for what in new:
        assert_same(what, [str(row) for row in upgraded[what]], [str(row) for row in new[what]])
    counts = {what: len(rows) for what, rows in new.items()} | {"groups": len({g for g, *_ in new["groups"]})}
    return f"the same: {', '.join(f'{count} {what}' for what, count in counts.items())} with what they may do"


def compare_rows(before, after):
    tables = before.keys() - CHANGED_TABLES - DROPPED_TABLES
    assert_same("rows", *([f"{table} {rows[table]}" for table in sorted(tables)] for rows in (before, after)))
    return f"{sum(before[table][0] for table in tables):,} rows of {len(tables)} tables are as they were"


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

    for address, (status, lines) in pages(former, moment).items():
        if address in REWRITTEN:
            continue
        former_status, former_lines = former[address]
        if address.endswith(SPOILER_PAGE):
            assert_same(address, [str(former_status)], [str(status)])
            continue
        former_lines, lines = (without_placeholders(page) for page in (former_lines, lines))
        lines = [line for line in lines if line not in ADDED]
        former_lines, lines = (without_read_on(page) for page in (former_lines, lines))
        if any(map(EMPTY_FEED.match, former_lines)):
            assert len(lines) == len(former_lines), address
            continue
        (before, box_before), (now, box_now) = without_box(former_lines), without_box(lines)
        assert_same(
            address, [str(former_status), *(REWORDED.get(line, line) for line in before)], [str(status), *now]
        )
        lost = {line for line in box_before if not CERTIFICATE.search(line)} - set(box_now)
        assert_same(f"{address} (facts box)", sorted(lost), [])
    return f"{len(former)} public addresses answer as before"


def without_placeholders(lines):
    """The lines of a page without its placeholders: passages of different grades stand apart now."""
    kept, is_inside = [], False
    for line in lines:
        is_inside = is_inside or line == "Spoiler, withheld"
        if not is_inside:
            kept.append(line)
        is_inside = is_inside and line != "Read it"
    return kept


def without_read_on(lines):
    """Without what to read on with: outside a franchise, reviews published just before, not the latest."""
    return lines[: lines.index(READ_ON)] if READ_ON in lines else lines


def without_box(lines):
    """(the lines of a page without its facts box, the lines of the box or none)."""
    if BOX not in lines:
        return lines, []
    start = lines.index(BOX)
    end = next((index for index in range(start, len(lines)) if lines[index] in AFTER_BOX), len(lines))
    return [*lines[:start], *lines[end:]], lines[start:end]


def fire_triggers(connection):
    from django.db import IntegrityError, transaction

    from bench.databases.refusals import refused

    fill_new_tables()
    statements = refused(connection)
    for name, message, before, statement in statements:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                if before:
                    cursor.execute(before)
                cursor.execute(statement)
        except IntegrityError as error:
            assert message in str(error), f"{name}: refused, but with {error}"
        else:
            sys.exit(f"{name}: NOT REFUSED: {statement}")
    return f"{len(statements)} triggers refuse what they should"


def fill_new_tables():
    """A row in each table with a trigger that the version before did not have."""
    from django.utils import timezone

    from reviews.models import CommonKnowledge, Edition

    edition = Edition.objects.select_related("review").first()
    values = {"film_id": edition.film_id, "review": edition.review, "by_id": edition.review.author_id}
    CommonKnowledge.objects.create(sentence="0" * 64, at=timezone.now(), reason="Proof.", **values)


def find_words():
    """Check that the full-text indexes follow a row that is created, updated and deleted."""
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
    from search.engines import match_of, matches
    from search.models import Row
    from search.query import Query

    return list(Row.objects.filter(matches(index, match_of(Query.of(word)))).values_list("pk", flat=True))


os.environ |= {"DEBUG": "true", "DJANGO_SETTINGS_MODULE": "reviewsite.settings"}
django.setup()
if len(sys.argv) > 1:
    prove(sys.argv[1])
else:
    main()
