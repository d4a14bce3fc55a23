#!/usr/bin/env -S .venv/bin/python
"""Dump a database of this version, and the text of its pages, for bench/prove_upgrade.py and tests/upgrade.

Fills the empty database of DATABASE_URL with the demo, and a row of each table that
the demo leaves empty. Run it once for each engine (PostgreSQL needs pg_dump):

DEBUG=true DATABASE_URL=… PYTHONPATH=. .venv/bin/python bench/databases/dump_version.py 2026-11-27
"""

import json
import lzma
import os
import subprocess
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

import django

HERE = Path(__file__).resolve().parents[2] / "tests/upgrade"


def main():
    from django.core.management import call_command
    from django.db import connection

    folder = HERE / sys.argv[1]
    folder.mkdir(exist_ok=True)
    call_command("migrate", verbosity=0)
    call_command("load_demo", verbosity=0)
    fill_empty_tables()
    remove_passwords_and_shingles()
    pack(folder / f"pages.{connection.vendor}.json", json.dumps(public_pages(), ensure_ascii=False).encode())
    name, database = dump(connection)
    pack(folder / name, database)


def fill_empty_tables():
    """Create rows in the tables that the demo leaves empty, by workflow steps where possible."""
    from django.contrib.auth.models import User
    from django.utils import timezone

    from cast.models import CharacterAlias, PersonAlias
    from films.models import Film, FilmAlias
    from reviews import models as m
    from reviews import spoiler_reports, workflow
    from reviewsite.leak_audit.models import AuditRun

    now = timezone.now()
    ben, alma, ines = (User.objects.get(username=name) for name in ("ben", "alma", "ines"))
    submission = m.Submission.objects.get(state="open")
    review, revision = submission.review, submission.revision
    later = now + timedelta(seconds=50)
    approved = workflow.approve(submission, digest=revision.digest, moderator=ines, at=later, waived=[])
    workflow.undo(approved, by=ines)
    thread = workflow.comment(revision, by=ben, place="front", text="Is this the year?", quote="The year")
    workflow.answer(thread, by=review.author, text="It is.")
    link = workflow.share_preview(
        revision, recipient="The festival", until=now + timedelta(days=7), by=review.author
    )
    m.Preview.objects.create(review=review, revision=revision, link=link, is_full=False, at=now)
    m.Preview.objects.create(review=review, revision=revision, user=ben, is_full=True, at=now)
    m.Opened.objects.create(review=review, user=ben, at=now)
    m.Read.objects.create(revision=revision, user=ben, at=now)
    m.Presence.objects.create(review=review, user=alma, opened_at=now, seen_at=now)
    m.WorkingCopy.objects.create(
        review=review, user=alma, base_version=1, form={"dek": ["Soon"]}, kept_at=now
    )
    m.StaffSettings.objects.create(user=alma, time_zone="Europe/Vienna")
    m.LinkResult.objects.create(url="https://example.org/", status=200, ok=True, checked_at=now)
    edition = m.Edition.objects.live().order_by("pk").first()
    workflow.rename(edition.review, slug=f"the-{edition.review.slug}", by=ben)
    spoiler_reports.receive_report(
        edition, place="page", quote="", note="It gives the end away.", address="192.0.2.1"
    )
    AuditRun.objects.create(ended_at=now, pages=1)
    FilmAlias.objects.create(slug="under-another-name", thing=Film.objects.first())
    for alias in (CharacterAlias, PersonAlias):
        alias.objects.create(
            slug="of-old", thing=alias._meta.get_field("thing").related_model.objects.first()
        )


def remove_passwords_and_shingles():
    """Remove all passwords, and most shingles, which are many and recomputed anyway."""
    from django.contrib.auth.models import User

    from reviews.models import Shingle

    User.objects.update(password="!")
    Shingle.objects.exclude(pk__in=Shingle.objects.order_by("pk").values_list("pk", flat=True)[:200]).delete()


def public_pages():
    """The text of every address a crawler finds, and of the spoiler page of each review."""
    from django.utils import timezone

    from reviews.models import Review
    from reviewsite.leak_audit.crawl import Crawler
    from tests.upgrade.dumps import pages

    moment = timezone.now().isoformat()
    addresses = [page.address for page in Crawler().walk()]
    addresses += [f"{review.get_absolute_url()}spoilers/" for review in Review.objects.order_by("pk")]
    return {"moment": moment, "pages": pages(addresses, moment)}


def dump(connection):
    """(file name, content) of a dump of the database."""
    if connection.vendor == "sqlite":
        with tempfile.TemporaryDirectory() as folder, connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [f"{folder}/copy"])
            return "database.sqlite3", Path(folder, "copy").read_bytes()
    options = [
        "--no-owner",
        "--no-privileges",
        "--rows-per-insert=500",
        "--dbname",
        os.environ["DATABASE_URL"],
    ]
    text = subprocess.run(["pg_dump", *options], check=True, capture_output=True, text=True).stdout
    lines = (
        line for line in text.splitlines(keepends=True) if not line.startswith("\\")
    )  # commands of psql only
    return "database.sql", "".join(lines).encode()


def pack(path, content):
    path.with_name(f"{path.name}.xz").write_bytes(lzma.compress(content, preset=9 | lzma.PRESET_EXTREME))
    print(f"{path.name}: {len(content):,} bytes, {path.with_name(f'{path.name}.xz').stat().st_size:,} packed")


os.environ |= {"DJANGO_SETTINGS_MODULE": "reviewsite.settings"}
with tempfile.TemporaryDirectory() as media:
    os.environ["MEDIA_ROOT"] = media
    django.setup()
    main()
