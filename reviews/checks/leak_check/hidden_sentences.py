"""The sentences that a document withholds, with what they give away: for the leak check of other reviews."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import cast
from uuid import UUID

from reviews import document as d
from reviews.checks.document_sentences import IsHidden, Place, is_flagged, spoiler_texts
from reviews.checks.leak_check.leak_pairs import pair_hash
from reviews.document.grades import UNKNOWN, passage_spoiler
from shield.leaks import Sentence
from shield.levels import Level

# Raised when sentences, or the films that a text names, come out otherwise than before: `refresh_derived`
# then writes the older rows anew.
VERSION = 3


@dataclass(frozen=True)
class WithheldSentence:
    """`scope`: keys of films, none for the reviewed one. `credits`: withheld only while one is flagged."""

    sentence: Sentence
    level: str
    scope: tuple[UUID, ...] = ()
    credits: tuple[UUID, ...] = ()


def hidden_sentences(document: d.Document) -> Iterator[WithheldSentence]:
    """What the document itself hides; then each note on a credit, which is hidden when that is flagged."""
    parts = {str(part.key): part for part in document.parts()}
    for place, sentence in _sentences(document, is_flagged):
        part = parts.get(place.key)
        spoiler = passage_spoiler(document, part.spoiler if part else None, place.mark)
        films = tuple(ref.key for ref in spoiler.scope if ref.key != UNKNOWN)
        yield WithheldSentence(sentence, spoiler.level, films)
    for place, sentence in _sentences(document, _is_open_note):
        note = parts.get(place.key)
        if isinstance(note, d.CastNote) and _is_open_note(note):
            yield WithheldSentence(sentence, Level.MAJOR, credits=note.credits)


def sentence_hash(text: str) -> str:
    """SHA-256 by which `CommonKnowledge` knows a hidden sentence, whoever withholds it."""
    return pair_hash(text)


def _is_open_note(part: d.Part) -> bool:
    return isinstance(part, d.CastNote) and not part.spoiler and bool(part.credits)


def _sentences(document: d.Document, hides: IsHidden) -> Iterator[tuple[Place, Sentence]]:
    """Each hidden sentence with its place."""
    for sentence in chain.from_iterable(spoiler_texts(document, hides)):
        yield cast(Place, sentence.place), sentence
