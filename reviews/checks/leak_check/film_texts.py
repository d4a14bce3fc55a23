"""Texts of the film world: what they give away themselves, and what the reviews of a film hide."""

from collections.abc import Collection

from films.models import Film
from reviews.checks.document_sentences import full_texts, safe_texts
from reviews.checks.leak_check.names import names_of_film
from reviews.models import Edition
from shield import markdown
from shield.leaks import Sentence, find
from shield.sentences import sentences
from shield.shown_again import HiddenRuns

MANY = 50  # editions that one text is held against, the newest


def given_away(text: str, films: Collection[Film], language: str = "en") -> list[str]:
    """The sentences of a text that say what is marked in it, or what an approved review of a film hides.

    Each once, in the order of the text; never what they give away.
    """
    shown = _sentences(markdown.safe_blocks(text))
    marked = _sentences(markdown.hidden_blocks(text))
    names = [name for film in films for name in names_of_film(film)]
    found = find(shown, marked, names=names, language=language)
    found += _hidden_in_reviews(films, names, language).shown_in(shown)
    said = {leak.safe.text for leak in found}
    return [item.text for item in shown if item.text in said]


def _sentences(blocks: list[str]) -> list[Sentence]:
    return [Sentence(sentence) for block in blocks for sentence in sentences(block)]


def _hidden_in_reviews(films: Collection[Film], names: list[str], language: str) -> HiddenRuns:
    editions = Edition.objects.approved_of(films).select_related("revision")[:MANY]
    documents = [edition.revision.document() for edition in editions]
    full = [text for document in documents for text in full_texts(document)]
    safe = [text for document in documents for text in safe_texts(document)]
    return HiddenRuns(full, safe, names=names, language=language)
