"""Find what other markups than Markdown hide: org-mode, AsciiDoc, reStructuredText, Textile, and blank lines.

Read line by line, so that no line is looked at more than twice.
"""

import re
import textwrap
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from shield.signs.hiding import hides_by_attributes, hides_by_name, is_spoiler_word
from shield.signs.sentences import signs_in
from shield.signs.tokens import HiddenSpan, LoneTag

MAX_LINE = 2_000  # letters of a line in which marks are looked for
_QUICK = re.compile(
    r"#\+BEGIN|^[ \t]*:[\w-]+:|^\[[%.#\w]|^\.\w|\.\. \w|!!\S|%[{(]|^\w{1,4}[{(]|:`|\]#|color\{", re.I | re.M
)
_FENCE = re.compile(r" {0,3}(```+|~~~+)")
_ORG = re.compile(r"[ \t]*#\+BEGIN_(?P<name>\w{1,40})(?P<with>.*)", re.IGNORECASE)
_DRAWER = re.compile(r"[ \t]*:(?P<name>[A-Za-z][\w-]{1,40}):[ \t]*")
_DIRECTIVE = re.compile(r"(?P<indent>[ \t]*)\.\. (?P<name>[A-Za-z][\w-]{0,40})::(?P<with>.*)")
_OPTION = re.compile(r"[ \t]*:(?P<name>[\w-]{1,40}):(?P<with>.*)")
_AROUND = re.compile(r"(?:container|class|rst-class|admonition|note|topic|div)\Z")
_ASCIIDOC = re.compile(r"\[(?P<with>[^\[\]]{1,200})\][ \t]*|\.(?P<title>[^\s.][^\n]{0,200})")
_DELIMITER = re.compile(r"(?:={4,}|-{4,}|\*{4,}|_{4,}|\+{4,}|\.{4,}|--)[ \t]*")
_TEXTILE = re.compile(
    r"(?:p|h[1-6]|bq|div|pre|bc)[<>=]{0,2}(?P<with>(?:\([^()\n]{1,100}\)|\{[^{}\n]{1,200}\})+)\.{1,2} "
)
_INLINE = re.compile(
    r"(?<![\w!])!!(?=[^\s!])(?P<bangs>[^!]{1,1000})(?<=\S)!!(?![\w!])"
    r"|%(?P<textile>(?:\([^()\n]{1,100}\)|\{[^{}\n]{1,200}\})+)(?P<spanned>[^%]{1,1000})%"
    r"|:(?P<role>[\w-]{1,40}):`(?P<roled>[^`]{1,1000})`"
    r"|\[(?P<names>[.\w-]{1,60})\](?P<signs>##?)(?P<painted>[^#]{1,1000})(?P=signs)"
    r"|\\(?:text)?color\{[ ]*(?P<ink>[\w#]{3,20})[ ]*\}\{(?P<inked>[^{}]{1,1000})\}"
    r"|\$[^$]{0,500}\\(?:text)?color\{[ ]*(?P<colour>[\w#]{3,20})[ ]*\}[^$]{1,1000}\$"
)
_BLANK = r"(?:[.*·•_|\\]|&nbsp;|[\xa0\u200b\u2800\u3164]|<br ?/?>|[SPOILERACspoilerac])"
# Ten lines that hold a dot, a letter of “spoiler space” or nothing, or fifteen of nothing.
SPACE = re.compile(
    rf"^(?:(?=(?:[ \t]*\n){{0,9}}[ \t]*{_BLANK}[ \t\\]*\n)(?:[ \t]*{_BLANK}?[ \t\\]*\n){{10,}}+"
    r"|(?:[ \t]*\n){15,}+)",
    re.MULTILINE,
)
# `{expand:title=x}…{expand}` of Confluence, `{{collapse(more) … }}` of Redmine.
_MACRO = re.compile(
    r"(?<!\{)\{(?P<macro>collapse|expand|spoilers?|hide|hidden)(?:[:|][^{}\n]{0,200})?\}"
    r"(?P<macro_text>(?:(?!\{/?(?P=macro)).){1,20000}?)\{/?(?P=macro)\}"
    r"|\{\{(?:collapse|spoiler|hide)(?:\([^()\n]{0,200}\))?\s*\n(?P<wiki_text>(?:(?!\{\{).){1,20000}?)\}\}",
    re.DOTALL | re.IGNORECASE,
)
_CODE = re.compile(r"`[^`]+`")


