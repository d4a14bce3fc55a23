"""What importing costs beside reading a post and freezing its draft alone.

PYTHONPATH=. .venv/bin/python bench/importing/cost.py [POSTS]

Fills a database of its own; a Hugo folder, then a WordPress export, of 200 posts of some 750 words.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import django
from django.core.management import call_command

from bench.importing.posts import write_hugo, write_wordpress

COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 200


def seconds(act: Callable[[], object]) -> float:
    began = time.process_time()
    act()
    return time.process_time() - began


def measured(archive: Path) -> dict[str, float]:
    """CPU seconds for reading all posts, freezing all drafts, and importing all."""
    from django.contrib.auth.models import User

    from reviews import document as d
    from reviews.drafts import freeze
    from reviews.importing.archives.reading import archive_posts
    from reviews.importing.batches import begin_batch, import_posts
    from reviews.importing.match import match
    from reviews.models import Draft

    def read():
        with archive_posts(archive) as (_total, posts):
            for post in posts:
                d.dumps(match(post.data, None, post.notes, post.beside).document)

    def make():
        batch = begin_batch(archive.name, by=User.objects.get())
        with archive_posts(archive) as (_total, posts):
            list(import_posts(batch, posts))

    def freeze_all():
        for draft in Draft.objects.filter(review__imported_posts__batch__source=archive.name):
            d.dumps(freeze(draft))

    return {"reading": seconds(read), "importing": seconds(make), "freezing": seconds(freeze_all)}


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ |= {
            "DEBUG": "false",
            "SECRET_KEY": "not secret " * 5,
            "ALLOWED_HOSTS": "localhost",
            "SITE_URL": "http://localhost:8000",
            "DJANGO_SETTINGS_MODULE": "reviewsite.settings",
            "DATABASE_URL": f"sqlite:///{folder}/posts.sqlite3",
            "MEDIA_ROOT": str(folder / "media"),
        }
        django.setup()
        call_command("migrate", verbosity=0)
        call_command(
            "createsuperuser", username="ada", email="ada@example.org", interactive=False, verbosity=0
        )
        write_hugo(folder / "site", COUNT)
        write_wordpress(folder / "blog.xml", COUNT)
        print("| archive | reading, ms | freezing, ms | importing, ms | × |\n|---|---:|---:|---:|---:|")
        for archive in (folder / "site", folder / "blog.xml"):
            took = measured(archive)
            each = {part: 1000 * value / COUNT for part, value in took.items()}
            ratio = each["importing"] / (each["reading"] + each["freezing"])
            shown = " | ".join(f"{each[part]:.1f}" for part in ("reading", "freezing", "importing"))
            print(f"| {archive.name} | {shown} | {ratio:.1f} |")


main()
