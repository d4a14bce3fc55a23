"""What a Markdown text may hold, so that parsing it takes time and memory that grow with its length alone.

Measured with markdown-it-py 3 and 4: unclosed brackets cost up to 0.25 ms each, a table of 22 kB becomes
680 kB of HTML, and 12 kB of footnotes 570 kB. A real review has a few dozen of each.
"""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.table import table as parse_table
from markdown_it.rules_core import StateCore

MAX_OPENERS = 5_000  # opening brackets
MAX_DEPTH = 20  # brackets within brackets, or opened and not closed, in one paragraph
MAX_CELLS = 5_000  # of one table, those counted that short rows leave out
MAX_NOTES = 1_000  # references to footnotes
MAX_GROWTH, MAX_ADDED = 10, 100_000  # characters of HTML for each of the text, and on top

_BRACKET = re.compile(r"\\.|[\[\]]", re.DOTALL)
_NOTE = re.compile(r"\[\^|\^\[")


class TooComplex(ValidationError):
    """A text that would take too long to parse, or become too large a page."""


BRACKETS = _("This text has too many “[”, or too many within each other. Write \\[ where no link begins.")
CELLS = _("A table of this text has more than %(limit)s cells. Divide it.") % {"limit": f"{MAX_CELLS:,}"}
NOTES = _("This text has more than %(limit)s footnotes. Divide it.") % {"limit": f"{MAX_NOTES:,}"}
TOO_LONG = _("This text becomes a page that is too long. Divide it.")


def limit(parser: MarkdownIt) -> None:
    """Let a parser raise TooComplex before it does what takes too long."""
    parser.block.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})
    parser.core.ruler.before("inline", "limits", _inline)


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
