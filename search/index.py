"""Writing the index: by name, inside the transaction of whoever writes what it tells of."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection, transaction

from search.models import Row, SpoilerWords
from search.words import stems

# Raised when rows come out otherwise than before: `refresh_derived` then makes the older ones anew.
VERSION = 1
MOST = 200_000  # characters of one field; an engine has its limits, and no review comes near
FIELDS = ("title", "names", "body")
WORDS = ("title_words", "names_words", "opening_words", "body_words")
OPENING = 400  # characters of a body that say what it is about: of a review its dek and first sentences


@dataclass(frozen=True)
class Entry:
    """What may be found of a thing. All but `spoilers` is plain text that anybody may read."""

    kind: str
    thing: int  # the primary key in the table of its kind
    title: str
    names: str = ""  # other titles, people: they count for less than the title, for more than the body
    body: str = ""
    spoilers: str = ""  # what is withheld of it: never shown, found by those alone who ask for spoilers


def put(*entries: Entry) -> None:
    """Put entries in place of those that stood there for the same things. Three queries, however many."""
    _inside_a_transaction("put")
    rows = Row.objects.bulk_create(
        map(_row, entries),
        update_conflicts=True,
        unique_fields=["kind", "thing"],
        update_fields=[*FIELDS, *WORDS, "version"],
    )
    told = dict(zip((row.pk for row in rows), entries, strict=True))
    SpoilerWords.objects.filter(row__in=[pk for pk, entry in told.items() if not entry.spoilers]).delete()
    SpoilerWords.objects.bulk_create(
        [SpoilerWords(row_id=pk, words=_all_words(entry)) for pk, entry in told.items() if entry.spoilers],
        update_conflicts=True,
        unique_fields=["row"],
        update_fields=["words"],
    )


def drop(kind: str, things: Iterable[int]) -> None:
    """Take out what stands there for these things."""
    _inside_a_transaction("drop")
    Row.objects.filter(kind=kind, thing__in=list(things)).delete()


def _inside_a_transaction(name: str) -> None:
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError(
            f"search.index.{name}() belongs inside the writer's transaction."
        )


def _row(entry: Entry) -> Row:
    shown = {name: getattr(entry, name).replace("\x00", "")[:MOST] for name in FIELDS}
    words = {f"{name}_words": _padded(text) for name, text in shown.items()}
    opening = _padded(shown["body"][:OPENING])
    names = {"kind": entry.kind, "thing": entry.thing, "version": VERSION}
    return Row(opening_words=opening, **names, **shown, **words)


def _all_words(entry: Entry) -> str:
    return _padded(" ".join((entry.title, entry.names, entry.spoilers, entry.body)))


def _padded(text: str) -> str:
    """The stems of a text with a space around each, so that a whole word can be told from a part of one."""
    return f" {' '.join(stems(text[:MOST]))} "[:MOST]
