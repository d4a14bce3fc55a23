#!/usr/bin/env -S .venv/bin/python
"""Prove that the leak audit of 1,000 generated reviews is clean, finds a planted leak, and how long it takes.

Hidden and shown passages of all reviews are drawn from one vocabulary, so that
some words and shingles occur in both by chance. FOYER_REVIEWS sets another
number of reviews.
"""

import os
import random
import tempfile
import time
from pathlib import Path

import django

REVIEWS = int(os.environ.get("FOYER_REVIEWS", "1000"))
SYLLABLES = ("bar", "den", "fol", "gim", "hun", "jor", "kal", "lem", "mor", "nat", "pel", "ros", "sab", "tor")


def main():
    from django.conf import settings
    from django.core.management import call_command

    from reviews import document as d
    from reviews import workflow
    from reviews.checks.waivers import pairs_with_waivers
    from reviews.models import Edition
    from reviewsite.leak_audit.audit import audit
    from tests.factories import FilmFactory
    from tests.reviews.builders import approved, begun, document, somebody

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.ALLOWED_HOSTS = ["*"]
    call_command("migrate", verbosity=0)
    rng = random.Random(7)
    vocabulary = ["".join(rng.choices(SYLLABLES, k=rng.choice((2, 3)))) for _ in range(6000)]

    def words(count):
        return " ".join(rng.choices(vocabulary, k=count)).capitalize() + "."

    def text(film):
        hidden = d.Spoiler(level=rng.choice(d.LEVELS))
        return document(
            film,
            headline=words(4)[:60],
            dek=words(12),
            sections=(
                d.Section(kind="opening", text=f"{words(90)} >!{words(12)}!< {words(40)}"),
                d.Section(kind="plot", heading=words(3), text=words(160), spoiler=hidden),
                d.Section(kind="ending", text=words(60), spoiler=hidden),
                d.Section(kind="outlook", text=words(60)),
            ),
            points=(
                d.Point(side="good", label=words(2), text=words(8)),
                d.Point(side="bad", label=words(2), text=words(8), spoiler=hidden),
            ),
            verdict=d.Verdict(text=words(30)),
        )

    author, moderator = somebody("Author"), somebody("Moderator")
    films = [FilmFactory(title=f"Film {number}") for number in range(REVIEWS // 2)]
    for number in range(REVIEWS):
        review = begun(text(films[number % len(films)]), author)
        # Waive what the leak check finds in the random words, as an author would.
        waived = [
            item.finding.hash for item in pairs_with_waivers(review, review.revisions.first().document())
        ]
        submission = workflow.submit(review, by=author, waived=waived, reason="Chance." if waived else "")
        approved(submission, moderator)
    for leak in (False, True):
        if leak:
            edition = Edition.objects.select_related("revision").order_by("?").first()
            hidden = edition.revision.document().sections[1].text
            edition.safe["front"][0]["text"] += f"<p>{hidden}</p>"
            edition.save()
        start = time.perf_counter()
        run = audit()
        seconds = time.perf_counter() - start
        print(
            f"{REVIEWS} reviews{', one leaking' if leak else ''}: {run.pages} addresses, {seconds:.0f} s, "
            f"{run.machine} machine leaks, {run.editorial} editorial, {run.unread} unread"
        )
        assert bool(run.machine) is leak and not run.unread, run.findings[:5]


with tempfile.TemporaryDirectory() as folder:
    os.environ |= {
        "DEBUG": "true",
        "DJANGO_SETTINGS_MODULE": "reviewsite.settings",
        "DATABASE_URL": f"sqlite:///{Path(folder) / 'audit.sqlite3'}",
        "MEDIA_ROOT": str(Path(folder) / "media"),
    }
    django.setup()
    main()
