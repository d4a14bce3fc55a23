#!/usr/bin/env -S .venv/bin/python
"""Prove that each list of the admin takes at most 300 ms with 20,000 reviews, for a chief and an author.

FOYER_REVIEWS sets another number, LISTS_DATABASE_URL another database than a temporary SQLite file.
"""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

import django

REVIEWS, TIMES = int(os.environ.get("FOYER_REVIEWS", "20000")), 5
MAX_MS = 300


def addresses():
    from django.contrib import admin
    from django.urls import reverse

    yield "newsroom", reverse("admin:index")
    for name in ("waiting", "reports", "reassign"):
        yield name, reverse(f"admin:reviews_draft_{name}")
    lists = reverse("admin:reviews_draft_changelist")
    for state in ("waiting", "returned", "coming", "live", "down", "draft"):
        yield f"reviews, {state}", f"{lists}?state={state}"
    yield "reviews, searched", f"{lists}?q=headline+777"
    yield "reviews, last page", f"{lists}?p={max(1, REVIEWS // 50)}"
    for name in ("inbox", "full_audit_log"):
        yield name, reverse(f"admin:{name}")
    for model in admin.site._registry:
        label = f"{model._meta.app_label}_{model._meta.model_name}"
        yield label, reverse(f"admin:{label}_changelist")


def main():
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    from bench.pages.many_reviews import many_reviews
    from tests.reviews.builders import somebody

    settings.ALLOWED_HOSTS = ["testserver"]
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    call_command("migrate", verbosity=0)
    authors, chief = [somebody("Author") for _n in range(20)], somebody("Chief", "Film desk")
    many_reviews(REVIEWS, authors, somebody("Moderator"))
    if connection.vendor == "postgresql":
        connection.cursor().execute("ANALYZE")  # otherwise autovacuum does it only after a minute
    slow = measure("chief", chief) + measure("author", authors[0])
    if slow:
        sys.exit(f"{slow} lists took longer than {MAX_MS} ms with {REVIEWS} reviews")


def measure(role, user):
    """Print the median time of each list for this user. Returns how many are too slow."""
    from django.test import Client

    client, slow = Client(), 0
    client.force_login(user)
    for name, address in addresses():
        if client.get(address).status_code != 200:  # this role has no permission
            continue
        median = statistics.median(request_ms(client, address) for _n in range(TIMES))
        slow += median > MAX_MS
        print(f"{role:7} {name:28} {median:6.0f} ms{'   TOO SLOW' if median > MAX_MS else ''}")
    return slow


def request_ms(client, address):
    """The time of one request in milliseconds."""
    start = time.perf_counter()
    client.get(address)
    return 1000 * (time.perf_counter() - start)


with tempfile.TemporaryDirectory() as folder:
    os.environ |= {
        "DEBUG": "true",
        "DJANGO_SETTINGS_MODULE": "reviewsite.settings",
        "DATABASE_URL": os.environ.get("LISTS_DATABASE_URL") or f"sqlite:///{Path(folder) / 'lists.sqlite3'}",
    }
    django.setup()
    main()
