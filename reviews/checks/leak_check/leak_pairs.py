"""A finding: a safe sentence beside the spoiler sentence that it gives away."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from reviews.checks.document_sentences import Place
from shield.leaks import Leak
from shield.words import plain_words

Kind = Literal["leak", "shown-again"]


@dataclass(frozen=True)
class LeakPair:
    """`hash` names the pair of sentences, and is another one as soon as a word of either changes."""

    kind: Kind
    safe: str
    place: str
    key: str  # of the part: a UUID, or headline, dek, verdict
    field: str
    spoiler: str
    spoiler_place: str
    shared: tuple[str, ...]
    hash: str


def leak_pair(kind: Kind, leak: Leak) -> LeakPair:
    place: Place = leak.safe.place
    return LeakPair(
        kind=kind,
        safe=leak.safe.text,
        place=place.title,
        key=place.key,
        field=place.field,
        spoiler=leak.spoiler.text,
        spoiler_place=leak.spoiler.place.title,
        shared=leak.shared,
        hash=_hash(kind, leak.safe.text, leak.spoiler.text),
    )


def unique_pairs(findings: Iterable[LeakPair]) -> list[LeakPair]:
    """Each pair where it stands first: its answer holds wherever the sentence is repeated."""
    found: dict[str, LeakPair] = {}
    for item in findings:
        found.setdefault(item.hash, item)
    return list(found.values())


def _hash(*texts: str) -> str:
    """Without case, points and line breaks: rewrapping a sentence does not ask about it again."""
    normal = "\n".join(" ".join(plain_words(text)) for text in texts)
    return hashlib.sha256(normal.encode("utf-8", "replace")).hexdigest()
