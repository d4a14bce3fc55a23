"""Spoiler marks: `>!spoiler!<` in any Markdown text, cut out before the Markdown is parsed.

Marks fail closed: an opener without closer hides the rest of the field, a
closer without opener all of the field before it. A backslash before a mark
escapes it. Marks work anywhere, also in code. A mark may say what it gives
away, `>!{ending; of=KEY} …!<` (shield.mark_grades); braces directly after an
opener are part of the mark.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from shield.mark_grades import BRACES, PLAIN, UNREADABLE, MarkGrade, read_braces

OPENER, CLOSER = ">!", "!<"
# Private-use characters that stand for a hidden run, or for its edges, while Markdown is parsed.
CUT, CUT_END, EDGE, EDGE_END = "\ue000", "\ue001", "\ue002", "\ue003"
_PRIVATE = dict.fromkeys(range(0xE000, 0xE010), "�")
# The same characters as entities, which Markdown would convert into them.
_PRIVATE_ENTITY = re.compile(r"&#(?:[xX]0*[eE]00[0-9a-fA-F]|0*573(?:4[4-9]|5[0-9]));")
# A footnote or link definition directly after a closer: unless it starts a line, Markdown prints it.
_DEFINITION = re.compile(r"[ \t]*\[[^\]\n]+\]:")
_MARK = re.compile(r"\\.|>!|!<", re.DOTALL)
_TRAILING_EMPHASIS, _LEADING_EMPHASIS = re.compile(r"[*_]*\Z"), re.compile(r"[*_]*")


@dataclass(frozen=True)
class Run:
    """A run of a field's source, shown or hidden as a whole. `grade`: what its mark gives away."""

    text: str
    is_hidden: bool
    grade: Any = None


@dataclass(frozen=True)
class Cut:
    runs: tuple[Run, ...]
    is_broken: bool  # a mark without its partner, or one inside another


def cut(text: str) -> Cut:
    """Split a field at its marks; every character except the marks is in exactly one run."""
    runs: list[Run] = []
    is_broken, opened, start = False, None, 0
    for mark, begin, end, grade in _marks(text):
        if mark == OPENER and opened:
            is_broken = True
            continue
        if mark == CLOSER and not opened:  # everything before it is hidden
            before = (*(run.text for run in runs), text[start:begin])
            runs, is_broken = [Run("".join(map(_without_openers, before)), True, UNREADABLE)], True
        else:
            runs.append(Run(text[start:begin], mark == CLOSER, opened))
        opened, start = grade, end
    runs.append(Run(text[start:], bool(opened), opened))
    return Cut(tuple(run for run in runs if run.text or run.is_hidden), is_broken or bool(opened))


def _marks(text: str) -> Iterator[tuple[str, int, int, MarkGrade | None]]:
    """Each mark, where it begins, where it ends (after its braces), and of an opener what it gives away."""
    end = 0
    while match := _MARK.search(text, end):
        end, grade = match.end(), None
        if match[0] == OPENER:
            grade, end = _grade_at(text, end)
        if match[0] in (OPENER, CLOSER):
            yield match[0], match.start(), end, grade


def _grade_at(text: str, position: int) -> tuple[MarkGrade, int]:
    """What stands in the braces after an opener, and where its passage begins. Without an end: unreadable."""
    braces = BRACES.match(text, position)
    if braces:
        return read_braces(braces[1]), braces.end()
    return (UNREADABLE if text.startswith("{", position) else PLAIN), position


def _without_openers(text: str) -> str:
    return _MARK.sub(lambda mark: mark[0] if mark[0][0] == "\\" else "", text)


def has_hidden(text: str) -> bool:
    return any(run.is_hidden for run in cut(text).runs)


def without_marks(text: str) -> str:
    """The text without its marks, hidden passages included. For comparing two markings of one text."""
    return "".join(run.text for run in cut(text).runs)


def words_with_hidden(text: str) -> str:
    """The full text without marks if anything in it is hidden, else ""."""
    return without_marks(text) if has_hidden(text) else ""


def _matched(match: re.Match[str] | None) -> str:
    """The text of a match, for patterns that match any text."""
    assert match is not None
    return match[0]


def hidden_places(text: str) -> dict[int, MarkGrade]:
    """The indexes, in the text without marks, of all hidden characters, with what their marks say."""
    places, start = dict[int, MarkGrade](), 0
    for run in cut(text).runs:
        if run.is_hidden:
            places.update(dict.fromkeys(range(start, start + len(run.text)), run.grade))
        start += len(run.text)
    return places


def spans(places: Mapping[int, MarkGrade]) -> list[tuple[int, int, MarkGrade]]:
    """Indexes as half-open spans of one grade, in order."""
    result: list[tuple[int, int, MarkGrade]] = []
    for place in sorted(places):
        if result and result[-1][1] == place and result[-1][2] == places[place]:
            result[-1] = (result[-1][0], place + 1, places[place])
        else:
            result.append((place, place + 1, places[place]))
    return result


def with_hidden(text: str, places: Mapping[int, MarkGrade]) -> str:
    """Add marks to a text without marks, so that at least the characters at `places` are hidden."""
    pieces, position = [], 0
    for start, end, grade in spans(places):
        pieces += [text[position:start], marked(text[start:end], grade)]
        position = end
    marked_text = "".join([*pieces, text[position:]])
    if hidden_places(marked_text).items() >= places.items():
        return marked_text
    # A backslash in the text escapes an added mark: hide the whole text.
    grades = set(places.values())
    return marked(f"{text}\n", grades.pop() if len(grades) == 1 else UNREADABLE)


