#!/usr/bin/env -S .venv/bin/python
"""What the screens of the desk cost: CPU time, function calls and queries of one request each.

The demo, and generated reviews beside it (FOYER_REVIEWS, default 2,000), in a temporary SQLite file.

PYTHONPATH=. .venv/bin/python bench/measuring/desk.py                     this checkout
PYTHONPATH=. .venv/bin/python bench/measuring/desk.py --against DIR       beside another one, in turns
PYTHONPATH=. .venv/bin/python bench/measuring/desk.py --profile SCREEN    where the time of one screen goes
"""

import argparse
import cProfile
import json
import os
import pstats
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import django

REVIEWS, TIMES, ROUNDS = int(os.environ.get("FOYER_REVIEWS", "2000")), 9, 3
WRITTEN, DECIDED = "ballerina-barre-fight", "john-wick-chapter-4-all-the-stairs-in-paris"
ENVIRONMENT = {
    "DEBUG": "false",
    "SECRET_KEY": "not secret " * 5,
    "SECURE_SSL_REDIRECT": "false",
    "ALLOWED_HOSTS": "testserver",
    "DJANGO_SETTINGS_MODULE": "reviewsite.settings",
}


def set_up() -> None:
    """Django as in production, but without the manifest of static files."""
    os.environ |= ENVIRONMENT
    django.setup()
    from django.conf import settings

    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def fill() -> None:
    """Make the database."""
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from django.test import override_settings

    from bench.pages.many_reviews import many_reviews

    call_command("migrate", verbosity=0)
    with override_settings(DEBUG=True):
        call_command("load_demo", verbosity=0)
    many_reviews(REVIEWS, [User.objects.get(username=name) for name in ("alma", "mona")], chief())


def chief():
    """A chief who keeps films too, and so sees every list."""
    from django.contrib.auth.models import Group, User

    user = User.objects.get(username="ines")
    user.groups.add(Group.objects.get(name="Film desk"))
    return user


def screens() -> dict[str, str]:
    """The address of each screen."""
    from django.urls import reverse

    from reviews.models import Review, Submission

    def at(name, *arguments):
        return reverse(f"admin:{name}", args=arguments)

    written = Review.objects.get(slug=WRITTEN).pk
    waiting = Submission.objects.get(review__slug=DECIDED, state="open")
    lists = ("reviews_draft", "films_film", "cast_person")
    found = {"newsroom": at("index")}
    found |= {f"list of {name.split('_')[1]}s": at(f"{name}_changelist") for name in lists}
    found |= {
        "queue": at("reviews_draft_waiting"),
        "full audit log": at("full_audit_log"),
        "audit log of one": at("reviews_draft_history", written),
        "draft form": at("reviews_draft_change", written),
        "deciding": at("reviews_draft_submission", waiting.review_id, waiting.pk),
        "comparing": f"{at('reviews_draft_compare', written)}?from=1&to=2",
    }
    return found


def measured() -> dict[str, dict[str, float]]:
    client = chief_client()
    return {name: cost(lambda address=address: get(client, address)) for name, address in screens().items()}


def chief_client():
    from django.test import Client

    client = Client()
    client.force_login(chief())
    return client


def get(client, address) -> None:
    assert client.get(address).status_code == 200, address


def cost(ask) -> dict[str, float]:
    """CPU milliseconds (median), calls and queries of what was asked for twice before."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    ask(), ask()
    times = []
    for _number in range(TIMES):
        start = time.process_time()
        ask()
        times.append(1000 * (time.process_time() - start))
    with CaptureQueriesContext(connection) as queries:
        ask()
        count = len(queries)  # a later request empties the log
    return {"ms": statistics.median(times), "calls": profiled(ask).total_calls, "queries": count}


def profiled(ask) -> pstats.Stats:
    profile = cProfile.Profile()
    profile.runcall(ask)
    return pstats.Stats(profile)


def compare(folder: Path, other: Path) -> None:
    """Measure both checkouts in turns, each in a process of its own, and print one table."""
    rounds = [(measured_in(other, folder), measured_in(Path.cwd(), folder)) for _number in range(ROUNDS)]
    print(f"{'':18}{'CPU ms':>20}{'calls':>26}{'queries':>18}")
    for name in rounds[0][0]:
        print(f"{name:18}", end="")
        for what, width in (("ms", 7), ("calls", 9), ("queries", 5)):
            old, new = (
                statistics.median(half[name][what] for half in halves) for halves in zip(*rounds, strict=True)
            )
            print(f"{old:{width},.0f} → {new:{width},.0f}  {new / old:4.2f}", end=" ")
        print()


def measured_in(checkout: Path, folder: Path) -> dict:
    """What the screens of a checkout cost, on a copy of the database."""
    database = shutil.copy(folder / "desk.sqlite3", folder / "copy.sqlite3")
    environment = os.environ | {"DATABASE_URL": f"sqlite:///{database}", "PYTHONPATH": str(checkout)}
    command = [sys.executable, __file__, "--json"]
    return json.loads(subprocess.run(command, env=environment, cwd=checkout, stdout=-1, check=True).stdout)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--against", type=Path)
    parser.add_argument("--profile")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if options.json:
        set_up()
        print(json.dumps(measured()))
        return
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DATABASE_URL": f"sqlite:///{folder}/desk.sqlite3", "MEDIA_ROOT": folder}
        set_up()
        fill()
        if options.against:
            compare(Path(folder), options.against)
        elif options.profile:
            client, address = chief_client(), screens()[options.profile]
            get(client, address)
            profiled(lambda: get(client, address)).sort_stats("cumulative").print_stats(70)
        else:
            print(json.dumps(measured(), indent=1))


main()
