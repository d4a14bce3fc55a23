"""`Check`, its `Result`, and the `Finding`s in it."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import cast

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
    """A problem in one place, and what to do about it. For editing pages, where the full text is open anyway.

    Only `place` may leave them, for the audit log, a mail or a message: the
    rest may spoil. `hash` changes with the text concerned, so that a waiver
    does not outlive a change. `pair`: the two sentences, of the leak check.
    `review`: primary key of another review that the finding refers to.
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
        """The severity of its findings: fixed, or from the setting CHECK_LEVELS."""
        severities = cast(dict[str, Severity], settings.CHECK_LEVELS)
        return FIXED_SEVERITIES.get(self.name) or severities[self.name]


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
        """Those without a waiver."""
        return tuple(item for item in self.findings if not item.waiver)

    @property
    def refuses(self) -> tuple[Finding, ...]:
        """Those because of which submitting and approving are refused."""
        return {"blocks": self.findings, "waivable": self.open, "warns": ()}[self.level]


def finding(
    place: Place, sentence: str, *subject: str, quote: str = "", review: int | None = None
) -> Finding:
    """A finding whose hash is made of the place and of `subject`, the text that it is about."""
    return Finding(
        sentence,
        place=place.title,
        key=place.key,
        field=place.field,
        hash=hash_of(place.key, place.field, *subject),
        quote=quote,
        review=review,
    )


def findings_of_check(name: str, findings: Iterable[Finding]) -> list[Finding]:
    """Unique findings, with the name of the check in their hashes. A leak pair keeps its own hash."""
    unique: dict[str, Finding] = {}
    for item in findings:
        hash = item.hash if item.pair else hash_of(name, item.hash)
        unique.setdefault(hash, replace(item, hash=hash))
    return list(unique.values())


def hash_of(*texts: str) -> str:
    """SHA-256 of the words, ignoring case, punctuation and line breaks; of a text without words, as it is."""
    normal = "\n".join(" ".join(plain_words(text)) or text for text in texts)
    return hashlib.sha256(normal.encode("utf-8", "replace")).hexdigest()