def marked(text: str, grade: MarkGrade = PLAIN) -> str:
    """The text as a hidden passage."""
    return f"{OPENER}{_braces(grade, text)}{text}{CLOSER}"


def _braces(grade: MarkGrade, text: str) -> str:
    """The braces of a passage; empty ones before a text that begins with a brace of its own."""
    return str(grade) or ("{} " if text.startswith("{") else "")


def regraded(text: str, change: Callable[[MarkGrade], MarkGrade]) -> str:
    """The same text with `change` made to what its marks say, as far as that can be read."""
    pieces, position = [], 0
    for _mark, begin, end, grade in _marks(text):
        if grade and grade.is_readable and (new := change(grade)) != grade:
            pieces += [text[position:begin], OPENER, _braces(new, text[end:])]
            position = end
    return "".join([*pieces, text[position:]])


def films_named(text: str) -> set[str]:
    """The films that the marks of a text name, as written there."""
    return {film for run in cut(text).runs if run.is_hidden for film in run.grade.films}


GradeOf = Callable[[MarkGrade], Any]


def as_written(grade: MarkGrade) -> MarkGrade:
    return grade


def grouped(text: str, grade_of: GradeOf = as_written) -> list[Run]:
    """The runs of a field; hidden ones of one grade with no word between them are merged.

    Their number would reveal something. `grade_of` tells grades apart, and becomes the grade of the run;
    None: a passage that is shown. An emphasis marker outside that pairs with one inside such a group is
    moved into it: alone it would be printed.
    """
    groups: list[Run] = []
    closing = ""  # emphasis marker that closes one opened inside the group
    for run in _runs(text, grade_of):
        if run.is_hidden and _is_hidden_then_gap(groups, run.grade):
            gap, before = groups.pop().text, groups.pop().text
            opening = _take_opening_marker(groups, gap)
            closing = _matched(_TRAILING_EMPHASIS.search(gap))
            run = replace(run, text=opening + before + gap + run.text)
        elif run.is_hidden and groups and groups[-1].is_hidden and groups[-1].grade == run.grade:
            run = replace(run, text=groups.pop().text + run.text)
        elif closing and run.text.startswith(closing) and groups[-1].is_hidden:
            groups[-1] = replace(groups[-1], text=groups[-1].text + closing)
            run = replace(run, text=run.text.removeprefix(closing))
            closing = ""
        groups.append(run)
    return groups


def _runs(text: str, grade_of: GradeOf) -> Iterator[Run]:
    """The runs of a field with their grades; shown ones next to each other are one."""
    shown = ""
    for run in cut(text).runs:
        grade = grade_of(run.grade) if run.is_hidden else None
        if grade is None:
            shown += run.text
            continue
        if shown:
            yield Run(shown, is_hidden=False)
        shown = ""
        yield replace(run, grade=grade)
    if shown:
        yield Run(shown, is_hidden=False)


def _is_hidden_then_gap(groups: list[Run], grade: Any) -> bool:
    if len(groups) < 2 or not groups[-2].is_hidden or groups[-2].grade != grade:
        return False
    return not any(map(str.isalnum, groups[-1].text))


def _take_opening_marker(groups: list[Run], gap: str) -> str:
    """Remove and return the emphasis marker before a group that its gap closes; "" without one."""
    marker = _matched(_LEADING_EMPHASIS.match(gap))
    if not (marker and groups and groups[-1].text.endswith(marker)):
        return ""
    groups[-1] = replace(groups[-1], text=groups[-1].text.removesuffix(marker))
    return marker


def safe_source(text: str, grade_of: GradeOf = as_written) -> str:
    """The source with a numbered token in place of each group of hidden runs."""
    pieces, tokens = list[str](), 0
    for run in grouped(_without_tokens(text), grade_of):
        if pieces and _DEFINITION.match(run.text) and not run.is_hidden:
            pieces.append("\n\n")
        pieces.append(f"{CUT}{tokens}{CUT_END}" if run.is_hidden else run.text)
        tokens += run.is_hidden
    return "".join(pieces)


def _without_tokens(text: str) -> str:
    return _PRIVATE_ENTITY.sub("\ufffd", text.translate(_PRIVATE))


def hidden_runs(text: str, grade_of: GradeOf = as_written) -> tuple[Run, ...]:
    """The run behind each token of `safe_source`, in order."""
    return tuple(run for run in grouped(text, grade_of) if run.is_hidden)


def hidden_passages(text: str, grade_of: GradeOf = as_written) -> tuple[str, ...]:
    """The source behind each token of `safe_source`, in order."""
    return tuple(run.text for run in hidden_runs(text, grade_of))


# Prefixes of a Markdown line: lists, quotes, headings.
_PREFIX = re.compile(r"[ \t]*(?:(?:[-*+]|\d{1,9}[.)]|#{1,6}|>)[ \t]+)*")
_FENCE = re.compile(r"[ \t]*(?:```|~~~)")


def marked_source(text: str) -> str:
    """The full source, with private-use characters at the edges of hidden passages on each line.

    Line by line, so that a spoiler over several paragraphs or list items is
    tinted in each, and no tag stays open across blocks.
    """
    pieces = []
    for run in cut(_without_tokens(text)).runs:
        pieces.append("\n".join(map(_with_edges, run.text.split("\n"))) if run.is_hidden else run.text)
    return "".join(pieces)


def _with_edges(line: str) -> str:
    if not line.strip() or _FENCE.match(line):
        return line
    prefix = _matched(_PREFIX.match(line))
    return f"{prefix}{EDGE}{line[len(prefix) :]}{EDGE_END}"
