"""The braces of a spoiler mark, `>!{ending; of=KEY KEY} …!<`: what its passage gives away. No Django in here.

Both halves may be left out. A film stands there by its key; until a draft is
saved also by its slug or title: `of=john-wick`, `of="John Wick"`,
`of=John Wick, Ballerina`. What cannot be read is kept as unreadable, so that
whoever reads the mark can fail closed.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from shield.levels import Level

_QUOTED = r"\"[^\"\n]*\"|“[^”\n]*”"
# One space after the braces belongs to them.
BRACES = re.compile(rf"\{{((?:{_QUOTED}|[^{{}}\"“\n])*)\}} ?")
_TERM = re.compile(rf"(?:{_QUOTED}|[^;\"“])+")
_COMMA_PIECE = re.compile(rf"(?:{_QUOTED}|[^,\"“])+")
_WORD = re.compile(rf"{_QUOTED}|\S+")
_SLUG_OR_KEY = re.compile(r"[0-9a-z_-]+|[0-9A-F-]{36}")


@dataclass(frozen=True)
class MarkGrade:
    """What stands in the braces of a mark: a level ("": that of the field), films as written, sorted."""

    level: str = ""
    films: tuple[str, ...] = ()
    is_readable: bool = True

    def __str__(self) -> str:
        """The braces, "" if nothing stands in them."""
        terms = [self.level] if self.level else []
        terms += ["of=" + " ".join(map(_written, self.films))] if self.films else []
        terms += [] if self.is_readable else ["of="]
        return f"{{{'; '.join(terms)}}} " if terms else ""


PLAIN = MarkGrade()  # of a mark without braces
UNREADABLE = MarkGrade(is_readable=False)


def read_braces(inside: str) -> MarkGrade:
    """What stands between the braces. Nothing at all means no more than a mark without braces."""
    grade, terms = PLAIN, [term.strip() for term in _TERM.findall(inside)]
    for term in filter(None, terms):
        name, is_film, value = term.partition("=")
        if is_film and name.strip().lower() == "of" and not grade.films:
            grade = replace(grade, films=tuple(sorted(set(_names(value)))))
            grade = grade if grade.films else replace(grade, is_readable=False)
        elif term.lower() in Level.values and not grade.level:
            grade = replace(grade, level=term.lower())
        else:
            grade = replace(grade, is_readable=False)
    return grade


def _names(value: str) -> Iterator[str]:
    """The films in `of=…`: divided by commas, or by spaces if each is a key, a slug or in quotes."""
    pieces = [piece.strip() for piece in _COMMA_PIECE.findall(value)]
    words = _WORD.findall(value)
    if len(pieces) == 1 and all(word[0] in '"“' or _SLUG_OR_KEY.fullmatch(word) for word in words):
        pieces = words
    for piece in pieces:
        name = " ".join(piece.strip('"“”').split())
        if name:
            yield name.lower() if _SLUG_OR_KEY.fullmatch(name) else name


def _written(name: str) -> str:
    return name if _SLUG_OR_KEY.fullmatch(name) else f'"{name}"'


def is_writable(name: str) -> bool:
    """Whether a title can stand in braces, in quotes."""
    return not set(name) & set('"“”\n')


def with_films(grade: MarkGrade, name_of: Callable[[str], str]) -> MarkGrade:
    """The same grade with another name for each film."""
    return replace(grade, films=tuple(sorted(set(map(name_of, grade.films)))))
