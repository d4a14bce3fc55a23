"""Keep the rows of an edition equal to its text: what it withholds, and the films that it names."""

from collections.abc import Iterator

from django.db import transaction

from cast.models import Credit
from reviews import document as d
from reviews.checks.leak_check.hidden_sentences import (
    VERSION,
    WithheldSentence,
    hidden_sentences,
    sentence_hash,
)
from reviews.checks.leak_check.named_films import films_spoken_of
from reviews.checks.subject import Subject
from reviews.drafts import World, world_of
from reviews.models import Edition, HiddenSentence, NamedFilm
from reviews.workflow.base import lock
from reviews.workflow.text_index.tasks import find_tellings_of_edition

BATCH_SIZE = 1_000  # rows in one SQL statement


def index_hidden_sentences(edition: Edition, document: d.Document) -> None:
    """Replace the edition's rows, and look for live reviews that tell them once this transaction commits.

    Called inside the transaction that saves the edition.
    """
    world = world_of(document)
    edition.hidden_sentences.all().delete()
    rows = (
        row
        for position, hidden in enumerate(hidden_sentences(document))
        for row in _rows(edition, position, hidden, world)
    )
    HiddenSentence.objects.bulk_create(rows, batch_size=BATCH_SIZE)
    NamedFilm.objects.filter(edition=edition).delete()
    films = sorted(films_spoken_of(Subject(edition.review, document, world, live=None)))
    NamedFilm.objects.bulk_create((NamedFilm(edition=edition, film_id=film) for film in films), BATCH_SIZE)
    Edition.objects.filter(pk=edition.pk).update(hidden_version=VERSION)
    edition.hidden_version = VERSION
    transaction.on_commit(lambda: find_tellings_of_edition.enqueue(edition.pk))


@transaction.atomic
def index_hidden_sentences_again(edition: Edition) -> None:
    """As for a new edition, after the code that splits texts into sentences has changed."""
    lock(edition.review)
    index_hidden_sentences(edition, edition.revision.document())


def _rows(
    edition: Edition, position: int, hidden: WithheldSentence, world: World
) -> Iterator[HiddenSentence]:
    """A row for each film; of a note on credits, one for each credit too."""
    scope = {world.films[key].pk for key in hidden.scope if key in world.films} or {edition.film_id}
    credits: set[Credit | None] = {world.credits[key] for key in hidden.credits if key in world.credits}
    for film in sorted(scope | {edition.film_id}):
        for credit in credits or ({None} if not hidden.credits else ()):
            yield HiddenSentence(
                edition=edition,
                film_id=film,
                gives_film_away=film in scope,
                credit=credit,
                level=hidden.level,
                position=position,
                text=hidden.sentence.text,
                hash=sentence_hash(hidden.sentence.text),
                around=hidden.sentence.around,
            )
