"""Inline spoilers: `>!what spoils!<` in any Markdown, cut before anything else reads the text.

They fail closed, to the end of the field: an opener without closer hides all
that follows, a closer without opener all that stands before it. A backslash
before a mark makes it plain text. A mark is a mark wherever it stands, code
included. No Django in here.
"""

import re
from dataclasses import dataclass

OPENER, CLOSER = ">!", "!<"
# Private letters that stand for a cut run, or for its edges, while Markdown is parsed.
CUT, CUT_END, EDGE, EDGE_END = "\ue000", "\ue001", "\ue002", "\ue003"
_PRIVATE = dict.fromkeys(range(57344, 57360), "�")
# The same letters written as entities, which Markdown would turn into them.
_PRIVATE_ENTITY = re.compile(r"&#(?:[xX]0*[eE]00[0-9a-fA-F]|0*573(?:4[4-9]|5[0-9]));")
# A footnote or a link defined right behind a closer: it must still begin a line, or it is printed.
_DEFINED = re.compile(r"[ \t]*\[[^\]\n]+\]:")
_MARK = re.compile(r"\\.|>!|!<", re.DOTALL)
_OPENS, _CLOSES = re.compile(r"[*_]*\Z"), re.compile(r"[*_]*")


@dataclass(frozen=True)
class Run:
    """A stretch of a field's source, shown or hidden."""

    text: str
    is_hidden: bool


@dataclass(frozen=True)
class Cut:
    runs: tuple[Run, ...]
    is_broken: bool  # a mark without its partner, or one inside another


def cut(text: str) -> Cut:
    """The field split at its marks, every character but the marks in exactly one run."""
    runs: list[Run | _Before] = []
    is_broken = False
    start, opened = 0, False
    for mark in _MARK.finditer(text):
        if mark[0] == OPENER and not opened:
            runs.append(Run(text[start : mark.start()], is_hidden=False))
            start, opened = mark.end(), True
        elif mark[0] == OPENER:
            is_broken = True
        elif mark[0] == CLOSER:
            runs.append(Run(text[start : mark.start()], is_hidden=opened))
            if not opened:  # an orphan: all that stands before it is hidden
                is_broken, runs = True, [_Before(mark.end())]
            start, opened = mark.end(), False
    runs.append(Run(text[start:], is_hidden=opened))
    return Cut(tuple(_settled(runs, text)), is_broken or opened)


@dataclass(frozen=True)
class _Before:
    """All of the field before a place, hidden by a closer without opener."""

    end: int


def _settled(runs: list, text: str) -> list[Run]:
    if isinstance(runs[0], _Before):
        unmarked = _MARK.sub(lambda mark: mark[0] if mark[0][0] == "\\" else "", text[: runs[0].end])
        runs = [Run(unmarked, is_hidden=True), *runs[1:]]
    return [run for run in runs if run.text or run.is_hidden]


def has_hidden(text: str) -> bool:
    return any(run.is_hidden for run in cut(text).runs)


def without_marks(text: str) -> str:
    """The words alone, hidden ones included. For comparing two markings of one text."""
    return "".join(run.text for run in cut(text).runs)


def words_with_hidden(text: str) -> str:
    """The words of a text in which something is hidden, all of them; nothing of any other."""
    return without_marks(text) if has_hidden(text) else ""


def _always(match: re.Match[str] | None) -> str:
    """What was matched by a pattern that matches any text, the empty one included."""
    assert match is not None
    return match[0]


def hidden_places(text: str) -> frozenset[int]:
    """The places, in the text without marks, of every character that is hidden."""
    places: set[int] = set()
    at = 0
    for run in cut(text).runs:
        if run.is_hidden:
            places.update(range(at, at + len(run.text)))
        at += len(run.text)
    return frozenset(places)


def spans(places) -> list[tuple[int, int]]:
    """Places as half-open spans, in order."""
    result: list[tuple[int, int]] = []
    for place in sorted(places):
        if result and result[-1][1] == place:
            result[-1] = (result[-1][0], place + 1)
        else:
            result.append((place, place + 1))
    return result


