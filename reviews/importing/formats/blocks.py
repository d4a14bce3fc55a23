"""Split a text into blocks: headings, paragraphs, list items, verbatim code.

Three styles are distinguished: Markdown; plain text with one paragraph on each
line; and plain text wrapped by hand, with paragraphs separated by blank lines.
"""

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from reviews.importing.formats.headings import exact, is_ensemble, meaning
from reviews.importing.formats.phrases import credit
from reviews.importing.formats.spoilers import ends_spoilers, opens_spoilers
from shield.signs.hiding import is_spoiler_word
from shield.signs.sentences import signs_in

BOLD, BARE = 7, 8  # levels of headings without `#`, below those of Markdown: in bold, in plain text

_ATX = re.compile(r" {0,3}(#{1,6})[ \t]+(\S.*)")
_UNDERLINE = re.compile(r" {0,3}(=+|-{2,})[ \t]*")
_RULE = re.compile(r"[ \t]*(?:[-*_=~•–—][ \t]*){3,}")
_FENCE = re.compile(r" {0,3}(```+|~~~+)")
_BOLD = re.compile(r"(\*\*|__)([^*_][^*]{0,98})\1:?[ \t]*")
_ITEM = re.compile(r"([ \t]*)([-*•–+]|\d{1,2}[.)])[ \t]+(\S.*)")
_LONG_WORD = re.compile(r"\S{30,}")  # an address, which cannot be wrapped
_PICTURE = re.compile(r"!\[[^\]]*\]\([^()\s]+(?:\s+\"[^\"]*\")?\)|!\[\[[^\[\]]+\]\]")
_CLOSING = tuple(".!,;:…。！，、؛،।")
_OPENING = (*"“\"'‘«„>|`[(<", "![")
MAX_HEADING_LENGTH = 80


Kind = Literal["heading", "paragraph", "item", "verbatim"]


@dataclass(frozen=True)
class Block:
    """A block of the text. `raw` is its source, used where its structure has no meaning."""

    kind: Kind
    text: str
    raw: str
    level: int = 0
    mark: str = ""
    indent: int = 0


def blocks(text: str) -> list[Block]:
    """The blocks of a text, in order; together they hold every word of it."""
    lines = text.split("\n")
    is_plain = not any(map(_is_markdown_heading, lines, [*lines[1:], ""]))
    joins_lines = not is_plain or _is_wrapped(lines)
    parsed = _BlockParser(joins_lines).parse(lines)
    return [_promoted(parsed, index, is_plain) for index in range(len(parsed))]


def _is_markdown_heading(line: str, following: str) -> bool:
    if line.startswith(("#", " ")) and _ATX.fullmatch(line):
        return True
    return following.startswith(("==", "---")) and bool(_UNDERLINE.fullmatch(following)) and is_short(line)


def _is_wrapped(lines: list[str]) -> bool:
    """Whether the text is hard-wrapped: no line is long, and some sentence continues on the next line."""
    if any(len(line) > 100 and len(_LONG_WORD.sub("", line)) > 100 for line in lines):
        return False
    return any(
        len(line) >= 40 and line.rstrip()[-1:] not in _CLOSING and following[:1].islower()
        for line, following in pairwise(lines)
    )


def is_short(line: str) -> bool:
    """Whether a line looks like a heading: short, without a full stop, not the middle of a sentence."""
    line = line.strip()
    if not 0 < len(line) <= MAX_HEADING_LENGTH or line.endswith(_CLOSING) or line.startswith(_OPENING):
        return False
    if "||" in line or ">!" in line:
        return False
    return len(line.split()) <= 12 and not line[0].islower() and any(map(str.isalpha, line))


def is_picture(text: str) -> bool:
    """Whether a line or paragraph is a picture and nothing else."""
    return text.startswith("![") and bool(_PICTURE.fullmatch(text.strip()))


def is_banner(line: str) -> bool:
    """Whether a line is a picture that warns of spoilers, by its words or its name."""
    words, _, address = line.strip().partition("](")
    return is_picture(line.strip()) and (
        bool(signs_in(words[2:])) or is_spoiler_word(address.rpartition("/")[2])
    )


def _is_known(line: str) -> bool:
    """Whether a line is exactly a known heading; a full stop makes it a sentence."""
    return exact(line) is not None and not line.rstrip().endswith((".", ",", ";"))


def _promoted(parsed: list[Block], index: int, is_plain: bool) -> Block:
    """The block; a paragraph of one line becomes a heading if it looks like one."""
    block = parsed[index]
    if block.kind != "paragraph" or len(block.text) > 120 or "\n" in block.text:
        return block
    if _is_known(block.text) or (is_plain and is_short(block.text) and _precedes_text(parsed, index)):
        return replace(block, kind="heading", level=BARE)
    return block


def _precedes_text(parsed: list[Block], index: int) -> bool:
    """Whether text follows: a paragraph or a list; or, after a known heading, another heading."""
    if index + 1 == len(parsed):
        return False
    following, text = parsed[index + 1], parsed[index].text
    if following.kind in ("item", "verbatim") or not is_short(following.text):
        return True
    return bool(meaning(text) or is_ensemble(text) or credit(text, loose=True))


