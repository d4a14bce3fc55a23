#!/usr/bin/env -S .venv/bin/python
"""Prove that an archive comes in whole, however often its import is killed, and goes out the same.

2,000 posts (FOYER_POSTS) as a Hugo folder: imported at once, and in another database with three kills; and
as a WordPress export. Each draft must stand once, and its hidden passage in no safe text. Then the house is
exported and restored into an empty one: the same revisions, to the byte. A fifth as many are adopted: public
under their days and former addresses, in the sitemap, in no feed, and what they hide on no page.
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

from bench.importing.posts import CANARY, posts, write_hugo, write_wordpress

COUNT = int(os.environ.get("FOYER_POSTS", "2000"))
ADOPTED = COUNT // 5
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


CREATE_FILMS = f"""
import django; django.setup()
from bench.importing.posts import posts
from films.models import Film
for number, post in enumerate(posts({ADOPTED})):
    Film.objects.create(title=post.film, slug=f"film-{{number}}", year=post.day.year)
"""
ADOPT = f"""
import django; django.setup()
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from bench.importing.posts import posts
from reviews import workflow
from reviews.models import Review
from reviews.workflow.adoptions.adopting import MOST_AT_ONCE, Choice
from reviews.workflow.adoptions.candidates import adoptable

settings.ALLOWED_HOSTS = ["testserver"]
moderator, client = User.objects.get(username="mo"), Client()
choices = [Choice(post.review_id, post.digest) for post in adoptable(moderator)]
for at in range(0, len(choices), MOST_AT_ONCE):
    adoption = workflow.adopt(choices[at : at + MOST_AT_ONCE], moderator=moderator)
    refused = adoption.choices.exclude(outcome="adopted").values_list("reason", flat=True)
    assert not refused, list(refused)
for post in posts({ADOPTED}):
    review = Review.objects.get(slug=post.slug)
    page = client.get(review.get_absolute_url())
    shown = page.content.decode()
    assert page.status_code == 200 and {CANARY!r} not in shown.lower(), post.slug
    assert f'"{{post.day}}' in shown, post.slug
    assert {CANARY!r} in client.get(review.address_of("spoilers")).content.decode().lower(), post.slug
    moved = client.get(f"/old/{{post.slug}}.html")
    assert moved.status_code == 301 and moved["Location"].endswith(review.get_absolute_url()), post.slug
for address in ("/", "/reviews/", "/films/", "/feeds/reviews.atom", "/feeds/reviews.json"):
    assert {CANARY!r} not in client.get(address).content.decode().lower(), address
assert b"<entry>" not in client.get("/feeds/reviews.atom").content
listed = client.get("/sitemap-reviews-1.xml").content.decode().count("<loc>")
assert listed >= min(len(choices), 1000), listed
print(f"{{len(choices)}} adopted, each under its day and its former address")
"""


@contextmanager
def database(folder: Path, name: str) -> Iterator[None]:
    """An empty database for what is run within; with one author."""
    os.environ["DATABASE_URL"] = f"sqlite:///{folder}/{name}.sqlite3"
    manage("migrate", "-v0")
    yield


def manage(*args: str) -> str:
    done = subprocess.run(
        [sys.executable, "manage.py", *args], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True
    )
    return done.stdout


def python(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True
    )
    return done.stdout


def create_account(name: str) -> None:
    manage("createsuperuser", "--username", name, "--email", f"{name}@example.org", "--noinput")


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


def prove_import(folder: Path) -> None:
    """At once and with three kills: the same drafts. Then out and in again: the same revisions."""
    with database(folder, "whole"):
        create_account("ada")
        assert f" {COUNT} drafts made, 0 already here, 0 not read" in imported(folder / "hugo")
        whole, digests = python(SUMMARY), python(DIGESTS)
        manage("export_archive", str(folder / "house.zip"))
    titles = [post.title for post in sorted(posts(COUNT), key=lambda post: post.slug)]
    assert [line.split("\t")[1] for line in whole.splitlines()] == titles
    with database(folder, "killed"):
        create_account("ada")
        for _kill in range(KILLS):
            import_killed(folder / "hugo")
        imported(folder / "hugo")
        assert python(SUMMARY) == whole
    with database(folder, "restored"):
        manage("restore_archive", str(folder / "house.zip"))
        assert python(DIGESTS) == digests


def prove_wordpress(folder: Path) -> None:
    with database(folder, "wordpress"):
        create_account("ada")
        assert f" {COUNT} drafts made, 0 already here, 0 not read" in imported(folder / "blog.xml")
        assert len(python(SUMMARY).splitlines()) == COUNT


def prove_adoption(folder: Path) -> None:
    """Adopted posts are public under their days and old addresses, and what they hide on no page."""
    write_hugo(folder / "archive", ADOPTED)
    with database(folder, "adopted"):
        create_account("ada")
        create_account("mo")
        python(CREATE_FILMS)
        imported(folder / "archive")
        print(python(ADOPT).strip(), flush=True)


def main() -> None:
    os.environ |= {"DEBUG": "true", "DJANGO_SETTINGS_MODULE": "reviewsite.settings", "PYTHONHASHSEED": "0"}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["MEDIA_ROOT"] = str(folder / "media")
        write_hugo(folder / "hugo", COUNT)
        write_wordpress(folder / "blog.xml", COUNT)
        prove_import(folder)
        prove_wordpress(folder)
        prove_adoption(folder)
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    assert most < MOST_MEBIBYTES, most
    print(f"{COUNT} posts imported twice, {KILLS} kills, restored, {ADOPTED} adopted; at most {most:.0f} MiB")


main()
