"""The status page for chiefs: what of the running of the site is well, and what to do where it is not."""

import platform

import django
from django.db import connection
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from reviews.desk.base.guards import desk_page, require_permission
from reviewsite.operations.figures import read_figures
from reviewsite.operations.rows import rows
from reviewsite.operations.version import VERSION


@require_safe
def status(request):
    """For whoever may see the audit log of the whole house."""
    require_permission(request.user, "see record")
    figures = read_figures()
    found = rows(figures)
    context = {
        "opts": None,
        "rows": found,
        "now": figures.now,
        "unwell": sum(not row.is_well for row in found),
        "versions": _versions(),
    }
    return desk_page(request, "admin/status.html", context, title=_("Status"))


def _versions() -> list[tuple[str, str]]:
    connection.ensure_connection()
    number = connection.get_database_version()
    return [
        ("Foyer", VERSION),
        ("Django", django.get_version()),
        ("Python", platform.python_version()),
        (connection.display_name, ".".join(map(str, number))),
    ]


def status_urls(wrap):
    return [path("status/", wrap(status), name="status")]
