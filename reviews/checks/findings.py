"""What a check is, and what it says."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from django.conf import settings
from django.utils.functional import Promise

from reviews.checks.document_sentences import Place
from reviews.checks.leak_check.leak_pairs import LeakPair
from reviews.checks.severity import FIXED_SEVERITIES, Severity
from reviews.checks.subject import Subject
from reviews.models import LeakWaiver
from shield.words import plain_words


@dataclass(frozen=True)
class Finding:
    """What is wrong in one place, and what to do: for the desk, where the whole text is open anyway.

    Only `place` may go further, into the record, a mail or a message. `hash`
    is another one as soon as what is remarked on changes. `pair` are the two
    sentences of the leak check; `review` (a primary key) is one it points at.
    """

    sentence: str
    place: str = ""
    key: str = ""  # of the part: a UUID, or headline, dek, verdict
    field: str = ""
    hash: str = ""
    quote: str = ""
    review: int | None = None
    pair: LeakPair | None = None
    waiver: LeakWaiver | None = None


@dataclass(frozen=True)
class Check:
    name: str
    title: str | Promise
    run: Callable[[Subject], Iterable[Finding]]

    @property
    def level(self) -> Severity:
        """What its findings mean in this house."""
        return FIXED_SEVERITIES.get(self.name) or settings.CHECK_LEVELS[self.name]


@dataclass(frozen=True)
class Result:
    name: str
    title: str
    level: Severity
    findings: tuple[Finding, ...]

    @property
    def passed(self) -> bool:
        return not self.findings

    @property
    def open(self) -> tuple[Finding, ...]:
        """Those that nobody answered."""
        return tuple(item for item in self.findings if not item.waiver)

    @property
    def refuses(self) -> tuple[Finding, ...]:
        """Those over which a submission and an approval are refused."""
        return {"blocks": self.findings, "waivable": self.open, "warns": ()}[self.level]


def finding(place: Place, sentence: str, *what: str, quote: str = "", review: int | None = None) -> Finding:
    """`what` is remarked on, in words that stay the same while it does."""
    return Finding(
        sentence,
        place=place.title,
        key=place.key,
        field=place.field,
        hash=hash_of(place.key, place.field, *what),
        quote=quote,
        review=review,
    )


def findings_of_check(name: str, remarks: Iterable[Finding]) -> list[Finding]:
    """Each once, its hash made that of this check. A pair of sentences keeps its own."""
    found: dict[str, Finding] = {}
    for item in remarks:
        hash = item.hash if item.pair else hash_of(name, item.hash)
        found.setdefault(hash, replace(item, hash=hash))
    return list(found.values())


def hash_of(*what: str) -> str:
    """Without case, points and line breaks, but for what is no words at all."""
    normal = "\n".join(" ".join(plain_words(text)) or text for text in what)
    return hashlib.sha256(normal.encode("utf-8", "replace")).hexdigest()
