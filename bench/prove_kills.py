#!/usr/bin/env -S .venv/bin/python
"""Prove that killing an import leaves only complete reviews.

Each round starts a process that creates reviews in an endless loop, and kills
it (SIGKILL) after a random time. Afterwards every review must have its draft, a
first revision with a valid digest, and its two audit log entries.
"""

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = int(os.environ.get("FOYER_ROUNDS", "30"))
ROOT = Path(__file__).resolve().parent.parent
ENDLESS_IMPORT = """
import django; django.setup()
from django.contrib.auth.models import User
from reviews import document as d, workflow
author = User.objects.get(username="author")
print("ready", flush=True)
while True:
    sections = tuple(d.Section(kind="other", text="x" * 500) for _ in range(30))
    text = d.Document(headline="Killed", sections=sections)
    workflow.begin(author=author, document=text)
"""
CHECK = """
import django; django.setup()
from reviews import document as d
from reviews.drafts import freeze
from reviews.models import Review
for review in Review.objects.all():
    revision = review.revisions.get()
    assert revision.digest == d.digest(bytes(revision.content)), review
    assert d.dumps(freeze(review.draft)) == bytes(revision.content), review
    assert list(review.audit_log.order_by("pk").values_list("step", flat=True)) == ["begin", "save"], review
print(Review.objects.count())
"""
CREATE_AUTHOR = """
import django; django.setup()
from django.contrib.auth.models import User
User.objects.create_user("author", is_staff=True)
"""


def python(code, **options):
    return subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT, text=True, **options)


def main():
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "DEBUG": "true",
            "DJANGO_SETTINGS_MODULE": "reviewsite.settings",
            "DATABASE_URL": f"sqlite:///{folder}/killed.sqlite3",
        }
        subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], check=True, cwd=ROOT)
        python(CREATE_AUTHOR)
        for _ in range(ROUNDS):
            process = subprocess.Popen(
                [sys.executable, "-c", ENDLESS_IMPORT], cwd=ROOT, stdout=subprocess.PIPE
            )
            process.stdout.readline()
            time.sleep(random.uniform(0.05, 0.5))
            process.send_signal(signal.SIGKILL)
            process.wait()
        count = python(CHECK, capture_output=True).stdout.strip()
        print(f"{ROUNDS} imports killed in the middle; {count} reviews left, each complete")


main()
