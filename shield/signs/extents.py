"""How far reaches what a callout of a notebook, a fence or the attributes of kramdown hide."""

import re
import textwrap

MAX_PARAGRAPH_LENGTH = 20_000
MAX_EMPHASIS = 2_000
_QUOTED = re.compile(r"(?:[ \t]{0,3}>)*[ \t]?")
_BLOCK = re.compile(r"[ \t]*(?:#{1,6}[ \t]|```|~~~|[-*+][ \t]|\d{1,9}[.)][ \t])")
_SIGNS = re.compile(r"(\*{1,3}|_{1,3}|~~|`{1,3})\Z")
_FENCE_FIELD = re.compile(r"[ \t]*(?P<name>title|collapse|icon|color):(?P<value>[^\n]*)(?:\n|\Z)")


def callout(text: str, depth: int, end: int) -> tuple[int, str]:
    """(the end of a callout whose first line ends at `end`, its text below that line).

    Its lines have `depth` signs of a quotation, or continue a paragraph without them.
    """
    lines, is_open = list[str](), True
    while end < len(text):
        following = text.find("\n", end + 1)
        following = len(text) if following < 0 else following
        line = text[end + 1 : following]
        signs = _quoted(line)
        content = line[len(signs) :]
        if signs.count(">") < depth and (not is_open or not content.strip() or _BLOCK.match(content)):
            break
        lines.append(_without_quotation(line, depth))
        is_open, end = bool(content.strip()), following
    return end, "\n".join(lines).strip()


def _quoted(line: str) -> str:
    match = _QUOTED.match(line)
    return match[0] if match else ""


def _without_quotation(line: str, depth: int) -> str:
    return re.sub(rf"\A(?:[ \t]{{0,3}}>){{0,{depth}}}[ \t]?", "", line)


def fenced(inner: str) -> tuple[str, str, bool]:
    """(title, text, whether it is folded) of a fence that a notebook shows as a box, by its first lines."""
    title, is_folded = "", False
    while match := _FENCE_FIELD.match(inner):
        title = match["value"].strip() if match["name"] == "title" else title
        is_folded = is_folded or (
            match["name"] == "collapse" and match["value"].strip() not in ("open", "none")
        )
        inner = inner[match.end() :]
    return title, textwrap.dedent(inner).strip(), is_folded


def attributed(text: str, start: int, end: int) -> tuple[int, int, str]:
    """(start, end, inner text) of what attributes from `start` to `end` belong to.

    Alone on their line: the paragraph above, or below if none stands there. Else the emphasis, code or link
    before them; without any, the rest of their list item, or the paragraph so far.
    """
    line_start = max(text.rfind("\n", 0, start) + 1, start - MAX_EMPHASIS)
    line_end = _found(text, "\n", end, end + MAX_PARAGRAPH_LENGTH)
    before, after = text[line_start:start], text[end:line_end].strip()
    is_alone = not before.strip() and not after
    if is_alone and (not line_start or text.endswith("\n\n", 0, line_start)):
        below = _found(text, "\n\n", line_end, line_end + MAX_PARAGRAPH_LENGTH)
        return line_start, below, text[line_end:below].strip()
    if after and not before.strip(" \t-*+>"):
        return start, line_end, after
    emphasis = None if is_alone else _emphasis(before)
    if emphasis is not None:
        return line_start + emphasis, end, before[emphasis:]
    lower = max(0, start - MAX_PARAGRAPH_LENGTH)
    blank = text.rfind("\n\n", lower, start)
    first = lower if blank < 0 else blank + 2
    return first, end, text[first:start].strip().lstrip("#").strip()  # a heading is hidden as words


def _found(text: str, sign: str, start: int, limit: int) -> int:
    """The place of a sign, else where the search ends."""
    place = text.find(sign, start, limit)
    return min(limit, len(text)) if place < 0 else place


def _emphasis(before: str) -> int | None:
    """Where the emphasis, code, link or span at the end of a line begins; None without one."""
    if before.endswith((")", "]")):
        opener = before.rfind("[", 0, before.rfind("](") if before.endswith(")") else -1)
        return opener - before[:opener].endswith("!") if opener >= 0 else None  # of a picture
    signs = _SIGNS.search(before[-3:])
    if not signs:
        return None
    opener = before.rfind(signs[1], 0, -len(signs[1]))
    return opener if opener >= 0 else None
