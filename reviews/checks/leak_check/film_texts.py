"""Leak check of texts in the film database (synopses, notes): against their marks and the films' reviews."""

from collections.abc import Collection

from films.models import Film
from reviews.checks.document_sentences import full_texts, safe_texts
from reviews.checks.leak_check.names import names_of_film
from reviews.models import Edition
from shield import markdown
from shield.leaks import Sentence, find
from shield.sentences import sentences
from shield.shown_again import HiddenRuns

MAX_EDITIONS = 50  # the newest ones, that a text is compared with


def given_away(text: str, films: Collection[Film], language: str = "en") -> list[str]:
    """The safe sentences of a text that leak what is marked in it, or what an approved review hides.

    In the order of the text. Without the spoiler sentences they leak.
    """
    safe = safe_sentences(text)
    marked = _sentences(markdown.hidden_blocks(text))
    names = [name for film in films for name in names_of_film(film)]
    leaks = find(safe, marked, names=names, language=language)
    leaks += _hidden_in_reviews(films, names, language).shown_in(safe)
    leaking = {leak.safe.text for leak in leaks}
    return [sentence.text for sentence in safe if sentence.text in leaking]


def safe_sentences(text: str) -> list[Sentence]:
    """What readers get of a text of the film database."""
    return _sentences(markdown.safe_blocks(text))


def _sentences(blocks: list[str]) -> list[Sentence]:
    return [Sentence(sentence) for block in blocks for sentence in sentences(block)]


def _hidden_in_reviews(films: Collection[Film], names: list[str], language: str) -> HiddenRuns:
    editions = Edition.objects.approved_of(films).select_related("revision")[:MAX_EDITIONS]
    documents = [edition.revision.document() for edition in editions]
    full = [text for document in documents for text in full_texts(document)]
    safe = [text for document in documents for text in safe_texts(document)]
    return HiddenRuns(full, safe, names=names, language=language)