@dataclass(frozen=True)
class Line:
    start: int
    end: int  # without its end of line
    text: str


def hidden_by_markup(text: str) -> list[HiddenSpan | LoneTag]:
    """Hidden passages and openers without an end, in the order of the text."""
    spaces = [LoneTag(match.start(), match.end(), is_end=False) for match in SPACE.finditer(text)]
    macros = [
        HiddenSpan(
            *match.span(), (match["macro_text"] or match["wiki_text"]).strip(), is_block="\n" in match[0]
        )
        for match in _MACRO.finditer(text)
    ]
    if not _QUICK.search(text):
        return [*spaces, *macros]
    return [*spaces, *macros, *_Reader(text).found()]


class _Reader:
    def __init__(self, text: str):
        self.text = text
        self.lines = list[Line]()
        self.places: dict[str, list[int]] = {}  # of the lines by their words in lower case
        start = 0
        for index, line in enumerate(text.split("\n")):
            self.lines.append(Line(start, start + len(line), line))
            self.places.setdefault(line.strip().lower(), []).append(index)
            start += len(line) + 1

    def found(self) -> Iterator[HiddenSpan | LoneTag]:
        index, fence = 0, ""
        while index < len(self.lines):
            line = self.lines[index].text
            match = _FENCE.match(line)
            if fence or match:
                is_end = bool(fence) and line.strip().startswith(fence)
                fence = "" if is_end else fence or (match[1] if match else "")
                index += 1
                continue
            block = self._block(index) if line.strip() and len(line) <= MAX_LINE else None
            if block:
                index, item = block
                yield item
            else:
                yield from self._inline(self.lines[index])
                index += 1

    def _block(self, index: int) -> tuple[int, HiddenSpan | LoneTag] | None:
        """(the line after a hidden block that begins here, the block)."""
        line = self.lines[index].text
        sign = line.lstrip()[0]
        if sign == "#" and (org := _ORG.fullmatch(line)):
            hides = hides_by_name(org["name"]) or is_spoiler_word(org["with"])
            return self._until(index, index + 1, f"#+end_{org['name'].lower()}") if hides else None
        if sign == ":" and (drawer := _DRAWER.fullmatch(line)):
            return self._until(index, index + 1, ":end:") if hides_by_name(drawer["name"]) else None
        if sign == "." and (directive := _DIRECTIVE.fullmatch(line)):
            return self._directive(index, directive)
        if sign in "[." and (match := _ASCIIDOC.fullmatch(line)):
            return self._delimited(index) if _hides_in_asciidoc(match) else None
        if match := _TEXTILE.match(line):
            return self._paragraph(index, match.end()) if _hides_in_textile(match["with"]) else None
        return None

    def _until(self, index: int, first: int, end: str, label: str = "") -> tuple[int, HiddenSpan | LoneTag]:
        """A block whose text begins at the line `first`, to a line that says where it ends."""
        places = self.places.get(end, [])
        found = bisect_left(places, first)
        if found < len(places):
            return self._span(index, first, places[found], places[found], label)
        return first, LoneTag(self.lines[index].start, self.lines[first - 1].end, False, label)

    def _directive(self, index: int, match: re.Match) -> tuple[int, HiddenSpan | LoneTag] | None:
        """`.. spoiler:: Title`, with its options and the lines indented below it, or the next paragraph."""
        first, hides = index + 1, _hides_as_directive(match["name"], match["with"])
        while first < len(self.lines) and (option := _OPTION.fullmatch(self.lines[first].text)):
            hides = (
                hides
                or is_spoiler_word(option["with"])
                or hides_by_attributes(f'class="{option["with"].strip()}"')
            )
            first += 1
        if not hides:
            return None
        last = self._indented(first, len(match["indent"]))
        if last == first:
            last = self._to_blank(first)
        label = "" if _AROUND.match(match["name"]) else match["with"].strip()
        return self._span(index, first, last, last - 1, label)

    def _indented(self, first: int, indent: int) -> int:
        """The line after the last one that is indented further, blank lines between them included."""
        last = first
        for at in range(first, len(self.lines)):
            line = self.lines[at].text
            if line.strip() and len(line) - len(line.lstrip()) <= indent:
                break
            last = at + 1 if line.strip() else last
        return last

    def _to_blank(self, first: int) -> int:
        """The line after the paragraph that begins here, or after blank lines."""
        while first < len(self.lines) and not self.lines[first].text.strip():
            first += 1
        while first < len(self.lines) and self.lines[first].text.strip():
            first += 1
        return first

    def _delimited(self, index: int) -> tuple[int, HiddenSpan | LoneTag]:
        """A block of AsciiDoc below its attributes or its title: between delimiters, or a paragraph."""
        first, label = index, ""
        while first < len(self.lines) and (match := _ASCIIDOC.fullmatch(self.lines[first].text)):
            label = match["title"] or label
            first += 1
        delimiter = self.lines[first].text.rstrip() if first < len(self.lines) else ""
        if not _DELIMITER.fullmatch(delimiter):
            last = self._to_blank(first) if delimiter else first
            return self._span(index, first, last, max(last - 1, index), label)
        return self._until(index, first + 1, delimiter, label)

    def _paragraph(self, index: int, inner: int) -> tuple[int, HiddenSpan]:
        last = self._to_blank(index)
        start, end = self.lines[index].start, self.lines[last - 1].end
        return last, HiddenSpan(start, end, self.text[start + inner : end].strip(), is_block=True)

    def _span(self, index: int, first: int, last: int, end: int, label: str = "") -> tuple[int, HiddenSpan]:
        """Of the lines from `index` to `end`; those before `last` are its text."""
        text = textwrap.dedent("\n".join(line.text for line in self.lines[first:last])).strip()
        return end + 1, HiddenSpan(self.lines[index].start, self.lines[end].end, text, label, is_block=True)

    def _inline(self, line: Line) -> Iterator[HiddenSpan]:
        code = [match.span() for match in _CODE.finditer(line.text)] if "`" in line.text else []
        for match in _INLINE.finditer(line.text):
            inner = _hidden_inline(match)
            is_code = any(start <= match.start() < end for start, end in code[:50])
            if inner and not is_code:
                yield HiddenSpan(line.start + match.start(), line.start + match.end(), inner)


