"""Generated reviews: as long as the sample, with its parts, in words that nobody knows."""

import random

from reviews import document as d

# What is hidden is made of other syllables, or the leak check would find it in the safe text.
SAFE = ["ba", "do", "fe", "gi", "ka", "lo", "mu", "ne", "pa", "ri", "so", "ta"]
HIDDEN = ["vex", "quo", "jup", "wyz", "chi", "thu", "shry", "gloo"]
COMMON, RARE = "celluloid", "zoetrope"  # in every second review, and in one of a hundred
SECTIONS = (("opening", 95), ("style", 90), ("plot", 60), ("cameos", 30), ("ending", 60), ("outlook", 60))
LEVELS = {"plot": "mild", "cameos": "major", "ending": "ending"}


def sentence(rng: random.Random, syllables) -> str:
    words = ["".join(rng.choices(syllables, k=rng.choice((1, 2, 2, 3)))) for _ in range(rng.randint(6, 18))]
    return f"{' '.join(words).capitalize()}."


def text(rng: random.Random, words: int, syllables=SAFE) -> str:
    """Paragraphs of five sentences."""
    sentences: list[str] = []
    while sum(len(item.split()) for item in sentences) < words:
        sentences.append(sentence(rng, syllables))
    return "\n\n".join(" ".join(sentences[at : at + 5]) for at in range(0, len(sentences), 5))


def review(rng: random.Random, number: int, film, credits, critic) -> d.Document:
    """A document of some 900 words about a film; `credits` are the first of its cast."""
    return d.Document(
        film=d.Ref(key=film.key, name=film.title),
        headline=f"{sentence(rng, SAFE)[:60].rstrip(' .')} {number}",
        dek=sentence(rng, SAFE),
        bylines=(d.Byline(name=critic.name, critic=critic.key),),
        seen=d.Seen(how="cinema"),
        sections=tuple(_section(rng, kind, words, number) for kind, words in SECTIONS),
        cast_notes=tuple(
            d.CastNote(name=credit.person.name, credits=(credit.key,), text=text(rng, 35))
            for credit in credits
        ),
        points=tuple(
            d.Point(side=side, label=_label(rng), text=sentence(rng, SAFE))
            for side in ("good", "bad")
            for _n in range(4)
        ),
        advice=tuple(
            d.Advice(condition=_label(rng), answer=answer, reason=sentence(rng, SAFE))
            for answer in ("yes", "maybe", "no")
        ),
        verdict=d.Verdict(label="In short", text=text(rng, 30)),
    )


def _section(rng, kind, words, number):
    level = LEVELS.get(kind)
    syllables = HIDDEN if level else SAFE
    body = text(rng, words, syllables)
    if kind == "style":
        body += f"\n\nSeen on {COMMON}." if number % 2 else ""
        body += f"\n\nAs in a {RARE}." if number % 100 == 7 else ""
    return d.Section(
        kind=kind, heading=_label(rng, syllables), text=body, spoiler=level and d.Spoiler(level=level)
    )


def _label(rng, syllables=SAFE):
    return " ".join("".join(rng.choices(syllables, k=2)) for _n in range(3)).capitalize()
