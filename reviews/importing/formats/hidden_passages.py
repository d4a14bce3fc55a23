"""Take out of a text what the tags of other programs hide, and put it back as spoiler marks where it stood.

Each passage is one private-use character while the text is read, so that no line of it is taken for a
heading, a point or an end of spoilers.
"""

import re
from collections.abc import Iterator

from reviews.importing.formats.blocks import BARE, blocks
from reviews.importing.formats.headings import EXACT, STRUCTURE, exact, meaning, wording
from reviews.importing.formats.phrases import split_label
from reviews.importing.formats.spoilers import ends_spoilers, is_verbatim, opens_spoilers
from reviews.importing.formats.word_count import words
from shield.mark_grades import PLAIN, MarkGrade
from shield.marks import CLOSER, OPENER, marked, without_marks
from shield.signs.tags import HiddenSpan, LoneTag, hidden_in, outermost, without_tags

# Paragraphs that stand for tags: the beginning and end of hidden sections, a beginning without an end, and an
# end of `<details>` without a beginning.
SECTIONS, UNTIL_HERE, FROM_HERE, DETAILS_END = LONE_TAGS = tuple("\U0010fff0\U0010fff1\U0010fff2\U0010fff3")
MAX_PASSAGES = 5000
_FIRST = 0xF0000
_PLACE = re.compile(f"[{chr(_FIRST)}-{chr(_FIRST + MAX_PASSAGES)}]")
_RESERVED = re.compile("[\U000f0000-\U0010ffff]")
_MARK = re.compile(
    r"`[^`\n]+`|^ {0,3}(?P<fence>```+|~~~+)[^\n]*(?:\n(?! {0,3}(?P=fence))[^\n]*)*(?:\n[^\n]*)?"
    r"|^[ \t]*\|(?!\|)[^\n]*|(?P<opener>>!)|(?P<closer>!<|(?<=\S)\|\|)|(?P<bars>\|\|(?=[^\s|]))",
    re.MULTILINE,
)
_PLACE_OR_MARK = re.compile(f"{_PLACE.pattern}|{OPENER}|{CLOSER}")


class TooManyPassages(Exception):
    """More hidden passages than any review has, or letters that are used here to stand for them."""


class HiddenPassages:
    """The hidden passages of a text; `text` has one character for each. Raises TooManyPassages."""

    def __init__(self, text: str):
        self.passages: list[tuple[str, MarkGrade]] = []
        self.structure_words: list[str] = []
        self.text = self._without(text, hidden_passages(text))

    def _without(self, text: str, found: list[HiddenSpan | LoneTag]) -> str:
        if found and (len(found) > MAX_PASSAGES or _RESERVED.search(text)):
            raise TooManyPassages
        pieces, end = [], 0
        for item in found:
            label = _kept_label(item.label)
            place = self._lone_tag(item, label) if isinstance(item, LoneTag) else self._place(item, label)
            before = text[max(0, item.start - 1) : item.start]
            is_block = isinstance(item, LoneTag) or (item.is_block and before in ("", "\n"))
            is_apart = is_block or place.startswith(SECTIONS)
            pieces += [text[end : item.start], f"\n\n{place}\n\n" if is_apart else place]
            spent = words(text[item.start : item.end]) - words(self.full(place))
            self.structure_words.append(" ".join(spent.elements()))
            end = item.end
        return "".join([*pieces, text[end:]])

    def _place(self, item: HiddenSpan, label: str) -> str:
        """The character that stands for a passage; "" for one without words. Sections keep their headings."""
        text = without_marks(without_tags(item.text).replace("||", "")).strip()
        if item.is_block and _holds_sections(text):
            return "\n\n".join(filter(None, (SECTIONS, label, text, UNTIL_HERE)))
        text = ("\n\n" if item.is_block else ": ").join(filter(None, (label, text)))
        if not text:
            return ""
        grade = MarkGrade(level="ending") if meaning(item.label) == "ending" else PLAIN
        self.passages.append((text, grade))
        return chr(_FIRST + len(self.passages) - 1)

    def _lone_tag(self, item: LoneTag, label: str) -> str:
        if item.is_end:
            return UNTIL_HERE if item.is_named else DETAILS_END
        return f"{FROM_HERE}\n\n{label}" if label else FROM_HERE

    def are_in(self, text: str) -> bool:
        return bool(self.passages and _PLACE.search(text))

    def full(self, text: str) -> str:
        """The text with the passages in it, unmarked."""
        return _PLACE.sub(lambda match: self._passage(match[0])[0], text) if self.passages else text

    def put_back(self, text: str) -> str:
        """The text with the passages in it as marks; those within a mark are hidden already."""
        is_hidden = False

        def piece(match: re.Match) -> str:
            nonlocal is_hidden
            if match[0] in (OPENER, CLOSER):
                is_hidden = match[0] == OPENER
                return match[0]
            passage, grade = self._passage(match[0])
            return passage if is_hidden else marked(passage, grade)

        return _PLACE_OR_MARK.sub(piece, text) if self.are_in(text) else text

    def whole(self, text: str) -> str:
        """All of a passage between marks; a table or code on lines of its own."""
        text = without_marks(self.full(text).replace("||", ""))
        return marked(f"\n\n{text}\n\n" if is_verbatim(text) else text)

    def _passage(self, place: str) -> tuple[str, MarkGrade]:
        index = ord(place) - _FIRST
        return self.passages[index] if index < len(self.passages) else (place, PLAIN)


