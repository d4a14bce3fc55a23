"""Leak check: safe sentences of a document that share telling words with its own spoiler sentences."""

import re
from itertools import chain
from urllib.parse import unquote

from django.utils.translation import gettext as _

from reviews import document as d
from reviews.checks.document_sentences import Place, is_flagged, safe_texts, spoiler_texts
from reviews.checks.leak_check.leak_pairs import LeakPair, leak_pair, unique_pairs
from reviews.checks.leak_check.names import names_of, names_of_film
from reviews.checks.subject import Subject
from reviews.drafts import World
from shield.leaks import Leak, Sentence, find
from shield.sentences import sentences
from shield.shown_again import HiddenRuns


def leaks(document: d.Document, world: World, slug: str = "") -> list[LeakPair]:
    """Every safe sentence that shares two or more content words with a spoiler sentence, as a pair.

    The `slug` of the review, and its address elsewhere, are checked as safe sentences too.
    """
    safe, spoilers = sides(document, world)
    safe = [*safe, *address_sentences(slug, document)]
    matches = find(safe, spoilers, names=names_in(document, world), language=document.language)
    return unique_pairs(leak_pair("leak", leak) for leak in matches)


def address_sentences(slug: str, document: d.Document) -> list[Sentence]:
    """The words of a review's addresses, here and elsewhere, which everybody reads, as safe sentences."""
    elsewhere = Place(_("First published elsewhere"), "first_published", "address")
    words = " ".join(re.findall(r"[^\W_]+", unquote(document.first_published.address)))
    return [
        Sentence(slug.replace("-", " "), Place(_("Address"), "slug", "slug")),
        *([Sentence(words, elsewhere)] if words else []),
    ]


def quotes_what_spoils(text: str, document: d.Document, world: World) -> bool:
    """Whether a note or a reason says what only the document's spoilers say.

    Not if a safe sentence of the document says the same: the leak check has dealt with that one.
    """
    safe, spoilers = sides(document, world)
    names = names_in(document, world)
    quoted = [Sentence(sentence) for sentence in sentences(text)]
    matches = find(quoted, spoilers, names=names, language=document.language)
    if any(not is_in_safe_text(leak, safe, names, document.language) for leak in matches):
        return True
    hidden = HiddenRuns([spoilers], [safe], names=names, language=document.language)
    return bool(hidden.shown_in(quoted))


def is_in_safe_text(leak: Leak, safe: list[Sentence], names: list[str], language: str) -> bool:
    matches = find(safe, [Sentence(" ".join(leak.shared))], names=names, language=language)
    return any(set(leak.shared) <= set(other.shared) for other in matches)


def sides(document: d.Document, world: World) -> tuple[list[Sentence], list[Sentence]]:
    """(safe sentences, spoiler sentences). A cast note on a credit with a spoiler level is a spoiler."""

    def hides(part: d.Part) -> bool:
        return is_flagged(part) or _has_spoiler_credit(part, world)

    safe, spoilers = safe_texts(document, hides), spoiler_texts(document, hides)
    return list(chain.from_iterable(safe)), list(chain.from_iterable(spoilers))


def sides_of(subject: Subject) -> tuple[list[Sentence], list[Sentence]]:
    return sides(subject.document, subject.world)


def _has_spoiler_credit(part: d.Part, world: World) -> bool:
    if not isinstance(part, d.CastNote):
        return False
    return any(world.credits[key].spoiler_level for key in part.credits if key in world.credits)


def names_in(document: d.Document, world: World) -> list[str]:
    """The names that are no leak in this document."""
    film = world.films.get(document.film.key) if document.film else None
    return [*printed_names(document, world), *(names_of_film(film) if film else ())]


def printed_names(document: d.Document, world: World) -> list[str]:
    """The names in the document itself: a note on a flagged credit names nobody openly."""
    safe_notes = tuple(note for note in document.cast_notes if not _has_spoiler_credit(note, world))
    return names_of(d.replace(document, cast_notes=safe_notes), None)
