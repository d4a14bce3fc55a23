"""Grades: how much something gives away, and of which films, as plain JSON values."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from reviews import document as d
from shield.levels import rank

UNKNOWN = UUID(int=0)  # a film that is in nobody's record


def grade(document: d.Document, spoiler: d.Spoiler | None) -> dict[str, Any]:
    """Level and films (names, and keys) of a flag. Without one: those of an inline spoiler in a safe field.

    `keys` are empty unless every film of the scope is in the record.
    """
    reviewed = (document.film,) if document.film else ()
    films = (spoiler.scope if spoiler else ()) or reviewed
    keys = [str(ref.key) for ref in films]
    return {
        "level": spoiler.level if spoiler else "major",
        "films": [ref.name for ref in films],
        "keys": [] if str(UNKNOWN) in keys else keys,
    }


def heaviest(grades: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Several grades as one: for each film, in order of first mention, the highest level."""
    levels: dict[str, str] = {}
    for item in grades:
        for film in item["films"] or [""]:
            levels[film] = max(levels.get(film, ""), item["level"], key=rank)
    return [(level, film) for film, level in levels.items()]


def films_given_away(grades: list[dict[str, Any]]) -> tuple[str, ...]:
    """The keys of the films that several grades give away, as far as they are in the record."""
    return tuple(dict.fromkeys(key for item in grades for key in item.get("keys", ())))


def is_seen(grades: list[dict[str, Any]], films: Collection[str]) -> bool:
    """Whether whoever has seen these films (keys) has seen all that is given away.

    A scope that is empty, or names a film that is in nobody's record, is never seen.
    """
    scopes = [item.get("keys") for item in grades]
    return bool(scopes) and all(scope and set(scope) <= set(films) for scope in scopes)
