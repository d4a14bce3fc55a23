"""A database of each earlier version, upgraded by `migrate`: like a new one, and its texts still there."""

import hashlib

import django
import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection, connections

from reviews.models import Revision
from reviews.permissions.roles import ensure_roles
from tests.upgrade.dumps import VERSIONS, columns, names, restore, rows, schema

FOR_EVER = ("reviews_revision", "reviews_recordline", "reviews_leakwaiver", "reviews_spoilercheck")


@pytest.fixture
def empty(tmp_path, db):
    """A connection to an empty database beside the one of the tests."""
    name = f"{connection.settings_dict['NAME']}_upgraded"
    if connection.vendor == "sqlite":
        name = str(tmp_path / "upgraded.sqlite3")
    else:
        beside_it(f'DROP DATABASE IF EXISTS "{name}"')  # left by a run that was killed
        beside_it(f'CREATE DATABASE "{name}"')
    wrapper = type(connections["default"])
    connections["upgraded"] = wrapper(connection.settings_dict | {"NAME": name}, "upgraded")
    yield connections["upgraded"]
    connections["upgraded"].close()
    del connections["upgraded"]
    ContentType.objects.clear_cache()
    if connection.vendor != "sqlite":
        beside_it(f'DROP DATABASE "{name}"')


def beside_it(statement):
    """Execute outside of any database of ours, and of any transaction."""
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("version", VERSIONS)
def test_a_database_of_an_earlier_version_becomes_like_a_new_one_and_keeps_its_texts(empty, version):
    restore(version, empty)
    tables = {table: found for table, found in columns(empty).items() if table in FOR_EVER}
    before = rows(empty, tables)

    call_command("migrate", database="upgraded", verbosity=0)

    ensure_roles()  # a test that commits leaves no groups behind
    if django.VERSION < (6,):
        assert schema(empty) == schema(connection)
    else:  # which writes some constraints in other words than the Django that made the old database
        assert schema(empty).keys() == schema(connection).keys()
    assert names(empty) == names(connection)
    assert rows(empty, tables) == before
    for revision in Revision.objects.using("upgraded"):
        assert hashlib.sha256(revision.content).hexdigest() == revision.digest
        assert revision.document()


def test_a_database_in_the_middle_of_what_was_squashed_is_refused(empty):
    restore(VERSIONS[0], empty)
    with empty.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'reviews' AND name > '0013'")

    with pytest.raises(
        SystemCheckError, match="The migrations of reviews stop before 0013_preview_links, which is gone"
    ):
        call_command("migrate", database="upgraded", verbosity=0, skip_checks=False)


def test_there_is_an_earlier_version():
    assert VERSIONS