def hidden_passages(text: str) -> list[HiddenSpan | LoneTag]:
    """What tags hide, and marks over headings, of which each section alone would know but one end."""
    over_headings = (
        HiddenSpan(first.start(), last.end(), text[first.end() : last.start()].strip(), is_block=True)
        for first, last in _marks(text)
        if last and _has_headings(text[first.end() : last.start()], text)
    )
    return outermost([*over_headings, *hidden_in(text)], text)


def leaves_mark_open(text: str) -> bool:
    """Whether a mark begins in a text and does not end there."""
    return any(last is None for _first, last in _marks(text))


def _marks(text: str) -> Iterator[tuple[re.Match, re.Match | None]]:
    """(where a mark begins, where it ends or None) of `>!…!<` and `||…||` outside code and tables."""
    opened: dict[str, re.Match] = {}
    for match in _MARK.finditer(text) if "||" in text or OPENER in text else ():
        first = None
        if match["opener"]:
            opened.setdefault(CLOSER, match)
        elif match["closer"]:
            first = opened.pop(match["closer"], None)
        if first:
            yield first, match
        elif match["bars"] or match["closer"] == "||":
            opened["||"] = match
    yield from ((match, None) for match in opened.values())


def _has_headings(inner: str, text: str) -> bool:
    """Whether a piece of a text has headings: in Markdown, a short line is none unless it is a known one."""
    if "\n" not in inner:
        return False
    is_markdown = text.startswith("#") or "\n#" in text
    headings = (block for block in blocks(inner) if block.kind == "heading")
    return any(block.level < BARE or not is_markdown or exact(block.text) for block in headings)


def _holds_sections(text: str) -> bool:
    """Whether a hidden text has headings of its own, and none that would end the spoilers before its end."""
    lines = [line.strip(" \t#*_") for line in text.split("\n") if line.strip()]
    kinds = {exact(line) for line in lines} | {exact(split_label(line)[0]) for line in lines}
    has_end = bool(kinds.intersection((*STRUCTURE, "outlook"))) or any(map(ends_spoilers, lines))
    return not has_end and ("\n#" in f"\n{text}" or any(map(exact, lines)))


def _kept_label(label: str) -> str:
    """The label of a passage, "" if it says no more than that there are spoilers, or of which kind."""
    return "" if opens_spoilers(label) == "" or (wording(label) in EXACT and " " not in label) else label
