"""Migrations: they import no code of ours, are complete, and make the groups of reviews/roles.py."""

import ast
import importlib
import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, migrations, models
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks_db.models import DBTaskResult

from reviews.models import Revision
from reviews.permissions import roles
from tests.reviews.models.test_triggers import TRIGGERS

ROOT = Path(__file__).resolve().parents[2]
FIRST_PARTY = {path.parent.name for path in ROOT.glob("*/__init__.py")}
MIGRATIONS = sorted(path for app in FIRST_PARTY for path in (ROOT / app).rglob("migrations/*.py"))


def imported(path):
    """Every module that a file names in an import."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")


def test_no_migration_imports_our_code():
    offenders = [
        f"{path.relative_to(ROOT)}: {module}"
        for path in MIGRATIONS
        for module in imported(path)
        if module.partition(".")[0] in {*FIRST_PARTY, ""}
    ]

    assert len(MIGRATIONS) > 10
    assert offenders == []


@pytest.mark.django_db
def test_migrations_are_complete():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


HELD = """
SELECT g.name, c.app_label, p.codename FROM auth_group AS g
JOIN auth_group_permissions AS h ON h.group_id = g.id JOIN auth_permission AS p ON p.id = h.permission_id
JOIN django_content_type AS c ON c.id = p.content_type_id"""
KNOWN = """
SELECT c.app_label, p.codename FROM auth_permission AS p
JOIN django_content_type AS c ON c.id = p.content_type_id"""


@pytest.mark.django_db
def test_migrations_give_each_group_what_its_role_may_do():
    """The database is a copy of the one that was migrated, and its groups are as that was left."""
    held, known = (_rows(statement) for statement in (HELD, KNOWN))

    assert held == {
        (name, app, codename)
        for name, codenames in roles.ROLES.items()
        for app, codename in known
        if codename in codenames or (name in roles.FILM_DATABASE_ROLES and app in roles.FILM_DATABASE_APPS)
    }
    assert {name for name, _app, _codename in held} == roles.ROLES.keys()


def _rows(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return set(cursor.fetchall())


@pytest.mark.django_db
def test_tasks_that_the_version_before_queued_still_run():
    migration = importlib.import_module("reviews.migrations.0004_queued_tasks")
    now = timezone.now()
    for path in migration.MOVED:
        values = {"args_kwargs": {"args": [], "kwargs": {}}, "backend_name": "default", "run_after": now}
        DBTaskResult.objects.create(task_path=path, **values)

    migration.move_tasks(apps, SimpleNamespace(connection=connection))

    assert {import_string(row.task_path).func.__name__ for row in DBTaskResult.objects.all()} == {
        "audit_leaks",
        "check_links_of_review",
        "send_to",
    }


class TakenBack(Exception):
    """Ends a transaction that only tries something."""


def recipe():
    """The migration of docs/developers.md by which SQLite rebuilds a table whose rows triggers guard."""
    code = re.search(r"```python\n(KEPT = .*?)```", (ROOT / "docs/developers.md").read_text(), re.DOTALL)[1]
    names = {"migrations": migrations, "models": models, "__name__": "recipe"}
    exec(code, names)
    return names["Migration"]("0002_longer_digest", "reviews")


def described():
    """Every trigger as the database spells it, and the length of a revision's digest."""
    with connection.cursor() as cursor:
        triggers = dict(cursor.execute(TRIGGERS[connection.vendor]).fetchall())
        columns = connection.introspection.get_table_description(cursor, Revision._meta.db_table)
    return triggers, {column.name: column.display_size for column in columns}["digest"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.engines
def test_a_table_that_sqlite_rebuilds_keeps_its_triggers_by_the_documented_recipe():
    triggers, length = described()
    state, migration = MigrationLoader(connection).project_state(), recipe()
    with pytest.raises(TakenBack), connection.schema_editor(atomic=True) as editor:
        migration.apply(state, editor)
        assert described() == (triggers, length + 1)
        raise TakenBack
    assert described() == (triggers, length)
