#!/usr/bin/env -S .venv/bin/python
"""Benchmark of search with many index rows, as ratios to fetching one row by primary key.

Creates a temporary database on the engine of DATABASE_URL, with rows of some
120 words each, and prints the median time of the first result page for a rare
word, a common one (in every second row), a prefix, and two common words.
"""

import argparse
import os
import random
import statistics
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[0] = str(ROOT)
SYLLABLES = [first + second for first in "bdfglmnprstv" for second in "aeiou"]
QUERIES = {"rare word": "zzyzx", "common word": "harbour", "beginning": "harb", "two words": "harbour lamp"}


def main():
    options = arguments()
    import django

    os.environ.setdefault("DEBUG", "true")
    os.environ["DJANGO_SETTINGS_MODULE"] = "reviewsite.settings"
    django.setup()
    from django.db import connection

    # Not the test database, so that tests can run at the same time.
    connection.settings_dict["TEST"]["NAME"] = (
        str(ROOT / ".bench.sqlite3") if connection.vendor == "sqlite" else "foyer_bench_search"
    )
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        measure(options, connection)
    finally:
        connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)


def arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, default=20_000, help="how many rows (20,000)")
    parser.add_argument("--words", type=int, default=120, help="words of each row (120)")
    parser.add_argument("--times", type=int, default=25, help="repetitions of each query (25)")
    return parser.parse_args()


def measure(options, connection):
    from films.models import Film
    from search.models import Row
    from search.query import Query
    from search.results import Words, matching_rows

    start = time.perf_counter()
    fill(options)
    print(f"{connection.vendor}: {options.rows} rows indexed in {time.perf_counter() - start:.1f} s")
    if connection.vendor == "postgresql":
        connection.cursor().execute("ANALYZE")
    pk = Row.objects.order_by("pk")[options.rows // 2].pk
    lookup_seconds = median(lambda: Row.objects.get(pk=pk), options.times)
    print(f"{'primary key':12} {lookup_seconds * 1000:8.2f} ms")
    for name, text in QUERIES.items():
        words, allowed = Words.of(Query.of(text)), {"film": Film.objects.all()}
        seconds = median(
            lambda words=words, allowed=allowed: list(matching_rows(words, allowed)[:21]), options.times
        )
        hits = matching_rows(words, allowed).count()
        print(f"{name:12} {seconds * 1000:8.2f} ms: ratio {seconds / lookup_seconds:6.1f}, {hits} rows match")


def fill(options):
    from django.db import transaction

    from films.models import Film
    from search.index import Entry, put

    generator = random.Random(1)
    vocabulary = ["".join(generator.choices(SYLLABLES, k=3)) for _ in range(5_000)]
    for start in range(0, options.rows, 500):
        numbers = range(start, min(start + 500, options.rows))
        with transaction.atomic():
            films = Film.objects.bulk_create(
                Film(title=f"Film {number}", slug=f"film-{number}") for number in numbers
            )
            put(
                *(
                    Entry("film", film.pk, film.title, body=body(generator, vocabulary, film, options))
                    for film in films
                )
            )


def body(generator, vocabulary, film, options):
    words = generator.choices(vocabulary, k=options.words)
    words += ["harbour"] * (film.pk % 2) + ["lamp"] * (film.pk % 3 == 0) + ["zzyzx"] * (film.pk % 4_000 == 7)
    generator.shuffle(words)
    return " ".join(words)


def median(function, times):
    durations = []
    for _ in range(times):
        start = time.perf_counter()
        function()
        durations.append(time.perf_counter() - start)
    return statistics.median(durations)


main()
