"""Read a review in free text block by block: its head, then what each heading opens."""

from reviews.document import Document, Point, Section
from reviews.importing.formats.blocks import BOLD, Block, blocks
from reviews.importing.formats.collector import SIGN_IN_HEADLINE, Collector, dek_of
from reviews.importing.formats.headings import (
    DISCLOSURES,
    STRUCTURE,
    closes_spoilers,
    exact,
    is_ensemble,
    is_plain,
    meaning,
)
from reviews.importing.formats.hidden_passages import LONE_TAGS, HiddenPassages
from reviews.importing.formats.phrases import Credit, credit, is_person, signature, split_label
from reviews.importing.formats.placement import Placement
from reviews.importing.formats.spoilers import ends_spoilers, opens_spoilers, speaks_of_spoilers

NO_HEADLINE = "No headline was found; please add one."
MAX_HEADLINE_LENGTH = 200


def read_prose(text: str, front_matter: str, titles: tuple[str, ...]) -> tuple[Document, Collector]:
    """(document, collector with its notes and structure words)."""
    hidden = HiddenPassages(text)
    reader = _ProseReader(blocks(hidden.text), titles, hidden)
    reader.read()
    if front_matter:
        reader.collector.start_unplaced("front matter").add(front_matter)
    return reader.collector.finish(), reader.collector


class _ProseReader(Placement):
    """Reads the head and the headings; `Placement` handles paragraphs and list items."""

    def read(self) -> None:
        for index in range(self._head(), len(self.blocks)):
            self.index = index
            self._block(self.blocks[index])

    def _block(self, block: Block) -> None:
        if block.kind == "heading":
            self._heading(block)
        elif block.kind == "item":
            self._item(block)
        elif block.kind == "verbatim":
            self._text(block.raw)
        else:
            self._paragraph(block.text)

    # The head: headline, standfirst, byline.

    def _head(self) -> int:
        """Read the head; returns the number of blocks in it."""
        index = self._leading_warnings()
        if index == len(self.blocks) or not self._is_headline(self.blocks[index]):
            self.collector.warn(NO_HEADLINE)
            return index
        first = self.blocks[index]
        line, _, rest = first.text.partition("\n")
        self.collector.headline = line.strip()
        if speaks_of_spoilers(line):
            self.collector.warn(SIGN_IN_HEADLINE)
        if rest.strip():
            self._paragraph(rest.strip())
            return index + 1
        return self._below_headline(index + 1, first.level)

    def _leading_warnings(self) -> int:
        index = 0
        while (
            index < len(self.blocks)
            and self.blocks[index].kind == "heading"
            and opens_spoilers(self.blocks[index].text) == ""
        ):
            self._heading(self.blocks[index])
            index += 1
        return index

    def _is_headline(self, block: Block) -> bool:
        if block.kind == "heading":
            return exact(block.text) not in STRUCTURE and len(block.text) <= MAX_HEADLINE_LENGTH
        if block.text in LONE_TAGS or self.collector.hidden.are_in(block.text):
            return False
        return block.kind == "paragraph" and len(block.text.partition("\n")[0]) <= MAX_HEADLINE_LENGTH

    def _below_headline(self, index: int, level: int) -> int:
        """Read standfirst and byline below the headline; returns the index of the next block."""
        while index + 1 < len(self.blocks):
            block = self.blocks[index]
            if (
                block.kind in ("paragraph", "heading")
                and not self.collector.bylines
                and signature(block.text)
            ):
                self.collector.add_byline(block.text)
            elif 0 < level < BOLD and not self.collector.dek and self._dek(index, level):
                self.collector.dek = self._dek(index, level)
            else:
                break
            index += 1
        return index

    def _dek(self, index: int, level: int) -> str:
        """The standfirst below the headline: in italics, quoted, or a heading deeper than the sections'."""
        block = self.blocks[index]
        if speaks_of_spoilers(block.text) or self.collector.hidden.are_in(block.text):
            return ""
        if self.blocks[index + 1].kind == "item":
            return ""
        if block.kind == "paragraph":
            return dek_of(block.text)
        levels = [
            other.level
            for other in self.blocks[index + 1 :]
            if other.kind == "heading" and other.level < BOLD
        ]
        is_deeper = block.kind == "heading" and levels and BOLD > block.level > max(level, min(levels))
        return block.text if is_deeper and not meaning(block.text) else ""

    # Headings.

    def _heading(self, block: Block) -> None:
        rest = opens_spoilers(block.text)
        if rest is not None:
            self._open_spoilers(block, rest)
        elif ends_spoilers(block.text):
            self._close_spoilers(block)
        elif not self._structure_heading(block):
            if speaks_of_spoilers(block.text):
                self._open_spoilers(block, None)
            if not (self._advice_heading(block) or self._note_heading(block) or self._subheading(block)):
                self._start_section(block)

    def _structure_heading(self, block: Block) -> bool:
        """A heading of a part that stores no heading: points, advice, verdict."""
        kind, rest = exact(block.text), ""
        if kind in DISCLOSURES and self.collector.in_spoilers:
            return False  # it does not end the spoilers
        if kind not in STRUCTURE:
            label, rest = split_label(block.text)
            may_lead = not self.collector.in_spoilers or is_plain(label)
            kind = exact(label) if rest and may_lead else None
        if kind not in STRUCTURE:
            return False
        self._start_region(kind, block.text[: block.text.rindex(rest)] if rest else block.text, block.level)
        if rest and not self._region_paragraph(rest):
            self._text(rest)
        return True

    def _advice_heading(self, block: Block) -> bool:
        return self.region == "advice" and self._advice(block.text)

    def _note_heading(self, block: Block) -> bool:
        """A heading that is a credit; among cast notes also one that is just a name."""
        in_cast = self.region == "cast"
        parsed = credit(block.text, loose=in_cast)
        if parsed and (in_cast or is_person(parsed.name)) and exact(parsed.name) is None:
            self._start_note(parsed)
        elif in_cast and self._is_note_name(block):
            self._start_note(Credit(block.text))
        else:
            return False
        return True

    def _is_note_name(self, block: Block) -> bool:
        if is_ensemble(block.text):
            return True
        return not meaning(block.text) and (is_person(block.text) or self.level < block.level <= BOLD)

    def _subheading(self, block: Block) -> bool:
        """A heading deeper than its section's: part of the text, or the label of a point."""
        if not self.level < block.level <= BOLD or meaning(block.text):
            return False
        if self.region in ("good", "bad"):
            self.has_headings = True
            self.collector.start(Point, side=self.region, label=block.text)
        elif self.collector.current and self.region in ("text", "verdict", "opinion"):
            self.collector.add(block.raw)
        else:
            return False
        return True

    def _start_section(self, block: Block) -> None:
        kind = meaning(block.text)
        kind = "other" if kind in (None, *STRUCTURE) else kind
        if closes_spoilers(block.text):
            self.collector.close_spoilers()
        self.region, self.level = "cast" if kind == "cast" else "text", block.level
        self.collector.start(
            Section, kind=kind, heading=block.text, flag="unknown heading" if kind == "other" else ""
        )
