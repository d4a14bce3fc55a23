"""The way from one text to another, in pieces that stayed, came or went. No Django in here.

By paragraphs first, then by sentences, then by words, so that most of a long
text is never looked at word by word. What repeats itself too much for that is
taken the shortest way (E. W. Myers, An O(ND) Difference Algorithm and Its
Variations, 1986), up to a length; beyond, it is shown as replaced.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal

Piece = tuple[Literal["same", "added", "removed"], str]
# (whether the same, from, until in the old text, from, until in the new one)
Edit = tuple[bool, int, int, int, int]

_LINES = re.compile(r"[^\n]*\n+|[^\n]+")
_SENTENCES = re.compile(r"(?<=[.!?…])(?<!\s)\s+")
_WORDS = re.compile(r"\s*(?:\w+(?:['’]\w+)*|[^\w\s])|\s+")  # each with the space before it
_SPACE = re.compile(r"\s*")
COSTLY = 1_000_000  # pairs of equal words that a look for the longest run goes through
FAR = 500  # words that came or went, up to which the shortest way is looked for


def diff(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces in reading order; of a text that did not change, one."""
    if old == new:
        return (("same", new),) if new else ()
    return tuple(_joined(_pieces(_lines(old), _lines(new), (_sentences, _words))))


def _lines(text: str) -> list[str]:
    """The lines of a text, each with the empty ones behind it: alone these are all alike."""
    return _LINES.findall(text)


def _sentences(text: str) -> list[str]:
    """The sentences of a text, each with the space behind it."""
    ends = [found.end() for found in _SENTENCES.finditer(text)]
    return [text[start:end] for start, end in zip([0, *ends], [*ends, len(text)], strict=True)]


def _words(text: str) -> list[str]:
    return _WORDS.findall(text)


def _pieces(before: list[str], after: list[str], finer: tuple) -> Iterator[Piece]:
    """Both sides unit by unit; what differs is looked at in finer units, and in words at the last."""
    steps = _steps(before, after)
    if steps is None:
        yield from (("removed", "".join(before)), ("added", "".join(after)))
        return
    for is_same, i1, i2, j1, j2 in steps:
        left, right = "".join(before[i1:i2]), "".join(after[j1:j2])
        if is_same:
            yield "same", right
        elif left and right and finer:
            split, *rest = finer
            yield from _pieces(split(left), split(right), tuple(rest))
        else:
            space = _space_before(left, right)
            yield from (("same", space), ("removed", left[len(space) :]), ("added", right[len(space) :]))


def _space_before(left: str, right: str) -> str:
    """The space that both begin with: it neither came nor went."""
    one, other = _SPACE.match(left)[0], _SPACE.match(right)[0]
    return one if one == other else ""


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Without empty ones, and neighbours of one kind as one."""
    kind, text = "", ""
    for next_kind, next_text in pieces:
        if next_text and next_kind == kind:
            text += next_text
        elif next_text:
            if text:
                yield kind, text
            kind, text = next_kind, next_text
    if text:
        yield kind, text


def _steps(before: Sequence[str], after: Sequence[str]) -> list[Edit] | None:
    """What stayed and what did not, without what both begin and end with; None if that costs too much."""
    head = _common(before, after)
    tail = _common(before[head:][::-1], after[head:][::-1])
    left, right = before[head : len(before) - tail], after[head : len(after) - tail]
    middle = _middle(left, right)
    if middle is None and not head and not tail:
        return None
    if middle is None:
        middle = [(False, 0, len(left), 0, len(right))]
    moved = [(same, i1 + head, i2 + head, j1 + head, j2 + head) for same, i1, i2, j1, j2 in middle]
    ends = (True, len(before) - tail, len(before), len(after) - tail, len(after))
    return [(True, 0, head, 0, head), *moved, ends]


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many units both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _middle(left: Sequence[str], right: Sequence[str]) -> list[Edit] | None:
    if not (left and right):
        return [(False, 0, len(left), 0, len(right))]
    times = Counter(right)
    if sum(times[unit] for unit in left) <= COSTLY // max(1, (len(left) + len(right)) // 400):
        found = SequenceMatcher(None, left, right, False).get_opcodes()
        return [(tag == "equal", *places) for tag, *places in found]
    return _shortest(left, right)


def _shortest(left: Sequence[str], right: Sequence[str]) -> list[Edit] | None:
    """The shortest way from one side to the other; None if more than `FAR` units came or went."""
    furthest, trail = {1: 0}, []
    for far in range(min(FAR, len(left) + len(right)) + 1):
        trail.append(furthest.copy())
        for lane in range(-far, far + 1, 2):
            goes_down = lane == -far or (lane != far and furthest[lane - 1] < furthest[lane + 1])
            i = furthest[lane + 1] if goes_down else furthest[lane - 1] + 1
            j = i - lane
            while i < len(left) and j < len(right) and left[i] == right[j]:
                i, j = i + 1, j + 1
            furthest[lane] = i
            if i >= len(left) and j >= len(right):
                return _walked(trail, len(left), len(right))
    return None


def _walked(trail: list[dict[int, int]], i: int, j: int) -> list[Edit]:
    """The way back through what was furthest at each step, turned round."""
    steps: list[Edit] = []
    for far in range(len(trail) - 1, -1, -1):
        furthest, lane = trail[far], i - j
        goes_down = lane == -far or (lane != far and furthest[lane - 1] < furthest[lane + 1])
        came = lane + 1 if goes_down else lane - 1
        at = furthest[came]
        start = at if goes_down else at + 1
        steps.append((True, start, i, start - lane, j))
        if far:
            steps.append((False, at, start, at - came, start - lane))
        i, j = at, at - came
    return [step for step in reversed(steps) if step[1] < step[2] or step[3] < step[4]]
