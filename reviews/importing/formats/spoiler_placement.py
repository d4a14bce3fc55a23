"""`SpoilerPlacement`: begins and ends spoiler parts, and hides passages that speak of spoilers."""

from reviews.document import Section
from reviews.importing.formats.blocks import BARE, Block
from reviews.importing.formats.collector import (
    BY_MENTION,
    BY_SENTENCE,
    BY_TAG,
    TAG_LEFT_OPEN,
    Collector,
)
from reviews.importing.formats.headings import SIDES, STRUCTURE, exact
from reviews.importing.formats.hidden_passages import DETAILS_END, FROM_HERE, SECTIONS, HiddenPassages
from reviews.importing.formats.phrases import is_titled
from reviews.importing.formats.spoilers import MAX_WARNING_WORDS, visible_signs


class SpoilerPlacement:
    """State while reading blocks, and what begins, ends or hides among them."""

    def __init__(self, parsed: list[Block], titles: tuple[str, ...], hidden: HiddenPassages):
        self.blocks = parsed
        self.collector = Collector(titles, hidden)
        self.region = "text"  # or "cast", "good", "bad", "both", "advice", "verdict"
        self.level = 0  # of the heading of the section or region
        self.has_items = False  # whether the region of points has had a list item
        self.has_headings = False  # whether its points have headings of their own
        self.index = 0  # of the current block
        headings = [
            (index, exact(block.text)) for index, block in enumerate(parsed) if block.kind == "heading"
        ]
        self.has_verdict = any(kind == "verdict" for _, kind in headings)
        self.last_points = max((index for index, kind in headings if kind in SIDES), default=-1)

    def _open_spoilers(self, block: Block, rest: str | None) -> None:
        """Start a spoiler part. `rest` is what the line says besides the warning (None: no warning).

        The warning becomes structure, and so does a mere title after it; a
        heading or a sentence after it is kept as text.
        """
        self.collector.open_spoilers()
        self.region, self.level = "text", block.level
        kind = exact(rest or "")
        if rest and kind and kind not in STRUCTURE:
            self._discard_except(block.text, rest)
            self.collector.start(Section, kind=kind, heading=rest)
        elif rest and not _is_title(rest):
            self._discard_except(block.text, rest)
            self._paragraph(rest)
        elif rest is not None:
            self.collector.structure_words.append(block.text)

    def _discard_except(self, line: str, rest: str) -> None:
        """Count the words of a line before and after `rest` as structure."""
        start = line.rindex(rest)
        self.collector.structure_words += [line[:start], line[start + len(rest) :]]

    def _close_spoilers(self, block: Block) -> None:
        self.collector.structure_words.append(block.text)
        if self.collector.in_spoilers:
            self.collector.close_spoilers()
        else:
            self.collector.flag_all_parts()
        self.region, self.level = "text", block.level

    def _open_announced_spoilers(self, note: str = BY_SENTENCE) -> None:
        self.collector.open_spoilers()
        self.collector.warn(note)
        self.region = "text"

    def _lone_tag(self, tag: str) -> None:
        """A tag without its partner; an end of `<details>` alone may have hidden nothing."""
        if tag in (FROM_HERE, SECTIONS):
            self._open_announced_spoilers(TAG_LEFT_OPEN if tag == FROM_HERE else BY_TAG)
        elif tag != DETAILS_END or self.collector.in_spoilers:
            self._close_spoilers(Block("heading", "", "", BARE))

    def _paragraph(self, text: str) -> None:
        raise NotImplementedError

    def _is_last_word(self, text: str) -> bool:
        """Whether a few words about spoilers end the text, so that they announce nothing and hold nothing."""
        is_last = self.index + 1 == len(self.blocks) and bool(self.collector.parts)
        is_short = len(text.split()) <= MAX_WARNING_WORDS and ":" not in text
        return is_last and is_short and not self.collector.in_spoilers and bool(visible_signs(text))

    def _hidden_if_it_mentions(self, text: str) -> str:
        """A passage that speaks of spoilers without warning of what follows is hidden itself."""
        current = self.collector.current
        is_flagged = self.collector.in_spoilers or (current is not None and "spoiler" in current.fields)
        if is_flagged or not visible_signs(text):
            return text
        self.collector.warn(BY_MENTION, current)
        return self.collector.hidden.whole(text)


def _is_title(text: str) -> bool:
    """Whether words after a spoiler warning are only a title ("Full Breakdown & Big Reveals")."""
    is_sentence = text.endswith((".", "!", "…", "?"))
    return len(text.split()) <= 9 and not is_sentence and is_titled(text) and any(map(str.isupper, text))
