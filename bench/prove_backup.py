#!/usr/bin/env -S .venv/bin/python
"""Prove that backups made while 20 editors save are of moments that existed, and that kills leave none.

On both engines: three backups while every editor saves about once a second, the newest restored into an
empty database. There each review has its revisions numbered without a gap, with valid
digests, its draft is the last of them, and the audit log has a line for each. Then ROUNDS backups are killed
(SIGKILL) at any moment: what stands in the folder is whole.
"""

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EDITORS = 20
ROUNDS = int(os.environ.get("FOYER_ROUNDS", "10"))
EDITORS_SAVING = """
import random
import threading
import django; django.setup()
from django.contrib.auth.models import User
from django.db import OperationalError
from images.store import add_image
from reviews import document as d, workflow
from reviews.models import Draft
from tests.images.test_store import _upload

def edit(number, review):
    for count in range(10**9):
        text = "x" * 2_000 + str(count)
        document = d.Document(headline=f"{number}, {count}", sections=(d.Section(kind="other", text=text),))
        version = Draft.objects.values_list("version", flat=True).get(pk=review.pk)
        try:
            workflow.rewrite(review, document=document, version=version, by=review.author)
            if count % 5 == 0:
                colour = f"#{number:02x}{count % 65536:04x}"
                add_image(_upload(colour=colour), title=colour, alt=f"A field of {colour}")
        except OperationalError:  # SQLite gives up after 20 s of other writers
            continue
        pause.wait(random.uniform(0.2, 2))

pause = threading.Event()
authors = [User.objects.get(username=f"editor-{number}") for number in range(EDITORS)]
headlines = [d.Document(headline=f"Of {number}") for number in range(EDITORS)]
reviews = [workflow.begin(author=author, document=headline) for author, headline in zip(authors, headlines)]
for number, review in enumerate(reviews):
    threading.Thread(target=edit, args=(number, review), daemon=True).start()
print("ready", flush=True)
pause.wait()
""".replace("EDITORS", str(EDITORS))
CHECK = """
import hashlib
import django; django.setup()
from django.core.files.storage import default_storage
from images.models import Image
from reviews import document as d
from reviews.drafts import freeze
from reviews.models import Review
revisions = 0
for review in Review.objects.all():
    rows = list(review.revisions.order_by("number"))
    assert [row.number for row in rows] == list(range(1, len(rows) + 1)), review
    assert all(row.digest == d.digest(bytes(row.content)) for row in rows), review
    assert d.dumps(freeze(review.draft)) == bytes(rows[-1].content), review
    assert review.audit_log.filter(step="save").count() == len(rows), review
    revisions += len(rows)
for image in Image.objects.all():
    with default_storage.open(image.file.name) as file:
        assert hashlib.sha256(file.read()).hexdigest() == image.sha256, image
print(Review.objects.count(), "reviews,", revisions, "revisions,", Image.objects.count(), "pictures")
"""
CREATE_EDITORS = """
import django; django.setup()
from django.contrib.auth.models import User
for number in range(EDITORS):
    User.objects.create_user(f"editor-{number}", is_staff=True)
""".replace("EDITORS", str(EDITORS))


def python(code: str) -> str:
    command = [sys.executable, "-W", "ignore", "-c", code]
    return subprocess.run(command, check=True, cwd=ROOT, text=True, capture_output=True).stdout.strip()


def manage(*arguments: str) -> str:
    command = [sys.executable, "-W", "ignore", "manage.py", *arguments]
    return subprocess.run(command, check=True, cwd=ROOT, text=True, capture_output=True).stdout.strip()


@contextmanager
def editors_saving():
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", EDITORS_SAVING], cwd=ROOT, stdout=subprocess.PIPE
    )
    try:
        assert process.stdout.readline(), "the editors did not begin"
        yield
    finally:
        process.kill()
        process.wait()


def prove(name: str, site: str, empty: str, folder: Path) -> None:
    backups = str(folder / "backups")
    os.environ |= {"DATABASE_URL": site, "MEDIA_ROOT": str(folder / "media")}
    manage("migrate", "-v0")
    python(CREATE_EDITORS)
    with editors_saving():
        for _number in range(3):
            manage("backup", backups)
        os.environ |= {"DATABASE_URL": empty, "MEDIA_ROOT": str(folder / "restored")}
        manage("restore", backups)
        held = python(CHECK)
        os.environ |= {"DATABASE_URL": site, "MEDIA_ROOT": str(folder / "media")}
        for _round in range(ROUNDS):
            process = subprocess.Popen(
                [sys.executable, "-W", "ignore", "manage.py", "backup", backups],
                cwd=ROOT,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            time.sleep(random.uniform(0.5, 4))
            process.send_signal(signal.SIGKILL)
            process.wait()
            manage("restore", backups, "--check")
    print(f"{name}: {held} restored of a site in use; {ROUNDS} backups killed, what stands is whole")


def main() -> None:
    from bench.databases.cluster import database, server

    os.environ |= {"DEBUG": "true", "DJANGO_SETTINGS_MODULE": "reviewsite.settings", "PYTHONPATH": str(ROOT)}
    with tempfile.TemporaryDirectory() as folder:
        prove("SQLite", f"sqlite:///{folder}/a.sqlite3", f"sqlite:///{folder}/b.sqlite3", Path(folder))
    with server() as address, ExitStack() as stack:
        if address is None:
            print("SKIPPED: PostgreSQL, for want of TEST_DATABASE_URL and of initdb")
            sys.exit(1 if os.environ.get("CI") == "true" else 77)
        old, new = (stack.enter_context(database(address, f"foyer_{name}")) for name in ("old", "new"))
        prove("PostgreSQL", old, new, Path(stack.enter_context(tempfile.TemporaryDirectory())))


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
