"""Write the archive of the house: texts as Markdown and JSON, rows as JSON lines, pictures, a manifest."""

import json
from datetime import datetime
from io import StringIO

from django.conf import settings
from django.contrib.auth.models import User
from django.core import serializers
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone

from images.models import Image
from reviews.exporting.targets import Target
from reviews.exporting.texts import AT_A_TIME, Report, write_pictures, write_texts
from reviews.models import Review
from reviewsite.archive.tables import FORMAT, fields_of, rows_of, tables

MANIFEST = "manifest.json"
ACCOUNT_FIELDS = ("username", "first_name", "last_name", "is_staff", "is_superuser", "date_joined")


class Encoder(DjangoJSONEncoder):
    """Moments with their microseconds, which Django's own cuts: one edition ends where the next begins."""

    def default(self, o):
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


def write_archive(target: Target, report: Report = lambda line: None) -> dict[str, int]:
    """Write everything, the manifest last; returns the number of rows of each table, reviews and pictures.

    As it stands at one moment, also while the site goes on. Raises OSError.
    """
    is_outermost = not connection.in_atomic_block
    with transaction.atomic():
        if is_outermost and connection.vendor == "postgresql":
            connection.cursor().execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        counts = {"accounts": _write_accounts(target)}
        for model in tables():
            report(f"rows/{model._meta.label_lower}.jsonl")
            counts[model._meta.label_lower] = _write_rows(target, model)
        counts["reviews"] = write_texts(target, Review.objects.all(), report)
        counts["pictures"] = write_pictures(target, Image.objects.values_list("file", flat=True), report)
    manifest = {
        "format": FORMAT,
        "site": settings.SITE_URL,
        "made_at": timezone.now().isoformat(timespec="seconds"),
        "counts": counts,
        "files": target.digests.copy(),
    }
    target.write(MANIFEST, json.dumps(manifest, indent=1, ensure_ascii=False).encode())
    return counts


def _write_accounts(target: Target) -> int:
    """Names and roles, without passwords and addresses for mail."""
    users = User.objects.order_by("pk").prefetch_related("groups")
    lines = [
        {"pk": user.pk}
        | {name: getattr(user, name) for name in ACCOUNT_FIELDS}
        | {
            "date_joined": user.date_joined.isoformat(),
            "groups": sorted(group.name for group in user.groups.all()),
        }
        for user in users
    ]
    text = "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines)
    target.write("accounts.jsonl", text.encode())
    return len(lines)


def _write_rows(target: Target, model: type[Model]) -> int:
    rows = rows_of(model)
    stream = StringIO()
    serializers.serialize(
        "jsonl",
        rows.iterator(AT_A_TIME),
        fields=fields_of(model),
        stream=stream,
        cls=Encoder,
        ensure_ascii=False,
    )
    target.write(f"rows/{model._meta.label_lower}.jsonl", stream.getvalue().encode())
    return rows.count()
