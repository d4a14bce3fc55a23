"""`LeakPair`: a safe sentence and the spoiler sentence that it gives away."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, cast

from reviews.checks.document_sentences import Place
from shield.leaks import Leak
from shield.words import plain_words

Kind = Literal["leak", "shown-again", "elsewhere"]


@dataclass(frozen=True)
class HidingRecord:
    """A record of the film database that hides a text, by what opens it in the admin."""

    model: str  # “films.film”
    pk: int
    field: str  # of which model, for people: “film: premise”


Source = int | HidingRecord  # the primary key of another review, or a record


@dataclass(frozen=True)
class LeakPair:
    """A safe and a spoiler sentence. `hash` identifies the pair: it changes with any word of either.

    Of kind “elsewhere”, `review` (primary key) or `record` withholds the spoiler sentence, which those who
    may open it alone may see; `films` are the titles of those that it gives away.
    """

    kind: Kind
    safe: str
    place: str
    key: str  # of the part: a UUID, or headline, dek, verdict
    field: str
    spoiler: str
    spoiler_place: str
    shared: tuple[str, ...]
    hash: str
    weight: float = 0  # of what they share (`shield.leaks`)
    review: int | None = None
    record: HidingRecord | None = None
    films: tuple[str, ...] = ()

    @property
    def source(self) -> Source | None:
        """What withholds the spoiler sentence, if it is not the document itself."""
        return self.record or self.review


def leak_pair(
    kind: Kind,
    leak: Leak,
    *,
    films: tuple[str, ...] = (),
    review: int | None = None,
    record: HidingRecord | None = None,
) -> LeakPair:
    """`films`, `review`, `record`: of kind “elsewhere”, where a spoiler sentence has no `Place`."""
    place, spoiler_place = cast(Place, leak.safe.place), leak.spoiler.place
    return LeakPair(
        kind=kind,
        safe=leak.safe.text,
        place=place.title,
        key=place.key,
        field=place.field,
        spoiler=leak.spoiler.text,
        spoiler_place=spoiler_place.title if isinstance(spoiler_place, Place) else ", ".join(films),
        shared=leak.shared,
        hash=pair_hash(kind, leak.safe.text, leak.spoiler.text),
        weight=leak.weight,
        review=review,
        record=record,
        films=films,
    )


def unique_pairs(pairs: Iterable[LeakPair]) -> list[LeakPair]:
    """Each pair at its first place: a waiver covers every repetition of the sentence."""
    unique: dict[str, LeakPair] = {}
    for pair in pairs:
        unique.setdefault(pair.hash, pair)
    return list(unique.values())


def by_strength(pairs: Iterable[LeakPair]) -> list[LeakPair]:
    """The strongest first, and beside it whatever else gives the same spoiler sentence away."""
    pairs, strongest = list(pairs), dict[str, float]()
    for pair in pairs:
        strongest[pair.spoiler] = max(pair.weight, strongest.get(pair.spoiler, 0))
    first = {spoiler: index for index, spoiler in enumerate(strongest)}
    return sorted(pairs, key=lambda pair: (-strongest[pair.spoiler], first[pair.spoiler], -pair.weight))


def pair_hash(*texts: str) -> str:
    """SHA-256 ignoring case, punctuation and line breaks, so that rewrapping a sentence keeps its waiver."""
    normal = "\n".join(" ".join(plain_words(text)) for text in texts)
    return hashlib.sha256(normal.encode("utf-8", "replace")).hexdigest()
