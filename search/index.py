"""Write the search index: `put` and `drop`, called in the transaction that changes the indexed object."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection, transaction

from search.engines import SAFE, WITHHELD
from search.models import Row, SpoilerWords
from search.words import stems

# Increment it when the content of rows changes: `refresh_derived` then rebuilds the older ones.
VERSION = 2
MAX_LENGTH = 200_000  # characters of one field: both engines have limits, and no review comes near
FIELDS = ("title", "names", "body")
WORDS = ("title_words", "names_words", "opening_words", "body_words")
OPENING = 400  # characters at the beginning of the body that rank higher: a review's dek and first sentences


@dataclass(frozen=True)
class Entry:
    """The searchable text of an object. All fields but `spoilers` are public plain text."""

    kind: str
    thing: int  # primary key in the table of its kind
    title: str
    names: str = ""  # other titles, people: ranked below the title, above the body
    body: str = ""
    spoilers: str = ""  # withheld text: never shown, searched only on request


def put(*entries: Entry) -> None:
    """Insert or replace entries. Three queries for any number."""
    _require_transaction("put")
    rows = Row.objects.bulk_create(
        map(_row, entries),
        update_conflicts=True,
        unique_fields=["kind", "thing"],
        update_fields=[*FIELDS, *WORDS, "version"],
    )
    by_row = dict(zip((row.pk for row in rows), entries, strict=True))
    SpoilerWords.objects.filter(row__in=[pk for pk, entry in by_row.items() if not entry.spoilers]).delete()
    SpoilerWords.objects.bulk_create(
        [SpoilerWords(row_id=pk, words=_all_words(entry)) for pk, entry in by_row.items() if entry.spoilers],
        update_conflicts=True,
        unique_fields=["row"],
        update_fields=["words"],
    )


def drop(kind: str, things: Iterable[int]) -> None:
    """Delete the entries of these objects (primary keys)."""
    _require_transaction("drop")
    Row.objects.filter(kind=kind, thing__in=list(things)).delete()


def forget_dropped() -> None:
    """Take the words of deleted entries out of the tables of FTS5, which keeps them until it merges."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        for table, _key in (SAFE, WITHHELD):
            cursor.execute(f"INSERT INTO {table}_fts({table}_fts) VALUES ('optimize')")


def _require_transaction(name: str) -> None:
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError(
            f"search.index.{name}() belongs inside the writer's transaction."
        )


def _row(entry: Entry) -> Row:
    texts = {name: getattr(entry, name).replace("\x00", "")[:MAX_LENGTH] for name in FIELDS}
    words = {f"{name}_words": _padded_stems(text) for name, text in texts.items()}
    opening = _padded_stems(texts["body"][:OPENING])
    names = {"kind": entry.kind, "thing": entry.thing, "version": VERSION}
    return Row(opening_words=opening, **names, **texts, **words)


def _all_words(entry: Entry) -> str:
    return _padded_stems(" ".join((entry.title, entry.names, entry.spoilers, entry.body)))


def _padded_stems(text: str) -> str:
    """The stems of a text with a space around each, so that " word " matches whole words only."""
    return f" {' '.join(stems(text[:MAX_LENGTH]))} "[:MAX_LENGTH]
