#!/usr/bin/env -S .venv/bin/python
"""Measure the leak check on the labelled reviews: precision, recall by telling, findings of clean reviews.

Without a database: names and hidden sentences as the film record and the index would give them. A review is
compared with the approved ones if it is of their franchise, or has its name or a title of it.

PYTHONPATH=. .venv/bin/python bench/leak_check/quality.py tuning
"""

import statistics
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from shield.leaks import Leak, Sentence, find
from shield.sentences import sentences

LABELLED = Path(__file__).parents[2] / "tests" / "shield" / "labelled_leaks"


@dataclass
class Figures:
    """Findings and leaks of a set of reviews."""

    findings: int = 0
    right: int = 0
    leaks: Counter = field(default_factory=Counter)  # by telling
    found: Counter = field(default_factory=Counter)
    clean: list[int] = field(default_factory=list)  # findings of each review without a leak

    @property
    def precision(self) -> float:
        return self.right / self.findings if self.findings else 1.0

    @property
    def recall(self) -> float:
        return self.found.total() / self.leaks.total()

    def __str__(self) -> str:
        tellings = ", ".join(
            f"{telling} {self.found[telling]}/{self.leaks[telling]}" for telling in self.leaks
        )
        return (
            f"{self.findings} findings, precision {self.precision:.2f}, "
            f"recall {self.recall:.2f} ({tellings}), "
            f"clean reviews {statistics.median(self.clean)} (median), {max(self.clean)} (worst)"
        )


def measure(folder: str) -> Figures:
    approved = list(_reviews("approved"))
    figures = Figures()
    for review in _reviews(folder):
        _count(figures, review, findings_in(review, approved))
    return figures


def findings_in(review: dict, approved: list[dict]) -> list[Leak]:
    """Of the review's own hidden sentences, then of the approved reviews', as the desk lists them."""
    safe, names = list(_safe(review)), list(_names(review))
    own = find(safe, list(_hidden(review)), names=names, language=review["language"])
    others = [other for other in approved if speaks_of(review, other)]
    rows = [sentence for other in others for sentence in _hidden(other)]
    names += [name for other in others for name in _names(other)]
    return own + find(safe, rows, names=names, language=review["language"])


def speaks_of(review: dict, other: dict) -> bool:
    text = " ".join(sentence.text for sentence in _safe(review))
    return other["franchise"] == review["franchise"] or any(title in text for title in _titles(other))


def _count(figures: Figures, review: dict, findings: list[Leak]) -> None:
    leaks_of = {_plain(leak["sentence"]): leak["telling"] for leak in review.get("leaks") or ()}
    texts = [_plain(leak.safe.text) for leak in findings]
    figures.findings += len(texts)
    figures.right += sum(any(_same(text, leak) for leak in leaks_of) for text in texts)
    for sentence, telling in leaks_of.items():
        figures.leaks[telling] += 1
        figures.found[telling] += any(_same(text, sentence) for text in texts)
    if not leaks_of:
        figures.clean.append(len(findings))


def _same(text: str, leak: str) -> bool:
    return text in leak or leak in text


def _plain(text: str) -> str:
    return " ".join(text.split())


def _reviews(folder: str) -> Iterator[dict]:
    for path in sorted((LABELLED / folder).glob("*.yaml")):
        yield yaml.safe_load(path.read_text())


def _safe(review: dict) -> Iterator[Sentence]:
    texts = [review["headline"], review.get("dek") or ""]
    for part in review["safe"]:
        texts += [part.get("heading") or "", part["text"]]
    yield from _sentences(texts)


def _hidden(review: dict) -> Iterator[Sentence]:
    yield from _sentences(passage["text"] for passage in review["hidden"])


def _sentences(texts: Iterable[str]) -> Iterator[Sentence]:
    paragraphs = (paragraph for text in texts for paragraph in text.split("\n\n"))
    yield from (Sentence(text) for paragraph in paragraphs for text in sentences(_plain(paragraph)))


def _titles(review: dict) -> list[str]:
    titles = [review["film"]["title"], *review.get("other_titles", ()), review["franchise"] or ""]
    return [title for title in titles if title]


def _names(review: dict) -> Iterator[str]:
    yield from _titles(review)
    yield review["director"]
    for credit in review["cast"]:
        yield from filter(None, (credit.get("person"), credit.get("character")))


if __name__ == "__main__":
    for folder in sys.argv[1:] or ("tuning", "held_back"):
        print(f"{folder}: {measure(folder)}")