def _hides_as_directive(name: str, given: str) -> bool:
    if _AROUND.match(name):
        return is_spoiler_word(given) or any(map(hides_by_name, given.split()[:9]))
    return hides_by_name(name) or is_spoiler_word(given)


def _hides_in_asciidoc(match: re.Match) -> bool:
    """`[%collapsible]`, `[.spoiler]`, `[role=spoiler]`; `.Spoiler: the end`."""
    if match["title"]:
        return is_spoiler_word(match["title"]) or any(sign.warns for sign in signs_in(match["title"]))
    names = re.findall(r"[\w-]+", match["with"])
    return (match["with"][0] in "%.#" and any(map(hides_by_name, names))) or (
        "role" in names and is_spoiler_word(match["with"])
    )


def _hides_in_textile(given: str) -> bool:
    """`(class#id)` and `{style}`."""
    return any(
        hides_by_attributes(
            f'style="{style}"' if style else " ".join(f".{name}" for name in re.split(r"[\s#]+", names))
        )
        for names, style in re.findall(r"\(([^()]*)\)|\{([^{}]*)\}", given)
    )


def _hidden_inline(match: re.Match) -> str:
    """The words that a mark within a line hides; "" for none."""
    if match["bangs"]:
        return match["bangs"]
    if match["textile"]:
        return match["spanned"] if _hides_in_textile(match["textile"]) else ""
    if match["role"]:
        return match["roled"] if hides_by_name(match["role"]) else ""
    if match["names"]:
        return match["painted"] if any(map(hides_by_name, match["names"].strip(".").split("."))) else ""
    if match["ink"]:
        return match["inked"] if hides_by_attributes(f'style="color:{match["ink"]}"') else ""
    return match[0] if hides_by_attributes(f'style="color:{match["colour"]}"') else ""
