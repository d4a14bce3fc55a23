"""After an approval: which texts of the film world tell what the new edition withholds. It stops nothing."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from django.db import transaction
from django.db.models import Model, Value

from reviews import document as d
from reviews.checks.leak_check.film_texts import safe_sentences
from reviews.checks.leak_check.film_world import WORLD_TEXTS, WorldText
from reviews.checks.leak_check.hidden_sentences import sentence_hash
from reviews.checks.leak_check.leaks import sides
from reviews.checks.leak_check.names import names_of_films
from reviews.drafts import world_of
from reviews.models import Edition, HiddenSentence, WorldTelling
from reviews.workflow.text_index.tellings import related_films
from shield.leaks import Leak, Sentence, find
from shield.words import Stems, fold, tokens

MAX_TEXTS = 1_000  # that an edition is compared with
MAX_SHOWN = 50  # rows that are looked at for the desk

Text = tuple[WorldText, int, str]  # the primary key of the record, and what stands in the field
TEXTS = {(text.label, text.field): text for text in WORLD_TEXTS}


def find_world_tellings(edition: Edition) -> int:
    """Replace the `WorldTelling` rows of an edition; returns how many there are now.

    Compared are the public texts about the films that it gives away, and about their franchises' films.
    """
    films = _films(edition)
    rows = _tellings(edition, _texts(films), films) if films else []
    with transaction.atomic():
        WorldTelling.objects.filter(edition=edition).delete()
        WorldTelling.objects.bulk_create(rows)
    return len(rows)


def update_world_tellings(record: Model) -> None:
    """After a record was saved: keep the rows of it that still tell something."""
    for row in WorldTelling.objects.filter(model=record._meta.label_lower, record=record.pk):
        text = TEXTS[row.model, row.field]
        texts = [(text, row.record, getattr(record, row.field))]
        told = _tellings(row.edition, texts, _films(row.edition))
        row.delete()
        WorldTelling.objects.bulk_create(told)


def open_world_tellings() -> Iterator[tuple[WorldTelling, WorldText, Model]]:
    """Those of which the text still says it, each text once. One query, and one for each model."""
    rows: dict[tuple[str, int, str], WorldTelling] = {}
    for row in WorldTelling.objects.open()[:MAX_SHOWN]:
        rows.setdefault((row.model, row.record, row.field), row)
    records = {text.label: _records(text, rows.values()) for text in TEXTS.values()}
    for (model, pk, field), row in rows.items():
        text, record = TEXTS.get((model, field)), records.get(model, {}).get(pk)
        if text and record and not _hashes(getattr(record, field)).isdisjoint(row.sentences):
            yield row, text, record


def _records(text: WorldText, rows: Iterable[WorldTelling]) -> dict[int, Model]:
    wanted = {row.record for row in rows if row.model == text.label}
    return text.records().in_bulk(wanted) if wanted else {}


def _hashes(text: str) -> set[str]:
    return {sentence_hash(sentence.text) for sentence in safe_sentences(text)}


def _withheld(edition: Edition):
    return HiddenSentence.objects.withheld(with_upcoming=True).filter(edition=edition)


def _films(edition: Edition) -> set[int]:
    return related_films(set(_withheld(edition).values_list("film", flat=True)))


def _texts(films: set[int]) -> list[Text]:
    """The public texts about these films, in one query."""
    queries = [
        text.public_rows(films).annotate(kind=Value(kind)).values_list("kind", "record", "text")
        for kind, text in enumerate(WORLD_TEXTS)
    ]
    rows = queries[0].union(*queries[1:]).order_by("kind", "record")[:MAX_TEXTS]
    return [(WORLD_TEXTS[kind], record, text) for kind, record, text in rows]


def _tellings(edition: Edition, texts: Iterable[Text], films: set[int]) -> list[WorldTelling]:
    """A row for each text that tells what the edition withholds. `films`: those whose names are masked."""
    withheld = dict(_withheld(edition).values_list("text", "around"))  # one for each sentence
    spoilers = [Sentence(text, around=around) for text, around in withheld.items()]
    safe = [
        Sentence(sentence.text, (text, record))
        for text, record, words in texts
        for sentence in safe_sentences(words)
    ]
    leaks = find(safe, spoilers, names=names_of_films(films), language=edition.safe["language"])
    leaks = _without_shown(leaks, edition.revision.document()) if leaks else []
    return [
        WorldTelling(
            edition=edition,
            model=text.label,
            record=record,
            field=text.field,
            sentences=sorted({sentence_hash(leak.safe.text) for leak in group}),
        )
        for (text, record), group in groupby(leaks, key=lambda leak: leak.safe.place)
    ]


def _without_shown(leaks: list[Leak], document: d.Document) -> list[Leak]:
    """Without those of which the review's own safe text says as much: nobody waives one of a premise."""
    stems = Stems(document.language)
    safe, _spoilers = sides(document, world_of(document))
    shown = [{stems.of(fold(word)) for word in tokens(sentence.text)} for sentence in safe]
    return [leak for leak in leaks if _tells_more(leak, shown, document.language)]


def _tells_more(leak: Leak, shown: list[set[str]], language: str) -> bool:
    """Words that stand together in a safe sentence count as one."""
    shared = set(leak.shared)
    together = set().union(*(words & shared for words in shown if len(words & shared) > 1))
    words = [*(shared - together), *sorted(together)[:1]]
    return not together or bool(find([Sentence(" ".join(words))], [leak.spoiler], language=language))
