#!/usr/bin/env python
"""What it costs to compare two revisions, in milliseconds, beside baking one of them in the same run."""

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

chance = random.Random(7)
VOCABULARY = [f"word{number}" for number in range(1_500)]


def paragraph(words):
    sentences = [" ".join(chance.choices(VOCABULARY, k=18)) + "." for _n in range(max(1, words // 18))]
    return " ".join(sentences)


def text(words):
    return "\n\n".join(paragraph(90) for _n in range(words // 90))


def edited(words, share):
    return " ".join(chance.choice(VOCABULARY) if chance.random() < share else w for w in words.split(" "))


def document(*texts):
    sections = (d.Section(key=UUID(int=at + 1), kind="other", text=words) for at, words in enumerate(texts))
    return d.Document(headline="A headline", sections=tuple(sections))


def least(run, times=5):
    found = []
    for _n in range(times):
        begun = time.perf_counter()
        run()
        found.append(time.perf_counter() - begun)
    return 1000 * min(found)


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
    baking = least(lambda after=after: bake(after))
    comparing = least(lambda before=before, after=after: comparison_view(before, after))
    print(f"{name:58} {comparing:6.0f} ms, {comparing / baking:5.1f} × baking")
