"""The leak check of a document: its own spoilers are the dictionary."""

from itertools import chain

from django.utils.translation import gettext as _

from reviews import document as d
from reviews.checks.document_sentences import Place, is_flagged, safe_texts, spoiler_texts
from reviews.checks.leak_check.leak_pairs import LeakPair, leak_pair, unique_pairs
from reviews.checks.leak_check.names import names_of
from reviews.drafts import World
from shield.leaks import Leak, Sentence, find
from shield.sentences import sentences
from shield.shown_again import HiddenRuns


def leaks(document: d.Document, world: World, slug: str = "") -> list[LeakPair]:
    """Every safe sentence that shares two telling words or more with a spoiler sentence, beside it.

    `slug` is the address under which the document stands: a sentence too.
    """
    safe, spoilers = _sides(document, world)
    address = Sentence(slug.replace("-", " "), Place(_("Address"), "slug", "slug"))
    found = find([*safe, address], spoilers, names=_names(document, world), language=document.language)
    return unique_pairs(leak_pair("leak", leak) for leak in found)


def quotes_what_spoils(text: str, document: d.Document, world: World) -> bool:
    """Whether a note, or a reason, says what only the document's spoilers say.

    What one of its safe sentences says as well may be said: that was looked at.
    """
    safe, spoilers = _sides(document, world)
    names = _names(document, world)
    said = [Sentence(sentence) for sentence in sentences(text)]
    found = find(said, spoilers, names=names, language=document.language)
    if any(not _is_said_safely(leak, safe, names, document.language) for leak in found):
        return True
    hidden = HiddenRuns([spoilers], [safe], names=names, language=document.language)
    return bool(hidden.shown_in(said))


def _is_said_safely(leak: Leak, safe: list[Sentence], names: list[str], language: str) -> bool:
    told = find(safe, [Sentence(" ".join(leak.shared))], names=names, language=language)
    return any(set(leak.shared) <= set(other.shared) for other in told)


def _sides(document: d.Document, world: World) -> tuple[list[Sentence], list[Sentence]]:
    """The safe sentences and the spoiler sentences. A note on a credit that is a surprise is a spoiler."""

    def hides(part: d.Part) -> bool:
        return is_flagged(part) or _is_surprise(part, world)

    safe, spoilers = safe_texts(document, hides), spoiler_texts(document, hides)
    return list(chain.from_iterable(safe)), list(chain.from_iterable(spoilers))


def _is_surprise(part: d.Part, world: World) -> bool:
    if not isinstance(part, d.CastNote):
        return False
    return any(world.credits[key].spoiler_level for key in part.credits if key in world.credits)


def _names(document: d.Document, world: World) -> list[str]:
    shown = tuple(note for note in document.cast_notes if not _is_surprise(note, world))
    film = world.films.get(document.film.key) if document.film else None
    return names_of(d.replace(document, cast_notes=shown), film)
