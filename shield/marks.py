"""Spoiler marks: `>!spoiler!<` in any Markdown text, cut out before the Markdown is parsed.

Marks fail closed: an opener without closer hides the rest of the field, a
closer without opener all of the field before it. A backslash before a mark
escapes it. Marks work anywhere, also in code. No Django in here.
"""

import re
from dataclasses import dataclass

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
    """A run of a field's source, shown or hidden as a whole."""

    text: str
    is_hidden: bool


@dataclass(frozen=True)
class Cut:
    runs: tuple[Run, ...]
    is_broken: bool  # a mark without its partner, or one inside another


def cut(text: str) -> Cut:
    """Split a field at its marks; every character except the marks is in exactly one run."""
    runs: list[Run | _HiddenStart] = []
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
            if not opened:  # closer without opener: everything before it is hidden
                is_broken, runs = True, [_HiddenStart(mark.end())]
            start, opened = mark.end(), False
    runs.append(Run(text[start:], is_hidden=opened))
    return Cut(tuple(_final_runs(runs, text)), is_broken or opened)


@dataclass(frozen=True)
class _HiddenStart:
    """The field up to `end`, hidden by a closer without opener."""

    end: int


def _final_runs(runs: list, text: str) -> list[Run]:
    if isinstance(runs[0], _HiddenStart):
        unmarked = _MARK.sub(lambda mark: mark[0] if mark[0][0] == "\\" else "", text[: runs[0].end])
        runs = [Run(unmarked, is_hidden=True), *runs[1:]]
    return [run for run in runs if run.text or run.is_hidden]


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


def hidden_places(text: str) -> frozenset[int]:
    """The indexes, in the text without marks, of all hidden characters."""
    places, start = set[int](), 0
    for run in cut(text).runs:
        if run.is_hidden:
            places.update(range(start, start + len(run.text)))
        start += len(run.text)
    return frozenset(places)


def spans(places) -> list[tuple[int, int]]:
    """Indexes as half-open spans, in order."""
    result: list[tuple[int, int]] = []
    for place in sorted(places):
        if result and result[-1][1] == place:
            result[-1] = (result[-1][0], place + 1)
        else:
            result.append((place, place + 1))
    return result


def with_hidden(text: str, places) -> str:
    """Add marks to a text without marks, so that at least the characters at `places` are hidden."""
    pieces, position = [], 0
    for start, end in spans(places):
        pieces += [text[position:start], OPENER, text[start:end], CLOSER]
        position = end
    marked = "".join([*pieces, text[position:]])
    # A backslash in the text may escape an added mark: then hide the whole text.
    return marked if hidden_places(marked) >= set(places) else f"{OPENER}{text}\n{CLOSER}"


def grouped(text: str) -> list[Run]:
    """The runs of a field; hidden ones with no word between them are merged: their number reveals nothing.

    An emphasis marker outside that pairs with one inside such a group is moved
    into it: alone it would be printed.
    """
    groups: list[Run] = []
    closing = ""  # emphasis marker that closes one opened inside the group
    for run in cut(text).runs:
        if run.is_hidden and _is_hidden_then_gap(groups):
            gap, before = groups.pop().text, groups.pop().text
            opening = _take_opening_marker(groups, gap)
            closing = _matched(_TRAILING_EMPHASIS.search(gap))
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


def _take_opening_marker(groups: list[Run], gap: str) -> str:
    """Remove and return the emphasis marker before a group that its gap closes; "" without one."""
    marker = _matched(_LEADING_EMPHASIS.match(gap))
    if not (marker and groups and groups[-1].text.endswith(marker)):
        return ""
    groups[-1] = Run(groups[-1].text.removesuffix(marker), is_hidden=False)
    return marker


def safe_source(text: str) -> str:
    """The source with a numbered token in place of each group of hidden runs."""
    pieces, tokens = list[str](), 0
    for run in grouped(_without_tokens(text)):
        if pieces and _DEFINITION.match(run.text) and not run.is_hidden:
            pieces.append("\n\n")
        pieces.append(f"{CUT}{tokens}{CUT_END}" if run.is_hidden else run.text)
        tokens += run.is_hidden
    return "".join(pieces)


def _without_tokens(text: str) -> str:
    return _PRIVATE_ENTITY.sub("\ufffd", text.translate(_PRIVATE))


def hidden_passages(text: str) -> tuple[str, ...]:
    """The source behind each token of `safe_source`, in order."""
    return tuple(run.text for run in grouped(text) if run.is_hidden)


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
