"""Grades: the level of a spoiler and the films it gives away, as JSON values. Usual levels of kinds.

Marks only add: what a passage gives away is the higher of the levels of its
field and its mark, and the films of both.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, cast
from uuid import UUID

from reviews import document as d
from shield.levels import rank
from shield.mark_grades import MarkGrade
from shield.markdown import safe_text
from shield.marks import hidden_runs, safe_source

UNKNOWN = UUID(int=0)  # stands for a film that is not in the database, or cannot be read in a mark
_UNKNOWN_FILM = d.Ref(key=UNKNOWN, name="")

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
    """Level, films (names) and keys of a spoiler; without one, of a mark without braces in a safe field.

    `keys` is empty unless every film of the scope is in the database.
    """
    reviewed = (document.film,) if document.film else ()
    films = (spoiler.scope if spoiler else ()) or reviewed
    keys = [str(ref.key) for ref in films]
    return {
        "level": spoiler.level if spoiler else "major",
        "films": [ref.name for ref in films if ref.name],
        "keys": [] if str(UNKNOWN) in keys else keys,
    }


def passage_spoiler(document: d.Document, flag: d.Spoiler | None, mark: MarkGrade) -> d.Spoiler:
    """What a marked passage gives away. `flag`: of its part; without one, a bare mark is major."""
    level = max(flag.level if flag else "", mark.level or ("" if flag else "major"), key=rank)
    named = {str(ref.key): ref for ref in (*document.named_films, document.film) if ref}
    films = [named.get(name, _UNKNOWN_FILM) for name in mark.films]
    films += [] if mark.is_readable else [_UNKNOWN_FILM]
    if flag and films:
        films += flag.scope or ((document.film,) if document.film else ())
    scope = {ref.key: ref for ref in films or (flag.scope if flag else ())}
    return d.Spoiler(level=cast(d.Level, level), scope=tuple(scope[key] for key in sorted(scope)))


def whole_spoiler(document: d.Document, flag: d.Spoiler | None, text: str) -> d.Spoiler:
    """What a field gives away that is hidden as a whole, with the marks inside it."""
    spoiler = flag or d.Spoiler(level="major")
    for run in hidden_runs(text):
        spoiler = passage_spoiler(document, spoiler, run.grade)
    return spoiler


def grade_of_mark(document: d.Document, flag: d.Spoiler | None) -> Callable[[MarkGrade], dict | None]:
    """A function of what a mark says: the grade of its passage, None if that adds nothing to its part's."""
    own = grade(document, flag) if flag else None

    @cache
    def grade_of(mark: MarkGrade) -> dict[str, Any] | None:
        passage = grade(document, passage_spoiler(document, flag, mark))
        return None if own and is_same([own], [passage]) else passage

    return grade_of


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


def is_covered(grade: dict[str, Any], by: list[dict[str, Any]]) -> bool:
    """Whether whoever asked for the grades `by` has asked for this one too."""
    asked: dict[str, str] = {}
    for item in by:
        asked |= {key: max(asked.get(key, ""), item["level"], key=rank) for key in item.get("keys", ())}
    keys = grade.get("keys", ())
    return bool(keys) and all(rank(grade["level"]) <= rank(asked.get(key, "")) for key in keys)


def cut_grade(part: dict[str, Any], field: str, index: int) -> dict[str, Any]:
    """The grade of the n-th passage in a field of a rendered part."""
    grades = part.get("cuts", {}).get(field, ())
    return grades[index] if index < len(grades) else part["cut"]


def films_given_away(grades: list[dict[str, Any]]) -> tuple[str, ...]:
    """The keys of the films that these grades give away, as far as they are in the database."""
    return tuple(dict.fromkeys(key for item in grades for key in item.get("keys", ())))
