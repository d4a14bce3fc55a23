#!/usr/bin/env -S .venv/bin/python
"""Benchmark of the editorial checks with many reviews in the database, as ratios to baking the same document.

Times all checks together and each on its own, and storing shingles on save.
Uses a temporary SQLite file, or the empty database of BENCH_DATABASE_URL.

PYTHONPATH=. .venv/bin/python bench/measuring/checks.py [reviews] [shingles per review]
"""

import itertools
import os
import random
import statistics
import sys
import tempfile
import time

import django

SYLLABLES = ["ba", "do", "fe", "gi", "ka", "lo", "mu", "ne", "pa", "ri", "so", "ta", "ve", "wi", "zu"]
TIMES = {1_000: 15, 5_000: 5}
PEOPLE = 20
LINKS = 10


def sentence(rng: random.Random) -> str:
    words = ["".join(rng.choices(SYLLABLES, k=rng.choice((1, 2, 2, 3)))) for _ in range(rng.randint(6, 18))]
    return f"{' '.join(words).capitalize()}."


def text(rng: random.Random, words: int) -> str:
    sentences: list[str] = []
    count = 0
    while count < words:
        sentences.append(sentence(rng))
        count += len(sentences[-1].split())
    return "\n\n".join(" ".join(sentences[at : at + 6]) for at in range(0, len(sentences), 6))


def median_ms(function, times: int) -> float:
    durations = []
    for _ in range(times):
        start = time.perf_counter()
        function()
        durations.append((time.perf_counter() - start) * 1000)
    return statistics.median(durations)


def create_films():
    """A franchise of six films, one of them with many credits."""
    from cast.models import Character, Credit, Person
    from films.models import Film
    from franchises.models import Franchise, Instalment

    franchise = Franchise.objects.create(name="The Lamp", slug="the-lamp")
    films = [Film(title=f"The Lamp {at}", slug=f"the-lamp-{at}", year=2000 + at) for at in range(6)]
    Film.objects.bulk_create(films)
    for film in films:
        Instalment.objects.create(franchise=franchise, film=film)
    for at in range(PEOPLE):
        person = Person.objects.create(name=f"Anna Number{at}", slug=f"anna-{at}")
        credit = Credit.objects.create(film=films[0], person=person, job="actor" if at else "director")
        credit.characters.add(Character.objects.create(name=f"Maria Part{at}", slug=f"maria-{at}"))
    return films


def create_reviews(films, author, critic, count: int, shingles: int) -> None:
    """Rows of other reviews: one in twenty of the franchise, a tenth by the same critic."""
    from reviews.models import Draft, DraftByline, Review, Shingle

    Review.objects.bulk_create(
        (Review(slug=f"other-{number}", author=author) for number in range(count)), batch_size=1_000
    )
    keys = list(Review.objects.filter(slug__startswith="other-").values_list("pk", flat=True))
    drafts = (Draft(review_id=pk, film=films[at % 6] if not at % 20 else None) for at, pk in enumerate(keys))
    Draft.objects.bulk_create(drafts, batch_size=1_000)
    DraftByline.objects.bulk_create(
        (DraftByline(draft_id=pk, critic=critic, position=0) for pk in keys[::10]), batch_size=1_000
    )
    rng = random.Random(11)
    for at in range(0, len(keys), 200):
        Shingle.objects.bulk_create(
            (
                Shingle(review_id=pk, hash=rng.getrandbits(63))
                for pk in keys[at : at + 200]
                for _ in range(shingles)
            ),
            batch_size=10_000,
        )


def generate_document(rng, films, critic, words: int):
    from reviews import document as d

    links = " ".join(
        f"[there](https://elsewhere.example/{at}) and [here](/films/the-lamp-{at}/)" for at in range(LINKS)
    )
    spoiler = d.Section(kind="plot", text=text(rng, words // 3), spoiler=d.Spoiler(level="major"))
    names = " ".join(f"Anna Number{at} as Maria Part{at + 1} plays along." for at in range(1, PEOPLE - 1))
    opening = d.Section(kind="opening", text=f"{names} {links}\n\n{text(rng, 2 * words // 3)}")
    return d.Document(
        film=d.Ref(key=films[0].key, name=films[0].title),
        headline="A lamp",
        dek="And a rock.",
        bylines=(d.Byline(name="Ada Quill", critic=critic.key),),
        sections=(opening, spoiler),
    )


def measure(review, document, words: int, times: int) -> None:
    from reviews import document as d
    from reviews.checks.run import CHECKS, run_checks
    from reviews.checks.subject import subject_of
    from reviews.rendering.bake import bake
    from reviews.workflow.text_index.shingles import update_shingles
    from shield.structure import structure_of

    def cold():
        structure_of.cache_clear()
        run_checks(review, document)

    saves = itertools.count()

    def changed():
        last, number = document.sections[-1], next(saves)
        longer = d.replace(last, text=f"{last.text}\n\nOne word more, number {number}, is what changed here.")
        update_shingles(review, d.replace(document, sections=(*document.sections[:-1], longer)))

    baking = median_ms(lambda: bake(document), times)
    cold_ms, warm_ms = median_ms(cold, times), median_ms(lambda: run_checks(review, document), times)
    print(f"{words:6,} words: baking {baking:6.1f} ms")
    print(f"        all checks    {cold_ms:7.1f} ms (ratio {cold_ms / baking:.1f})")
    print(f"        again, cached {warm_ms:7.1f} ms (ratio {warm_ms / baking:.1f}), texts parsed before")
    for check in CHECKS:
        check_ms = median_ms(lambda check=check: list(check.run(subject_of(review, document))), times)
        print(f"        {check.name:13} {check_ms:7.1f} ms (ratio {check_ms / baking:.1f})")
    review.shingles.all().delete()
    first, later = median_ms(lambda: update_shingles(review, document), 1), median_ms(changed, 5)
    print(f"        shingles stored: first {first:.1f} ms, one sentence changed {later:.1f} ms")


def main():
    from django.contrib.auth.models import User
    from django.core.management import call_command

    from reviews import workflow
    from reviews.models import Critic, Shingle

    reviews, shingles = (int(word) for word in (sys.argv[1:] or ["20000", "250"]))
    call_command("migrate", verbosity=0)
    author = User.objects.create_user("bench")
    critic, films = Critic.objects.create(name="Ada Quill", slug="ada-quill"), create_films()
    create_reviews(films, author, critic, reviews, shingles)
    print(f"{reviews:,} other reviews, {Shingle.objects.count():,} shingles")
    rng = random.Random(7)
    for words, times in TIMES.items():
        generated = generate_document(rng, films, critic, words)
        measure(workflow.begin(author=author, document=generated), generated, words, times)


with tempfile.TemporaryDirectory() as folder:
    database_url = os.environ.get("BENCH_DATABASE_URL") or f"sqlite:///{folder}/bench.sqlite3"
    os.environ |= {
        "DEBUG": "true",
        "DJANGO_SETTINGS_MODULE": "reviewsite.settings",
        "DATABASE_URL": database_url,
    }
    os.environ.setdefault("SITE_URL", "http://localhost:8000")
    django.setup()
    from django.conf import settings

    settings.DEBUG = False  # otherwise Django stores every query
    main()
