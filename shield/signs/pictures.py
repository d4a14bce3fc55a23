"""Hide the words of a picture with what is hidden within its frame or right beside it."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from shield.signs.tokens import HiddenSpan, LoneTag, Tag

FRAMES = ("figure", "caption")
MAX_WORDS = 3_000  # letters beside a hidden passage in which a picture is looked for
_PICTURE = (
    r"(?:!\[[^\[\]\n]{0,500}\]\([^()\n]{1,500}\)|<img\s[^<>]{0,1000}>"
    r"|<figure\b[^<>]{0,300}>(?:(?!<figure\b).){1,2000}?</figure\s*>)"
)
_CAPTION = r"\s{0,3}(?:\*[^*\n]{1,500}\*|_[^_\n]{1,500}_)(?=[ \t]*(?:\n|\Z))"
_AFTER = re.compile(rf"\s{{0,3}}{_PICTURE}(?:{_CAPTION})?", re.DOTALL)
_CAPTION_AFTER = re.compile(_CAPTION)
_BEFORE = re.compile(rf"{_PICTURE}(?:{_CAPTION})?\s{{0,3}}\Z", re.DOTALL)
_STARTS = re.compile(r"!\[|<(?:img|figure)\b")


def with_frames(tags: Sequence[Tag], others: Sequence[HiddenSpan | LoneTag]) -> list[Tag]:
    """The tags, with a frame (`<figure>`, `[caption]`) hiding if anything in it does."""
    hiding = sorted([tag.start for tag in tags if tag.hides] + [item.start for item in others])
    opened, frames = list[int](), set[int]()
    for index, tag in enumerate(tags):
        if tag.name not in FRAMES:
            continue
        if not tag.is_end:
            opened.append(index)
        elif opened:
            first = opened.pop()
            place = bisect_left(hiding, tags[first].end)
            frames |= {first} if place < len(hiding) and hiding[place] < tag.start else set()
    return [replace(tag, hides=True) if index in frames else tag for index, tag in enumerate(tags)]


def with_pictures(found: list[HiddenSpan | LoneTag], text: str) -> list[HiddenSpan | LoneTag]:
    """Passages that do not overlap, each with the picture right before and after it, and its caption."""
    if not _STARTS.search(text):
        return found
    result, end = list[HiddenSpan | LoneTag](), 0
    for index, item in enumerate(found):
        following = found[index + 1].start if index + 1 < len(found) else len(text)
        if isinstance(item, HiddenSpan):
            item = _with_those_beside(item, text, end, following)
        result.append(item)
        end = item.end
    return result


def _with_those_beside(item: HiddenSpan, text: str, lower: int, upper: int) -> HiddenSpan:
    start, end = item.start, item.end
    before = text[max(lower, start - MAX_WORDS) : start]
    for opener in reversed(list(_STARTS.finditer(before))[-3:]):
        if _BEFORE.fullmatch(before, opener.start()):
            start -= len(before) - opener.start()
            break
    beside = _CAPTION_AFTER if _STARTS.search(item.text) else _AFTER
    if after := beside.match(text, end, min(upper, end + MAX_WORDS)):
        end = after.end()
    pieces = (text[start : item.start].strip(), item.text, text[item.end : end].strip())
    words = "\n\n".join(filter(None, pieces))
    return item if (start, end) == (item.start, item.end) else replace(item, start=start, end=end, text=words)
