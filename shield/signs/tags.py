"""Find the passages that other programs' tags hide: HTML, shortcodes, brackets, boxes, callouts, links.

`hidden_in` gives each with where it begins and ends, its text without the tags, and a label; and each tag
that has no partner. Tags in code are text.
"""

from collections.abc import Collection, Iterator
from dataclasses import replace

from shield.signs.buttons import with_opened
from shield.signs.hiding import has_any_name, pairs
from shield.signs.markups import hidden_by_markup
from shield.signs.pictures import with_frames, with_pictures
from shield.signs.sheets import hiding_names
from shield.signs.tokens import QUICK, TOKEN, HiddenSpan, LoneTag, Tag, tags_of, whole_span

__all__ = ["HiddenSpan", "LoneTag", "hidden_in", "outermost", "without_tags"]

MAX_DEPTH = 8  # of tags in one another that are removed


def hidden_in(text: str) -> list[HiddenSpan | LoneTag]:
    """Hidden passages and lone tags in the order of the text; none overlaps another."""
    others = hidden_by_markup(text)
    if not QUICK.search(text):
        return with_pictures(outermost(others, text), text)
    names, tags, found, end = hiding_names(text), list[Tag](), list[HiddenSpan | LoneTag](), 0
    while match := TOKEN.search(text, end):
        whole, end = whole_span(match, text, names), match.end()
        if whole:
            found.append(whole)
            end = max(end, whole.end)
        else:
            tags += tags_of(match, text)
    tags = with_opened([_with_sheet(tag, names) for tag in tags] if names else tags, text)
    tags = with_frames(tags, [*others, *found])
    return with_pictures(outermost([*others, *found, *_paired(tags, text)], text), text)


def _with_sheet(tag: Tag, names: Collection[str]) -> Tag:
    """The tag, hiding if a style sheet of the text hides its name, its class or its id."""
    is_named = tag.name in names or has_any_name(pairs(tag.attributes), names)
    return replace(tag, hides=True) if is_named else tag


def _paired(tags: list[Tag], text: str) -> Iterator[HiddenSpan | LoneTag]:
    """Passages between tags of one name, and the hiding tags that have no partner."""
    open_tags: dict[tuple[str, str], list[Tag]] = {}
    pieces, codes = list[tuple[Tag, Tag]](), list[Tag]()
    for tag in tags:
        stack = open_tags.setdefault((tag.family, tag.name), [])
        if tag.family == "code" and tag.name == "end":  # of whatever was opened last
            stack = _last_open(codes, open_tags)
        if not tag.is_end:
            stack.append(tag)
            codes += [tag] if tag.family == "code" else []
        elif stack:
            pieces.append((stack.pop(), tag))
        elif tag.hides and tag.family != "box":
            yield LoneTag(tag.start, tag.end, is_end=True, is_named=tag.name != "details")
    for stack in open_tags.values():
        yield from (LoneTag(tag.start, tag.end, False, tag.label) for tag in stack if tag.hides)
    reached = 0
    for first, last in sorted(pieces, key=lambda pair: (pair[0].start, -pair[1].end)):
        if first.hides and last.end > reached:  # one within another would copy its text once more
            reached, inner = last.end, text[first.end : last.start]
            yield HiddenSpan(first.start, last.end, inner.strip(), first.label, "\n" in inner)


def _last_open(codes: list[Tag], open_tags: dict[tuple[str, str], list[Tag]]) -> list[Tag]:
    """The stack of the shortcode that was opened last and is still open. Takes closed ones off `codes`."""
    while codes:
        tag = codes.pop()
        stack = open_tags[tag.family, tag.name]
        if stack and stack[-1] is tag:
            return stack
    return []


def outermost(found: list[HiddenSpan | LoneTag], text: str) -> list[HiddenSpan | LoneTag]:
    """Those within no other; of two that cross, what of the second is left after the first."""
    result: list[HiddenSpan | LoneTag] = []
    for item in sorted(found, key=lambda item: (item.start, -item.end)):
        end = result[-1].end if result else 0
        if item.start >= end:
            result.append(item)
        elif item.end > end and isinstance(item, HiddenSpan):
            result.append(HiddenSpan(end, item.end, text[end : item.end].strip()))
    return result


def without_tags(text: str) -> str:
    """A hidden text without the hiding tags in it: what they hide is hidden already."""
    for _depth in range(MAX_DEPTH):
        found = hidden_in(text)
        if not found:
            break
        pieces, end = [], 0
        for item in found:
            inner = f"{item.label} {item.text}" if isinstance(item, HiddenSpan) else item.label
            pieces += [text[end : item.start], inner.strip()]
            end = item.end
        text = "".join([*pieces, text[end:]])
    return text
