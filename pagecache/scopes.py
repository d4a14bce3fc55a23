"""Scopes: the names of what a public page is made of, and of what a writer changes.

A scope is a row (`film:7`) or all rows of a model (`film`), for pages that list them.
"""

from collections.abc import Iterable
from typing import TypeAlias

from django.db.models import Model

EVERYTHING = "everything"  # every page is made of it: for imports, which change too much to name
Thing: TypeAlias = Model | type[Model] | str


def scope(model: type[Model], pk: int) -> str:
    """The scope of one row, without loading it."""
    return f"{model._meta.model_name}:{pk}"


def scopes(model: type[Model], pks: Iterable[int]) -> list[str]:
    return [scope(model, pk) for pk in pks]


def scope_of(thing: Thing) -> str:
    """Of a row, of a model (all its rows); a string is a scope already."""
    if isinstance(thing, str):
        return thing
    if isinstance(thing, Model):
        return scope(type(thing), thing.pk)
    return str(thing._meta.model_name)


def changed_scopes(things: Iterable[Thing]) -> set[str]:
    """What a change of these things touches: each row, and the lists of its model."""
    rows = {scope_of(thing) for thing in things}
    return rows | {name.partition(":")[0] for name in rows}


def subjects_of(*rows: Model) -> list[Thing]:
    """Whose public pages show these rows: `page_subjects()` of each that has it, else the row itself."""
    return [
        thing for row in rows for thing in (row.page_subjects() if hasattr(row, "page_subjects") else [row])
    ]
