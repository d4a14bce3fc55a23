"""Shown-again check: what the live edition hides and a later document shows."""

from itertools import chain
from typing import cast

from reviews import document as d
from reviews.checks.document_sentences import (
    Field,
    Place,
    blocks_of,
    fields,
    full_texts,
    safe_texts,
    spoiler_texts,
)
from reviews.checks.leak_check.leak_pairs import LeakPair, leak_pair, unique_pairs
from reviews.checks.leak_check.names import names_of
from reviews.drafts import World
from shield import markdown
from shield.leaks import Leak, Sentence
from shield.shown_again import HiddenRuns
from shield.words import Stems, plain_words


def shown_again(live: d.Document, document: d.Document, world: World) -> list[LeakPair]:
    """Every safe sentence of `document` that contains what `live` hides.

    A removed flag or mark, hidden words moved or copied are found by runs of
    four words, however they are wrapped. A shorter text is compared as a whole
    with the same field of the same part.
    """
    film = world.films.get(document.film.key) if document.film else None
    names = names_of(document, film)
    hidden = HiddenRuns(_texts_with_spoilers(live), safe_texts(live), names=names, language=document.language)
    leaks = list(chain.from_iterable(map(hidden.shown_in, safe_texts(document))))
    covered = set(map(_key_and_field, leaks))
    leaks += (leak for leak in _unhidden_fields(live, document) if _key_and_field(leak) not in covered)
    return unique_pairs(leak_pair("shown-again", leak) for leak in leaks)


def _key_and_field(leak: Leak) -> tuple[str, str]:
    place = cast(Place, leak.safe.place)
    return place.key, place.field


def _texts_with_spoilers(live: d.Document) -> list[list[Sentence]]:
    """The full texts, [] without spoilers: `HiddenRuns` subtracts the runs of the safe ones from theirs."""
    return full_texts(live) if any(spoiler_texts(live)) else []


def _unhidden_fields(live: d.Document, document: d.Document):
    """Fields with the same words as in `live`, of which more is shown than there.

    Except headings without content words (“Plot”, “The ending”).
    """
    stems = Stems(live.language)
    before = {(field.place.key, field.place.field): field for field in fields(live)}
    for field in fields(document):
        old = before.get((field.place.key, field.place.field))
        if not old or not old.text or field.is_hidden:
            continue
        words = plain_words(_all(old))
        if (
            any(map(stems.is_content, words))
            and words != plain_words(_safe(old))
            and words == plain_words(_safe(field))
        ):
            yield Leak(_sentence(field), _sentence(old), ())


def _all(field: Field) -> str:
    return " ".join(blocks_of(field.text, markdown.full_blocks)) if field.is_markdown else field.text


def _safe(field: Field) -> str:
    if field.is_hidden:
        return ""
    return " ".join(blocks_of(field.text, markdown.safe_blocks)) if field.is_markdown else field.text


def _sentence(field: Field) -> Sentence:
    return Sentence(_all(field), field.place)