def with_hidden(words: str, places) -> str:
    """A text without marks, marked so that at least the characters at `places` are hidden."""
    pieces, at = [], 0
    for start, end in spans(places):
        pieces += [words[at:start], OPENER, words[start:end], CLOSER]
        at = end
    marked = "".join([*pieces, words[at:]])
    # A backslash before a mark would make it plain text: then all is hidden.
    return marked if hidden_places(marked) >= set(places) else f"{OPENER}{words}\n{CLOSER}"


def grouped(text: str) -> list[Run]:
    """The runs of a field; hidden ones with no word between them count as one: their number tells nothing.

    A sign of emphasis that pairs with one inside such a group belongs to it, and would be printed as a sign.
    """
    groups: list[Run] = []
    closing = ""  # the sign that would close what was opened inside the group
    for run in cut(text).runs:
        if run.is_hidden and _is_hidden_then_gap(groups):
            gap, before = groups.pop().text, groups.pop().text
            opening = _taken_from_before(groups, gap)
            closing = _always(_OPENS.search(gap))
            run = Run(opening + before + gap + run.text, is_hidden=True)
        elif run.is_hidden and groups and groups[-1].is_hidden:
            run = Run(groups.pop().text + run.text, is_hidden=True)
        elif closing and run.text.startswith(closing) and groups[-1].is_hidden:
            groups[-1] = Run(groups[-1].text + closing, is_hidden=True)
            run = Run(run.text.removeprefix(closing), is_hidden=False)
            closing = ""
        groups.append(run)
    return groups


def _is_hidden_then_gap(groups: list[Run]) -> bool:
    return len(groups) > 1 and groups[-2].is_hidden and not any(map(str.isalnum, groups[-1].text))


def _taken_from_before(groups: list[Run], gap: str) -> str:
    """The sign before a group that the gap inside it closes, taken from the shown text; empty without one."""
    sign = _always(_CLOSES.match(gap))
    if not (sign and groups and groups[-1].text.endswith(sign)):
        return ""
    groups[-1] = Run(groups[-1].text.removesuffix(sign), is_hidden=False)
    return sign


def safe_source(text: str) -> str:
    """The source without what is hidden, a numbered token in the place of each group of hidden runs."""
    pieces: list[str] = []
    tokens = 0
    for run in grouped(_without_tokens(text)):
        if pieces and _DEFINED.match(run.text) and not run.is_hidden:
            pieces.append("\n\n")
        pieces.append(f"{CUT}{tokens}{CUT_END}" if run.is_hidden else run.text)
        tokens += run.is_hidden
    return "".join(pieces)


def _without_tokens(text: str) -> str:
    return _PRIVATE_ENTITY.sub("\ufffd", text.translate(_PRIVATE))


def hidden_passages(text: str) -> tuple[str, ...]:
    """The source of what each token of `safe_source` stands for, in its order."""
    return tuple(run.text for run in grouped(text) if run.is_hidden)


# What a Markdown line may begin with before its words: lists, quotes, headings.
_PREFIX = re.compile(r"[ \t]*(?:(?:[-*+]|\d{1,9}[.)]|#{1,6}|>)[ \t]+)*")
_FENCE = re.compile(r"[ \t]*(?:```|~~~)")


def marked_source(text: str) -> str:
    """The whole source, the edges of what is hidden as private letters, line by line.

    Line by line, so that a spoiler over three paragraphs or list items is
    tinted in each, and no tag is left open across blocks.
    """
    pieces = []
    for run in cut(_without_tokens(text)).runs:
        pieces.append("\n".join(map(_edged, run.text.split("\n"))) if run.is_hidden else run.text)
    return "".join(pieces)


def _edged(line: str) -> str:
    if not line.strip() or _FENCE.match(line):
        return line
    prefix = _always(_PREFIX.match(line))
    return f"{prefix}{EDGE}{line[len(prefix) :]}{EDGE_END}"
