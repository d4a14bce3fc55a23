"""What stops a start: unsafe settings, and system checks of the database.

`migrate` runs the latter before it changes anything.
"""

import sys

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.core.exceptions import ImproperlyConfigured
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

SERVERS = ("granian", "gunicorn", "uvicorn", "uwsgi", "waitress", "mod_wsgi")  # modules that each loads
HINT = "Run migrate with the version before this one first (docs/operators.md, “Upgrading”)."


@register(Tags.database)
def check_replaced_migrations(databases=None, **options):
    """Error if only some of the migrations that a squash replaced are applied: `migrate` would skip it."""
    return [
        Error(f"The migrations of {app} stop before {name}, which is gone.", hint=HINT, id="foyer.E001")
        for alias in databases or ()
        for app, name in _missing(connections[alias])
    ]


def _missing(connection):
    """(app, name) of the first migration of each partly applied squash that neither database nor code has."""
    applied = MigrationRecorder(connection).applied_migrations()
    loader = MigrationLoader(connection, load=False)
    loader.load_disk()
    for squash, migration in loader.disk_migrations.items():
        missing = [replaced for replaced in migration.replaces if replaced not in applied]
        if squash not in applied and 0 < len(missing) < len(migration.replaces):
            yield from [replaced for replaced in missing if replaced not in loader.disk_migrations][:1]


def refuse_unsafe_start() -> None:
    """Raise ImproperlyConfigured under a production server with DEBUG, or without hosts."""
    server = next((name for name in SERVERS if name in sys.modules), "")
    if settings.DEBUG and server:
        raise ImproperlyConfigured(
            f"DEBUG=true under {server}: everybody would read settings and source on each page of an error. "
            "Set DEBUG=false, or start it with script/run."
        )
    if not settings.DEBUG and not settings.ALLOWED_HOSTS:
        raise ImproperlyConfigured(
            "ALLOWED_HOSTS is empty: no request would be answered. Name the hosts, such as example.org."
        )
