"""What a Markdown text may hold, so that parsing it takes time and memory that grow with its length alone.

Measured with markdown-it-py 3 and 4: unclosed brackets cost up to 0.25 ms each, a table of 22 kB becomes
680 kB of HTML, and 12 kB of footnotes 570 kB. A real review has a few dozen of each.
"""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block import fence as parse_fence
from markdown_it.rules_block.table import table as parse_table
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import text as parse_text

MAX_OPENERS = 5_000  # opening brackets
MAX_DEPTH = 20  # brackets within brackets, or opened and not closed, in one paragraph
MAX_CELLS = 5_000  # of one table, those counted that short rows leave out
MAX_NOTES = 1_000  # references to footnotes
MAX_STEPS = (
    250_000  # of the parser: places in lines that it looks at, and each line once for each block around it
)
LINE_STEPS = 6  # what such a line costs, beside a place
MAX_GROWTH, MAX_ADDED = 10, 100_000  # characters of HTML for each of the text, and on top

_BRACKET = re.compile(r"\\.|[\[\]]", re.DOTALL)
_EVERYWHERE = ["paragraph", "reference", "blockquote", "list"]  # which blocks a fence may end
_STEPS_BETWEEN_LOOKS = 1_000  # at the clock
_deadline: ContextVar[float] = ContextVar("deadline", default=float("inf"))
_NOTE = re.compile(r"\[\^|\^\[")


class TooComplex(ValidationError):
    """A text that would take too long to parse, or become too large a page."""


BRACKETS = _("This text has too many “[”, or too many within each other. Write \\[ where no link begins.")
CELLS = _("A table of this text has more than %(limit)s cells. Divide it.") % {"limit": f"{MAX_CELLS:,}"}
NOTES = _("This text has more than %(limit)s footnotes. Divide it.") % {"limit": f"{MAX_NOTES:,}"}
STEPS = _("This text has too many short lines, signs, or things within each other. Divide it.")
TOO_SLOW = _("These texts together take too long to read. Shorten or divide them.")
TOO_LONG = _("This text becomes a page that is too long. Divide it.")


def limit(parser: MarkdownIt) -> None:
    """Let a parser raise TooComplex before it does what takes too long."""
    parser.block.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})
    parser.core.ruler.before("inline", "limits", _inline)
    parser.block.ruler.at("fence", _counted(parse_fence, LINE_STEPS), {"alt": _EVERYWHERE})
    parser.inline.ruler.at("text", _counted(parse_text, 1))


@contextmanager
def time_budget(seconds: float) -> Iterator[None]:
    """Let whatever is parsed within raise TooComplex once this thread has worked for so long."""
    token = _deadline.set(time.thread_time() + seconds)
    try:
        yield
    finally:
        _deadline.reset(token)


def _counted(rule: Callable[..., bool], cost: int) -> Callable[..., bool]:
    """A rule that the parser asks first at each line, or place in it; counts the steps of the text."""

    def counting(state: Any, *args: Any) -> bool:
        state.env["steps"] = steps = state.env.get("steps", 0) + cost
        if steps > MAX_STEPS:
            raise TooComplex(STEPS, code="steps")
        if steps % _STEPS_BETWEEN_LOOKS < cost and time.thread_time() > _deadline.get():
            raise TooComplex(TOO_SLOW, code="too_slow")
        return rule(state, *args)

    return counting


def check_html(html: str, source: str) -> str:
    """The HTML of a text. Raises TooComplex if it is too long."""
    if len(html) > MAX_GROWTH * len(source) + MAX_ADDED:
        raise TooComplex(TOO_LONG, code="too_long")
    return html


def _inline(state: StateCore) -> None:
    openers = notes = 0
    for token in state.tokens:
        if token.type == "inline" and "[" in token.content:
            openers += token.content.count("[")
            notes += len(_NOTE.findall(token.content))
            if openers > MAX_OPENERS or _depth(token.content) > MAX_DEPTH:
                raise TooComplex(BRACKETS, code="brackets")
            if notes > MAX_NOTES:
                raise TooComplex(NOTES, code="notes")


def _depth(text: str) -> int:
    depth = deepest = 0
    for bracket in _BRACKET.finditer(text):
        if bracket[0] == "[":
            depth += 1
            deepest = max(deepest, depth)
        elif bracket[0] == "]":
            depth = max(0, depth - 1)
    return deepest


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if not parse_table(state, start, end, True):
        return False
    header = state.src[state.bMarks[start] : state.eMarks[start]]
    too_many = start + MAX_CELLS // (header.count("|") + 1) + 1  # the line that would be one row more
    if too_many < end and not any(map(state.isEmpty, range(start, too_many + 1))):
        raise TooComplex(CELLS, code="cells")
    return silent or parse_table(state, start, end, silent)
