#!/usr/bin/env -S .venv/bin/python
"""What the desk's lists cost with 20,000 reviews: each within 300 ms, as a chief and as an author asks.

The rows are written past `workflow`, as nobody may: here only their number counts. FOYER_REVIEWS sets
another.
"""

import logging
import os
import statistics
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import django

REVIEWS, TIMES, MOST = int(os.environ.get("FOYER_REVIEWS", "20000")), 5, 300  # milliseconds
BATCH = 2_000


def fill(authors, moderator):
    """So many reviews: a third waits, came back or is live; with films, revisions, the record."""
    from django.utils import timezone

    from films.models import Film
    from reviews.models import Draft, Edition, RecordLine, Review, Revision, Submission

    now = timezone.now()
    Film.objects.bulk_create(
        (Film(title=f"Film {n}", slug=f"film-{n}", year=1950 + n % 70) for n in range(REVIEWS // 4)), BATCH
    )
    films = list(Film.objects.order_by("pk"))
    Review.objects.bulk_create(
        (Review(slug=f"review-{n}", author=authors[n % len(authors)]) for n in range(REVIEWS)), BATCH
    )
    reviews = list(Review.objects.order_by("pk"))
    Draft.objects.bulk_create(
        (
            Draft(
                review=review,
                film=films[n % len(films)],
                headline=f"Headline {n}",
                updated_by=review.author,
            )
            for n, review in enumerate(reviews)
        ),
        BATCH,
    )
    Revision.objects.bulk_create(
        (
            Revision(
                review=review,
                number=1,
                content=b"{}",
                digest=uuid4().hex * 2,
                saved_by=review.author,
                saved_at=now,
            )
            for review in reviews
        ),
        BATCH,
    )
    revisions = list(Revision.objects.order_by("pk").defer("content"))
    states = ("open", "returned", "approved")
    Submission.objects.bulk_create(
        (
            Submission(
                review=review,
                revision=revision,
                state=states[n % 3],
                submitted_by=review.author,
                submitted_at=now - timedelta(minutes=n),
                **({} if n % 3 == 0 else {"moderator": moderator, "decided_at": now, "reason": "Once more."}),
            )
            for n, (review, revision) in enumerate(zip(reviews, revisions, strict=True))
        ),
        BATCH,
    )
    Edition.objects.bulk_create(
        (
            Edition(
                review_id=row.review_id,
                number=1,
                revision_id=row.revision_id,
                submission=row,
                film=films[row.pk % len(films)],
                live_from=now - timedelta(minutes=row.pk),
                public_from=now - timedelta(minutes=row.pk),
                first_public_at=now - timedelta(minutes=row.pk),
                headline=f"Headline {row.pk}",
                safe={},
                baked_at=now,
            )
            for row in Submission.objects.filter(state="approved")
        ),
        BATCH,
    )
    RecordLine.objects.bulk_create(
        (
            RecordLine(review=review, by=review.author, at=now - timedelta(minutes=n), step=step)
            for step in ("begin", "save", "submit")
            for n, review in enumerate(reviews)
        ),
        BATCH,
    )


def addresses():
    from django.contrib import admin
    from django.urls import reverse

    yield "newsroom", reverse("admin:index")
    for name in ("waiting", "reports", "reassign"):
        try:
            yield name, reverse(f"admin:reviews_draft_{name}")
        except django.urls.NoReverseMatch:
            continue
    lists = reverse("admin:reviews_draft_changelist")
    for state in ("waiting", "returned", "coming", "live", "down", "draft"):
        yield f"reviews, {state}", f"{lists}?state={state}"
    yield "reviews, searched", f"{lists}?q=headline+777"
    yield "reviews, last page", f"{lists}?p={max(1, REVIEWS // 50)}"
    for name in ("inbox", "whole_record"):
        try:
            yield name, reverse(f"admin:{name}")
        except django.urls.NoReverseMatch:
            continue
    for model in admin.site._registry:
        label = f"{model._meta.app_label}_{model._meta.model_name}"
        yield label, reverse(f"admin:{label}_changelist")


def main():
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client

    from tests.reviews.house import somebody

    logging.disable(logging.CRITICAL)  # what a role may not see is an answer here
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    call_command("migrate", verbosity=0)
    authors, chief = [somebody("Author") for _n in range(20)], somebody("Chief", "Film desk")
    fill(authors, somebody("Moderator"))
    slow = 0
    for user in (chief, authors[0]):
        client = Client()
        client.force_login(user)
        for name, address in addresses():
            took = []
            for _n in range(TIMES):
                begun = time.perf_counter()
                status = client.get(address).status_code
                took.append(1000 * (time.perf_counter() - begun))
            if status == 200:
                median = statistics.median(took)
                slow += median > MOST
                role = "chief" if user == chief else "author"
                print(f"{role:7} {name:28} {median:6.0f} ms{'   TOO SLOW' if median > MOST else ''}")
    if slow:
        sys.exit(f"{slow} lists took longer than {MOST} ms with {REVIEWS} reviews")


with tempfile.TemporaryDirectory() as folder:
    os.environ |= {
        "DEBUG": "true",
        "DJANGO_SETTINGS_MODULE": "reviewsite.settings",
        "DATABASE_URL": os.environ.get("LISTS_DATABASE_URL") or f"sqlite:///{Path(folder) / 'lists.sqlite3'}",
    }
    django.setup()
    main()
