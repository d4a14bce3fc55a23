#!/usr/bin/env python
"""Benchmark of comparing two revisions, as ratios to baking one of them."""

import os
import random
import time
from uuid import UUID

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "reviewsite.settings")
os.environ.setdefault("DEBUG", "true")
django.setup()

from reviews import document as d  # noqa: E402
from reviews.desk.deciding.comparison import comparison_view  # noqa: E402
from reviews.rendering.bake import bake  # noqa: E402

rng = random.Random(7)
VOCABULARY = [f"word{number}" for number in range(1_500)]


def paragraph(words):
    sentences = [" ".join(rng.choices(VOCABULARY, k=18)) + "." for _n in range(max(1, words // 18))]
    return " ".join(sentences)


def text(words):
    return "\n\n".join(paragraph(90) for _n in range(words // 90))


def edited(text, share):
    return " ".join(rng.choice(VOCABULARY) if rng.random() < share else word for word in text.split(" "))


def document(*texts):
    sections = (
        d.Section(key=UUID(int=index + 1), kind="other", text=words) for index, words in enumerate(texts)
    )
    return d.Document(headline="A headline", sections=tuple(sections))


def fastest_ms(function, times=5):
    durations = []
    for _n in range(times):
        start = time.perf_counter()
        function()
        durations.append(time.perf_counter() - start)
    return 1000 * min(durations)


eight = [text(625) for _n in range(8)]
alone = text(5_000)
refrain = "the cat sat on the mat and " * 430
CASES = {
    "5,000 words in eight sections, one word in twenty changed": (
        eight,
        [edited(part, 0.05) for part in eight],
    ),
    "5,000 words in eight sections, every second word": (eight, [edited(part, 0.5) for part in eight]),
    "5,000 words in eight sections, written anew": (eight, [text(625) for _n in range(8)]),
    "5,000 words in one section, one word in twenty": ([alone], [edited(alone, 0.05)]),
    "5,000 words in one section, written anew": ([alone], [text(5_000)]),
    "3,000 words of one refrain, forty changed": ([refrain], [refrain.replace("mat", "rug", 40)]),
}

for name, (old, new) in CASES.items():
    before, after = document(*old), document(*new)
    baking_ms = fastest_ms(lambda after=after: bake(after))
    comparing_ms = fastest_ms(lambda before=before, after=after: comparison_view(before, after))
    print(f"{name:58} {comparing_ms:6.0f} ms, {comparing_ms / baking_ms:5.1f} × baking")
