#!/usr/bin/env -S .venv/bin/python
"""What a cold page costs as the house grows: with 20 and with 2,000 live reviews, as ratios in one run.

A ratio near 1 says that the number of reviews does not matter. Also the whole
page against its database part, and baking against freezing.
"""

import os
import statistics
import tempfile
import time
from pathlib import Path

import django

# script/prove puts the project on the path: the tests' house makes the reviews.

FEW, MANY, TIMES = 20, int(os.environ.get("FOYER_REVIEWS", "2000")), 60


def median_ms(ask):
    durations = []
    for _ in range(TIMES):
        start = time.perf_counter()
        ask()
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
    client, figures, made = Client(), {}, 0
    from reviews import workflow

    for size in (FEW, MANY):
        for number in range(made, size):
            review = begun(document(headline=f"Review {number}"), author)
            approved(workflow.submit(review, by=author), moderator)
        made = size
        addresses = {
            "review": "/reviews/review-7/",
            "list": "/reviews/",
            "last page": f"/reviews/?page={size // 20}",
        }
        for name, address in (addresses | {"home": "/", "spoilers": "/reviews/review-7/spoilers/"}).items():
            assert client.get(address).status_code == 200, address
            figures[name, size] = median_ms(lambda address=address: client.get(address))
    for name in dict(figures):
        if name[1] == FEW:
            few, many = figures[name], figures[name[0], MANY]
            print(
                f"{name[0]:10} {few:6.2f} ms with {FEW}, {many:6.2f} ms with {MANY}: ratio {many / few:.2f}"
            )


with tempfile.TemporaryDirectory() as folder:
    os.environ |= {
        "DEBUG": "true",
        "DJANGO_SETTINGS_MODULE": "reviewsite.settings",
        "DATABASE_URL": f"sqlite:///{Path(folder) / 'growth.sqlite3'}",
    }
    django.setup()
    main()
