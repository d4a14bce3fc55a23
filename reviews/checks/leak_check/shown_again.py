"""What the live edition hides and a later document shows again."""

from itertools import chain

from reviews import document as d
from reviews.checks.document_sentences import Field, fields, full_texts, safe_texts, spoiler_texts
from reviews.checks.leak_check.leak_pairs import LeakPair, leak_pair, unique_pairs
from reviews.checks.leak_check.names import names_of
from reviews.drafts import World
from shield import markdown
from shield.leaks import Leak, Sentence
from shield.shown_again import HiddenRuns
from shield.words import Stems, plain_words


def shown_again(live: d.Document, document: d.Document, world: World) -> list[LeakPair]:
    """Every safe sentence of `document` in which stands what `live` hides.

    A flag taken away, a mark removed, hidden words moved or copied: found by
    the words, four in a row, however they are wrapped. A text that stands
    where it stood and is shorter than that is found as a whole.
    """
    film = world.films.get(document.film.key) if document.film else None
    names = names_of(document, film)
    hidden = HiddenRuns(_hiding(live), safe_texts(live), names=names, language=document.language)
    found = list(chain.from_iterable(map(hidden.shown_in, safe_texts(document))))
    places = {(leak.safe.place.key, leak.safe.place.field) for leak in found}
    found += (leak for leak in _bared(live, document) if _spot(leak) not in places)
    return unique_pairs(leak_pair("shown-again", leak) for leak in found)


def _spot(leak: Leak) -> tuple[str, str]:
    return leak.safe.place.key, leak.safe.place.field


def _hiding(live: d.Document) -> list[list[Sentence]]:
    """The full texts: their runs of words less those of the safe ones are what is hidden."""
    return full_texts(live) if any(spoiler_texts(live)) else []


def _bared(live: d.Document, document: d.Document):
    """Texts of the same part and field, with the same words, of which more is shown than before.

    A heading that says nothing (“Plot”, “The ending”) may stay.
    """
    stems = Stems(live.language)
    before = {(field.place.key, field.place.field): field for field in fields(live)}
    for field in fields(document):
        old = before.get((field.place.key, field.place.field))
        if not old or not old.text or field.is_hidden:
            continue
        words = plain_words(_all(old))
        if (
            any(map(stems.tells, words))
            and words != plain_words(_safe(old))
            and words == plain_words(_safe(field))
        ):
            yield Leak(_sentence(field), _sentence(old), ())


def _all(field: Field) -> str:
    return " ".join(markdown.full_blocks(field.text)) if field.is_markdown else field.text


def _safe(field: Field) -> str:
    if field.is_hidden:
        return ""
    return " ".join(markdown.safe_blocks(field.text)) if field.is_markdown else field.text


def _sentence(field: Field) -> Sentence:
    return Sentence(_all(field), field.place)
