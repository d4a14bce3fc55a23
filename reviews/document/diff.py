"""Diff of two texts, as pieces that are the same, added or removed. No Django in here.

By paragraphs first, then by sentences, then by words, so that most of a long
text is never compared word by word. Uses difflib; for texts so repetitive that
this would be slow, the algorithm of E. W. Myers (An O(ND) Difference Algorithm
and Its Variations, 1986), up to a limit. Beyond, the text counts as replaced.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal

Kind = Literal["same", "added", "removed"]
Piece = tuple[Kind, str]
# (is_same, start and end in the old units, start and end in the new ones)
Edit = tuple[bool, int, int, int, int]

_LINES = re.compile(r"[^\n]*\n+|[^\n]+")
_SENTENCES = re.compile(r"(?<=[.!?…])(?<!\s)\s+")
_WORDS = re.compile(r"\s*(?:\w+(?:['’]\w+)*|[^\w\s])|\s+")  # each with its leading space
_SPACE = re.compile(r"\s*")
MAX_PAIRS = 1_000_000  # of equal units, for difflib
MAX_EDITS = 500  # added or removed units, for Myers' algorithm


def diff(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces in reading order; a single one if nothing changed, () for two empty texts."""
    if old == new:
        return (("same", new),) if new else ()
    return tuple(_joined(_pieces(_lines(old), _lines(new), (_sentences, _words))))


def _lines(text: str) -> list[str]:
    """Lines, each with the empty lines after it: on their own, empty lines would all match each other."""
    return _LINES.findall(text)


def _sentences(text: str) -> list[str]:
    """Sentences, each with its trailing space."""
    ends = [match.end() for match in _SENTENCES.finditer(text)]
    return [text[start:end] for start, end in zip([0, *ends], [*ends, len(text)], strict=True)]


def _words(text: str) -> list[str]:
    return _WORDS.findall(text)


def _pieces(before: list[str], after: list[str], finer: tuple) -> Iterator[Piece]:
    """Compare unit by unit; split differing ranges into finer units, in the end into words."""
    edits = _edits(before, after)
    if edits is None:
        yield from (("removed", "".join(before)), ("added", "".join(after)))
        return
    for is_same, i1, i2, j1, j2 in edits:
        left, right = "".join(before[i1:i2]), "".join(after[j1:j2])
        if is_same:
            yield "same", right
        elif left and right and finer:
            split, *rest = finer
            yield from _pieces(split(left), split(right), tuple(rest))
        else:
            space = _shared_space(left, right)
            yield from (("same", space), ("removed", left[len(space) :]), ("added", right[len(space) :]))


def _shared_space(left: str, right: str) -> str:
    """The leading space, if both have the same."""
    one, other = (text[: len(text) - len(text.lstrip())] for text in (left, right))
    return one if one == other else ""


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Drop empty pieces, and join adjacent ones of the same kind."""
    kind: Kind = "same"
    text = ""
    for next_kind, next_text in pieces:
        if next_text and text and next_kind == kind:
            text += next_text
        elif next_text:
            if text:
                yield kind, text
            kind, text = next_kind, next_text
    if text:
        yield kind, text


def _edits(before: Sequence[str], after: Sequence[str]) -> list[Edit] | None:
    """The edits, with the common head and tail split off first; None if that would take too long."""
    head = _common_length(before, after)
    tail = _common_length(before[head:][::-1], after[head:][::-1])
    left, right = before[head : len(before) - tail], after[head : len(after) - tail]
    middle = _middle(left, right)
    if middle is None and not head and not tail:
        return None
    if middle is None:
        middle = [(False, 0, len(left), 0, len(right))]
    shifted = [(same, i1 + head, i2 + head, j1 + head, j2 + head) for same, i1, i2, j1, j2 in middle]
    ends = (True, len(before) - tail, len(before), len(after) - tail, len(after))
    return [(True, 0, head, 0, head), *shifted, ends]


def _common_length(one: Sequence[str], other: Sequence[str]) -> int:
    """The number of equal units at the beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((index for index, (a, b) in pairs if a != b), min(len(one), len(other)))


def _middle(left: Sequence[str], right: Sequence[str]) -> list[Edit] | None:
    if not (left and right):
        return [(False, 0, len(left), 0, len(right))]
    counts = Counter(right)
    if sum(counts[unit] for unit in left) <= MAX_PAIRS // max(1, (len(left) + len(right)) // 400):
        opcodes = SequenceMatcher(None, left, right, False).get_opcodes()
        return [(tag == "equal", i1, i2, j1, j2) for tag, i1, i2, j1, j2 in opcodes]
    return _shortest(left, right)


def _shortest(left: Sequence[str], right: Sequence[str]) -> list[Edit] | None:
    """The shortest edit script (Myers); None if it has more than `MAX_EDITS` added or removed units.

    `furthest[k]` is the furthest position in `left` on diagonal k = i - j.
    """
    furthest, trace = {1: 0}, []
    for distance in range(min(MAX_EDITS, len(left) + len(right)) + 1):
        trace.append(furthest.copy())
        for k in range(-distance, distance + 1, 2):
            goes_down = k == -distance or (k != distance and furthest[k - 1] < furthest[k + 1])
            i = furthest[k + 1] if goes_down else furthest[k - 1] + 1
            j = i - k
            while i < len(left) and j < len(right) and left[i] == right[j]:
                i, j = i + 1, j + 1
            furthest[k] = i
            if i >= len(left) and j >= len(right):
                return _backtrack(trace, len(left), len(right))
    return None


def _backtrack(trace: list[dict[int, int]], i: int, j: int) -> list[Edit]:
    """The edits, reconstructed from the end by the trace of furthest positions."""
    edits: list[Edit] = []
    for distance in range(len(trace) - 1, -1, -1):
        furthest, k = trace[distance], i - j
        goes_down = k == -distance or (k != distance and furthest[k - 1] < furthest[k + 1])
        previous_k = k + 1 if goes_down else k - 1
        previous_i = furthest[previous_k]
        start = previous_i if goes_down else previous_i + 1
        edits.append((True, start, i, start - k, j))
        if distance:
            edits.append((False, previous_i, start, previous_i - previous_k, start - k))
        i, j = previous_i, previous_i - previous_k
    return [edit for edit in reversed(edits) if edit[1] < edit[2] or edit[3] < edit[4]]
