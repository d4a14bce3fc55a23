#!/usr/bin/env -S .venv/bin/python
"""Benchmark of the leak check for reviews of 1,000 and 20,000 words, as ratios to baking the same document.

PYTHONPATH=. .venv/bin/python bench/leaks.py
"""

import os
import random
import statistics
import time

import django

SYLLABLES = ["ba", "do", "fe", "gi", "ka", "lo", "mu", "ne", "pa", "ri", "so", "ta", "ve", "wi", "zu"]
TIMES = {1_000: 30, 20_000: 3}


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


os.environ |= {"DEBUG": "true", "DJANGO_SETTINGS_MODULE": "reviewsite.settings"}
django.setup()
main()
