"""What a check is, and what it says."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from django.conf import settings
from django.utils.functional import Promise

from reviews.checks.findings import Finding
from reviews.checks.places import Place
from reviews.checks.subject import Subject
from reviews.levels import FIXED, Level
from reviews.models import LeakWaiver
from shield.words import plain_words


@dataclass(frozen=True)
class Remark:
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
    pair: Finding | None = None
    waiver: LeakWaiver | None = None


@dataclass(frozen=True)
class Check:
    name: str
    title: str | Promise
    run: Callable[[Subject], Iterable[Remark]]

    @property
    def level(self) -> Level:
        """What its findings mean in this house."""
        return FIXED.get(self.name) or settings.CHECK_LEVELS[self.name]


@dataclass(frozen=True)
class Result:
    name: str
    title: str
    level: Level
    findings: tuple[Remark, ...]

    @property
    def passed(self) -> bool:
        return not self.findings

    @property
    def open(self) -> tuple[Remark, ...]:
        """Those that nobody answered."""
        return tuple(item for item in self.findings if not item.waiver)

    @property
    def refuses(self) -> tuple[Remark, ...]:
        """Those over which a submission and an approval are refused."""
        return {"blocks": self.findings, "waivable": self.open, "warns": ()}[self.level]


def remark(place: Place, sentence: str, *what: str, quote: str = "", review: int | None = None) -> Remark:
    """`what` is remarked on, in words that stay the same while it does."""
    return Remark(
        sentence,
        place=place.title,
        key=place.key,
        field=place.field,
        hash=hash_of(place.key, place.field, *what),
        quote=quote,
        review=review,
    )


def of_check(name: str, remarks: Iterable[Remark]) -> list[Remark]:
    """Each once, its hash made that of this check. A pair of sentences keeps its own."""
    found: dict[str, Remark] = {}
    for item in remarks:
        hash = item.hash if item.pair else hash_of(name, item.hash)
        found.setdefault(hash, replace(item, hash=hash))
    return list(found.values())


def hash_of(*what: str) -> str:
    """Without case, points and line breaks, but for what is no words at all."""
    normal = "\n".join(" ".join(plain_words(text)) or text for text in what)
    return hashlib.sha256(normal.encode("utf-8", "replace")).hexdigest()
