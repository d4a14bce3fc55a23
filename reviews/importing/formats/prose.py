"""Read a review in free text block by block: its head, then what each heading opens."""

from reviews.document import Document, Point, Section
from reviews.importing.formats.blocks import BARE, BOLD, Block, blocks, is_banner, is_picture
from reviews.importing.formats.collector import BY_PICTURE, LAST_WORDS, SIGN_IN_HEADLINE, Collector, dek_of
from reviews.importing.formats.headings import (
    DISCLOSURES,
    STRUCTURE,
    begins_with_article,
    closes_spoilers,
    exact,
    is_ensemble,
    is_plain,
    meaning,
)
from reviews.importing.formats.hidden_passages import LONE_TAGS, HiddenPassages
from reviews.importing.formats.phrases import Credit, credit, is_person, signature, split_label
from reviews.importing.formats.placement import Placement
from reviews.importing.formats.post_fields.fields import NO_FIELDS, PostFields
from reviews.importing.formats.post_fields.placing import is_same_line
from reviews.importing.formats.post_fields.score_lines import without_scores
from reviews.importing.formats.post_fields.written_scores import WrittenScore
from reviews.importing.formats.spoilers import ends_spoilers, opens_spoilers, speaks_of_spoilers

NO_HEADLINE = "No headline was found; please add one."
MAX_HEADLINE_LENGTH = 200


def read_prose(
    text: str, fields: PostFields, titles: tuple[str, ...]
) -> tuple[Document, Collector, tuple[WrittenScore, ...]]:
    """(document, collector with its notes and structure words, scores on lines of their own).

    `fields`: of its front matter, by which a headline is known.
    """
    hidden = HiddenPassages(text)
    parsed = blocks(hidden.text)
    lines = without_scores(parsed if fields.title else _headline_first(parsed))
    reader = _ProseReader(lines.blocks, titles, hidden)
    reader.collector.structure_words += lines.words
    reader.read(fields)
    return reader.collector.finish(), reader.collector, tuple(lines.scores)


def _headline_first(parsed: list[Block]) -> list[Block]:
    """The blocks; pictures above the headline stand below it."""
    count = next((index for index, block in enumerate(parsed) if not is_picture(block.text)), 0)
    return [*parsed[count : count + 1], *parsed[:count], *parsed[count + 1 :]]


class _ProseReader(Placement):
    """Reads the head and the headings; `Placement` handles paragraphs and list items."""

    def read(self, fields: PostFields) -> None:
        if fields.has_spoilers:
            self.collector.open_spoilers()
            self.level = BARE
        self.has_front_matter = fields != NO_FIELDS
        start = self._titled_head(fields.title) if fields.title else self._head()
        for index in range(start, len(self.blocks)):
            self.index = index
            self._block(self.blocks[index])

    def _warn_by_picture(self) -> None:
        """A banner flags what follows; as the last of the text it is a note."""
        if self.index + 1 == len(self.blocks) and self.collector.parts:
            self.collector.warn(LAST_WORDS)
        else:
            self._open_announced_spoilers(BY_PICTURE)

    def _block(self, block: Block) -> None:
        if not self.collector.in_spoilers and any(map(is_banner, block.text.split("\n"))):
            self._warn_by_picture()
        if block.kind == "heading":
            self._heading(block)
        elif block.kind == "item":
            if not self._signature_item(block):
                self._item(block)
        elif block.kind == "verbatim":
            self._text(block.raw)
        elif is_picture(block.text):
            self._text(block.text)
        else:
            self._paragraph(block.text)

    def _signature_item(self, block: Block) -> bool:
        """A signature after a dash and a space at the end of the text, which looks like a list."""
        previous = self.blocks[self.index - 1] if self.index else None
        if block.mark not in "–-" or self.region != "text" or (previous and previous.kind == "item"):
            return False
        return self._byline(block.raw)

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

    def _titled_head(self, title: str) -> int:
        """The head of a text with a title in front matter: its own headline is that, another, or none."""
        index = self._leading_warnings()
        level = 1
        if index < len(self.blocks):
            block = self.blocks[index]
            if is_same_line(block.text, title):
                self.collector.structure_words.append(block.text)
                index, level = index + 1, block.level
            elif (
                block.kind == "heading"
                and [other.level for other in self.blocks].count(1) == block.level == 1
            ):
                return self._head()
        return self._below_headline(index, level)

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
        line = block.text.partition("\n")[0]
        if self.has_front_matter and line.endswith("."):
            return False  # its headline would stand there: this is the first sentence
        return block.kind == "paragraph" and len(line) <= MAX_HEADLINE_LENGTH

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
        if speaks_of_spoilers(block.text) or self.collector.hides(block.text):
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
        is_named = is_person(block.text) and not begins_with_article(block.text)
        return not meaning(block.text) and (is_named or self.level < block.level <= BOLD)

    def _subheading(self, block: Block) -> bool:
        """A heading deeper than its section's: part of the text, or the label of a point."""
        if not self.level < block.level <= BOLD or meaning(block.text):
            return False
        if self.region in ("good", "bad"):
            if self._heads_table():
                return False
            self.has_headings = True
            self.collector.start(Point, side=self.region, label=block.text)
        elif self.collector.current and self.region in ("text", "verdict", "opinion"):
            self.collector.add(block.raw)
        else:
            return False
        return True

    def _heads_table(self) -> bool:
        """Whether a table stands below the current heading: facts or figures, not what a point says."""
        following = self.blocks[self.index + 1 : self.index + 2]
        return any(block.text.startswith("|") and "\n" in block.text for block in following)

    def _start_section(self, block: Block) -> None:
        kind = meaning(block.text)
        kind = "other" if kind in (None, *STRUCTURE) else kind
        if closes_spoilers(block.text):
            self.collector.close_spoilers()
        self.region, self.level = "cast" if kind == "cast" else "text", block.level
        self.collector.start(
            Section, kind=kind, heading=block.text, flag="unknown heading" if kind == "other" else ""
        )
