"""Grades: the level of a spoiler and the films it gives away, as JSON values. Usual levels of kinds."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from reviews import document as d
from shield.levels import rank
from shield.markdown import safe_text
from shield.marks import safe_source

UNKNOWN = UUID(int=0)  # stands for a film that is no longer in the database

# The kinds of section that usually give something away, and how much. The form sets these levels, the
# standard review begins with them, and a section of such a kind left safe needs a reason (`safe_kinds`).
USUAL_LEVELS: Mapping[d.Kind, d.Level] = {
    "plot": "mild",
    "cameos": "major",
    "twists": "major",
    "ending": "ending",
}


def is_left_safe(section: d.Section) -> bool:
    """Whether anyone reads something of this section, although its kind usually gives something away.

    Not one that is flagged or still empty, nor one in which marks hide every word and picture.
    """
    if section.kind not in USUAL_LEVELS or section.spoiler:
        return False
    has_picture = "![" in safe_source(section.text)
    return bool(section.heading.strip() or safe_text(section.text) or has_picture)


def grade(document: d.Document, spoiler: d.Spoiler | None) -> dict[str, Any]:
    """Level, films (names) and keys of a flag; without one, the grade of an inline spoiler in a safe field.

    `keys` is empty unless every film of the scope is in the database.
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
    """(level, film) for each film, in order of first mention, at its highest level."""
    levels: dict[str, str] = {}
    for item in grades:
        for film in item["films"] or [""]:
            levels[film] = max(levels.get(film, ""), item["level"], key=rank)
    return [(level, film) for film, level in levels.items()]


def is_same(one: list[dict[str, Any]], other: list[dict[str, Any]]) -> bool:
    """Whether two passages give away the same films at the same levels: one placeholder serves both."""
    return set(heaviest(one)) == set(heaviest(other)) and _scope(one) == _scope(other)


def _scope(grades: list[dict[str, Any]]) -> set[str] | None:
    """The keys of the films; None if one of them is unknown."""
    return set(films_given_away(grades)) if all(item.get("keys") for item in grades) else None


def films_given_away(grades: list[dict[str, Any]]) -> tuple[str, ...]:
    """The keys of the films that these grades give away, as far as they are in the database."""
    return tuple(dict.fromkeys(key for item in grades for key in item.get("keys", ())))
