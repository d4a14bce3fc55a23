#!/usr/bin/env -S .venv/bin/python
"""Benchmark of uncached pages with 20 and with 2,000 live reviews (FOYER_REVIEWS), as ratios.

A ratio near 1 means that the number of reviews does not matter.
"""

import os
import statistics
import tempfile
import time
from pathlib import Path

import django

# script/prove puts the project on the path, for the builders in tests/.
FEW, MANY, TIMES = 20, int(os.environ.get("FOYER_REVIEWS", "2000")), 60


def median_ms(function):
    durations = []
    for _ in range(TIMES):
        start = time.perf_counter()
        function()
        durations.append((time.perf_counter() - start) * 1000)
    return statistics.median(durations)


def main():
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client

    from tests.reviews.builders import approved, begun, document, somebody

    settings.ALLOWED_HOSTS = ["testserver"]
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    call_command("migrate", verbosity=0)
    author, moderator = somebody("Author"), somebody("Moderator")
    client, durations, created = Client(), {}, 0
    from reviews import workflow

    for size in (FEW, MANY):
        for number in range(created, size):
            review = begun(document(headline=f"Review {number}"), author)
            approved(workflow.submit(review, by=author), moderator)
        created = size
        addresses = {
            "review": "/reviews/review-7/",
            "list": "/reviews/",
            "last page": client.get(f"/reviews/?page={size // 20}").headers["Location"],
        }
        for name, address in (addresses | {"home": "/", "spoilers": "/reviews/review-7/spoilers/"}).items():
            assert client.get(address).status_code == 200, address
            durations[name, size] = median_ms(lambda address=address: client.get(address))
    for name, size in durations:
        if size == FEW:
            few, many = durations[name, FEW], durations[name, MANY]
            print(f"{name:10} {few:6.2f} ms with {FEW}, {many:6.2f} ms with {MANY}: ratio {many / few:.2f}")


with tempfile.TemporaryDirectory() as folder:
    os.environ |= {
        "DEBUG": "true",
        "DJANGO_SETTINGS_MODULE": "reviewsite.settings",
        "DATABASE_URL": f"sqlite:///{Path(folder) / 'growth.sqlite3'}",
    }
    django.setup()
    main()
