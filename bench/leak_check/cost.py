#!/usr/bin/env -S .venv/bin/python
"""Benchmark of the leak checks, as ratios to baking the same document.

Of a review's own spoilers, for 1,000 and 20,000 words; and of what other reviews withhold, for 1,000 words
of a franchise of ten films, in a house of 20,000 live reviews (FOYER_REVIEWS) with ten hidden sentences each.

PYTHONPATH=. .venv/bin/python bench/leak_check/cost.py
"""

import os
import random
import statistics
import tempfile
import time
from pathlib import Path

import django

SYLLABLES = ["ba", "do", "fe", "gi", "ka", "lo", "mu", "ne", "pa", "ri", "so", "ta", "ve", "wi", "zu"]
TIMES = {1_000: 30, 20_000: 3}
REVIEWS, HIDDEN, INSTALMENTS = int(os.environ.get("FOYER_REVIEWS", "20000")), 10, 10


def sentence(rng: random.Random) -> str:
    words = ["".join(rng.choices(SYLLABLES, k=rng.choice((1, 2, 2, 3)))) for _ in range(rng.randint(6, 18))]
    return f"{' '.join(words).capitalize()}."


def text(rng: random.Random, words: int) -> str:
    sentences: list[str] = []
    while sum(len(item.split()) for item in sentences) < words:
        sentences.append(sentence(rng))
    return "\n\n".join(" ".join(sentences[at : at + 6]) for at in range(0, len(sentences), 6))


def median_ms(function, times: int) -> float:
    durations = []
    for _ in range(times):
        start = time.perf_counter()
        function()
        durations.append((time.perf_counter() - start) * 1000)
    return statistics.median(durations)


def house(rng: random.Random):
    """Live reviews with hidden sentences, and a franchise whose every film has some of them."""
    from django.core.management import call_command

    from bench.pages.many_reviews import BATCH, many_reviews
    from films.models import Film
    from franchises.models import Franchise, Instalment
    from reviews.models import Edition, HiddenSentence
    from tests.reviews.builders import somebody

    call_command("migrate", verbosity=0)
    many_reviews(3 * REVIEWS, [somebody("Author")], somebody("Moderator"))  # of which a third is live
    films = list(Film.objects.filter(editions__isnull=False).distinct()[:INSTALMENTS])
    franchise = Franchise.objects.create(name="The Bells", slug="the-bells")
    Instalment.objects.bulk_create(Instalment(franchise=franchise, film=film) for film in films)
    rows = (
        HiddenSentence(
            edition_id=pk, film_id=film, gives_film_away=True, level="major", position=n, text=sentence(rng)
        )
        for pk, film in Edition.objects.values_list("pk", "film")
        for n in range(HIDDEN)
    )
    HiddenSentence.objects.bulk_create(rows, batch_size=BATCH)
    return films[0]


def elsewhere(rng: random.Random):
    from reviews import document as d
    from reviews import workflow
    from reviews.checks.leak_check.other_reviews import told_elsewhere
    from reviews.checks.subject import subject_of
    from reviews.models import Edition, HiddenSentence
    from reviews.rendering.bake import bake
    from tests.reviews.builders import document, somebody

    film = house(rng)
    words = document(film, sections=(d.Section(kind="opening", text=text(rng, 1_000)),))
    review = workflow.begin(author=somebody("Author"), document=words)
    baking_ms = median_ms(lambda: bake(words), 30)
    checking_ms = median_ms(lambda: told_elsewhere(subject_of(review, words)), 10)
    reviews, hidden = Edition.objects.live().count(), HiddenSentence.objects.count()
    print(
        f"{reviews:,} live reviews with {hidden:,} hidden sentences: baking {baking_ms:7.1f} ms, "
        f"against other reviews {checking_ms:7.1f} ms: ratio {checking_ms / baking_ms:.1f}"
    )


def main():
    from reviews import document as d
    from reviews.checks.leak_check.leaks import leaks
    from reviews.drafts import World
    from reviews.rendering.bake import bake

    empty = World({}, {}, {}, {}, {}, {})  # no film database: measures the check without its few queries
    rng = random.Random(7)
    for words, times in TIMES.items():
        spoiler = d.Section(kind="plot", text=text(rng, words // 3), spoiler=d.Spoiler(level="major"))
        document = d.Document(
            sections=(d.Section(kind="opening", text=text(rng, 2 * words // 3)), spoiler),
        )
        baking_ms = median_ms(lambda document=document: bake(document), times)
        checking_ms = median_ms(lambda document=document: leaks(document, empty), times)
        print(
            f"{words:6,} words: baking {baking_ms:7.1f} ms, leak check {checking_ms:7.1f} ms: "
            f"ratio {checking_ms / baking_ms:.1f}"
        )


with tempfile.TemporaryDirectory() as folder:
    os.environ |= {"DEBUG": "true", "DJANGO_SETTINGS_MODULE": "reviewsite.settings"}
    os.environ["DATABASE_URL"] = f"sqlite:///{Path(folder) / 'leaks.sqlite3'}"
    django.setup()
    main()
    elsewhere(random.Random(7))