class _BlockParser:
    def __init__(self, joins_lines: bool):
        self.joins_lines = joins_lines  # whether a line continues the paragraph before it
        self.blocks: list[Block] = []
        self.open: list[str] = []  # lines of the paragraph or list item that is being read
        self.mark, self.indent = "", 0  # of that list item
        self.fence = ""
        self.after_blank = False

    def parse(self, lines: list[str]) -> list[Block]:
        for line in lines:
            self._line(line)
        self._close()
        return self.blocks

    def _line(self, line: str) -> None:
        if self.fence or _FENCE.match(line):
            self._fenced(line)
        elif not line.strip():
            self._blank()
        elif not (
            self._underline(line) or self._heading(line) or self._item(line) or self._continuation(line)
        ):
            self._text(line)

    def _blank(self) -> None:
        """A blank line ends a paragraph; a list item may continue after it, indented."""
        self.after_blank = True
        if not self.mark:
            self._close()

    def _fenced(self, line: str) -> None:
        if not self.fence:
            self._close()
            fence = _FENCE.match(line)
            assert fence is not None
            self.fence, self.open = fence[1], [line]
            return
        self.open.append(line)
        if line.strip().startswith(self.fence) and not line.strip().strip(self.fence[0]):
            self._close()

    def _underline(self, line: str) -> bool:
        """The underline of a setext heading; or a thematic break, which is dropped."""
        if len(line) > 200 or line.lstrip()[0] not in "=-*_~•–—":
            return False
        under = _UNDERLINE.fullmatch(line)
        if under and self._can_be_underlined():
            heading = self.open.pop()
            self._close()
            self._add("heading", heading.strip(), f"{heading}\n{line}", 1 if under[1][0] == "=" else 2)
            return True
        if _RULE.fullmatch(line):
            self._close()
            return True
        return False

    def _can_be_underlined(self) -> bool:
        """Whether the last line of the open paragraph can be a heading; lines above it stay a paragraph."""
        if not self.open or self.mark:
            return False
        return is_short(self.open[-1]) or exact(self.open[-1]) is not None

    def _heading(self, line: str) -> bool:
        text, level = _heading_text(line)
        if not text and self._is_plain_heading(line):
            text, level = line.strip(), BARE
        if not text or (level == BOLD and not self._at_start()):
            return False
        self._close()
        self._add("heading", text, line, level)
        return True

    def _at_start(self) -> bool:
        return not self.joins_lines or not self.open or bool(self.mark)

    def _is_plain_heading(self, line: str) -> bool:
        if len(line) > 120:
            return False
        if opens_spoilers(line) is not None or ends_spoilers(line):
            return True  # anywhere: better too many spoilers than too few
        return self.joins_lines and self._at_start() and not _ITEM.match(line) and _is_known(line)

    def _item(self, line: str) -> bool:
        match = _ITEM.fullmatch(line) if line.lstrip()[0] in "-*•–+0123456789" else None
        if not match or (match[2][0].isdigit() and not self._at_start()):
            return False
        indent = len(match[1].expandtabs(4))
        if self.mark and indent >= self.indent + 2:
            return self._append(line)
        self._close()
        self.open, self.mark, self.indent = [line], match[2], indent
        return True

    def _continuation(self, line: str) -> bool:
        """A line that continues a list item: indented, or (if lines are joined) directly below it."""
        is_indented = line.startswith(("  ", "\t"))
        continues = is_indented or (self.joins_lines and not self.after_blank)
        return bool(self.mark) and continues and self._append(line)

    def _append(self, line: str) -> bool:
        self.open += ["", line] if self.after_blank else [line]
        self.after_blank = False
        return True

    def _text(self, line: str) -> None:
        sign = line.lstrip()[0]
        alike = self.open and self.open[-1].lstrip()[0] == sign and sign in "|>" and ">!" not in line
        if self.mark or not (self.joins_lines or alike):
            self._close()
        self.open.append(line)
        self.after_blank = False

    def _close(self) -> None:
        """Add the open paragraph, list item or code as a block."""
        raw = "\n".join(self.open)
        if self.fence:
            self._add("verbatim", raw, raw)
        elif self.mark:
            item = _ITEM.match(raw)
            assert item is not None
            self._add(
                "item",
                item[3] + raw[len(self.open[0]) :],
                raw,
                mark=self.mark,
                indent=self.indent,
            )
        elif self.open:
            self._add("paragraph", raw.strip(), raw)
        self.open, self.mark, self.fence = [], "", ""

    def _add(self, kind: Kind, text: str, raw: str, level: int = 0, mark: str = "", indent: int = 0) -> None:
        self.blocks.append(Block(kind, text, raw, level, mark, indent))
        self.after_blank = False


def _heading_text(line: str) -> tuple[str, int]:
    """(text, level) of a heading with # or in bold; ("", 0) for any other line."""
    start = line.lstrip()
    atx = _ATX.fullmatch(line) if start.startswith("#") else None
    if atx:
        return _without_closing(atx[2]), len(atx[1])
    bold = _BOLD.fullmatch(line.strip()) if start.startswith(("**", "__")) and len(line) < 200 else None
    if bold and not bold[2].rstrip().endswith((".", ",", ";")):
        return bold[2].strip(), BOLD
    return "", 0


def _without_closing(heading: str) -> str:
    """An ATX heading without its optional closing # sequence."""
    stripped = heading.rstrip().rstrip("#")
    return stripped.strip() if stripped[-1:].isspace() else heading.strip()
