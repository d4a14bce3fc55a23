#!/usr/bin/env -S .venv/bin/python
"""Prove that an archive comes in whole, however often its import is killed, and goes out the same.

2,000 posts (FOYER_POSTS) as a Hugo folder: imported at once, and in another database with three kills; and
as a WordPress export. Each draft must stand once, and its hidden passage in no safe text. Then the house is
exported and restored into an empty one: the same revisions, to the byte.
"""

import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.posts import CANARY, posts, write_hugo, write_wordpress

COUNT = int(os.environ.get("FOYER_POSTS", "2000"))
KILLS = 3
ROOT = Path(__file__).resolve().parent.parent
MOST_MEBIBYTES = 400
SUMMARY = f"""
import django; django.setup()
from reviews.models import Review
from reviews.rendering.bake import bake
for review in Review.objects.order_by("slug"):
    document = review.revisions.get().document()
    safe = str(bake(document).safe)
    assert {CANARY!r} not in safe.lower(), review
    texts = [section.text for section in document.sections]
    print(review.slug, document.headline, hash(tuple(texts)), len(safe.split()), sep="\\t")
"""
DIGESTS = """
import django; django.setup()
from reviews.models import Revision
rows = Revision.objects.order_by("review__slug", "number")
for row in rows.values_list("review__slug", "number", "digest"):
    print(*row)
"""


@contextmanager
def database(folder: Path, name: str) -> Iterator[None]:
    """An empty database for what is run within; with one author."""
    os.environ["DATABASE_URL"] = f"sqlite:///{folder}/{name}.sqlite3"
    manage("migrate", "-v0")
    yield


def manage(*args: str) -> str:
    done = subprocess.run(
        [sys.executable, "manage.py", *args], cwd=ROOT, check=True, capture_output=True, text=True
    )
    return done.stdout


def python(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)
    return done.stdout


def create_author() -> None:
    manage("createsuperuser", "--username", "ada", "--email", "ada@example.org", "--noinput")


def import_killed(archive: Path) -> None:
    """Begin the import, and kill it in the middle."""
    command = [sys.executable, "manage.py", "import_archive", str(archive), "--author", "ada"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    time.sleep(random.uniform(3, 3 + COUNT / 100))
    process.send_signal(signal.SIGKILL)
    process.wait()


def imported(archive: Path) -> str:
    """What it says at its end; and how long it took, in seconds."""
    began = time.monotonic()
    told = manage("import_archive", str(archive), "--author", "ada").splitlines()[-1]
    print(f"{told} {time.monotonic() - began:.0f} s", flush=True)
    return told


def main() -> None:
    os.environ |= {"DEBUG": "true", "DJANGO_SETTINGS_MODULE": "reviewsite.settings", "PYTHONHASHSEED": "0"}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["MEDIA_ROOT"] = str(folder / "media")
        write_hugo(folder / "hugo", COUNT)
        write_wordpress(folder / "blog.xml", COUNT)
        with database(folder, "whole"):
            create_author()
            assert f" {COUNT} drafts made, 0 already here, 0 not read" in imported(folder / "hugo")
            whole, digests = python(SUMMARY), python(DIGESTS)
            manage("export_archive", str(folder / "house.zip"))
        assert [line.split("\t")[1] for line in whole.splitlines()] == [
            post.title for post in sorted(posts(COUNT), key=lambda post: post.slug)
        ]
        with database(folder, "killed"):
            create_author()
            for _kill in range(KILLS):
                import_killed(folder / "hugo")
            imported(folder / "hugo")
            assert python(SUMMARY) == whole
        with database(folder, "wordpress"):
            create_author()
            assert f" {COUNT} drafts made, 0 already here, 0 not read" in imported(folder / "blog.xml")
            assert len(python(SUMMARY).splitlines()) == COUNT
        with database(folder, "restored"):
            manage("restore_archive", str(folder / "house.zip"))
            assert python(DIGESTS) == digests
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    assert most < MOST_MEBIBYTES, most
    print(
        f"{COUNT} posts imported as folder and feed, {KILLS} times killed, restored; at most {most:.0f} MiB"
    )


main()
