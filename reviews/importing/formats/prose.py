"""A text as critics write it, block by block, to a document."""

from reviews.document import Document, Point, Section
from reviews.importing.formats.blocks import BOLD, Block, blocks
from reviews.importing.formats.collector import Collector, dek_of
from reviews.importing.formats.headings import (
    DISCLOSED,
    STRUCTURE,
    closes_spoilers,
    exact,
    is_ensemble,
    is_plain,
    meaning,
)
from reviews.importing.formats.phrases import Credit, credit, is_person, labelled, signature
from reviews.importing.formats.placement import Placement
from reviews.importing.formats.spoilers import ends_spoilers, opens_spoilers, speaks_of_spoilers

NO_HEADLINE = "No headline was found; please add one."
LONGEST_HEADLINE = 200


def read_prose(text: str, front_matter: str, titles: tuple[str, ...]) -> tuple[Document, Collector]:
    """The document as it was understood; and the gathering, with notes and the words spent on structure."""
    prose = _Prose(blocks(text), titles)
    prose.read()
    if front_matter:
        prose.gathering.unplaced("front matter").add(front_matter)
    return prose.gathering.finish(), prose.gathering


class _Prose(Placement):
    """The head, and what each heading opens; `Placing` puts text where it belongs."""

    def read(self) -> None:
        for at in range(self._head(), len(self.blocks)):
            self.at = at
            self._take(self.blocks[at])

    def _take(self, block: Block) -> None:
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
        """Reads the head; the number of blocks it took."""
        at = self._warnings_first()
        if at == len(self.blocks) or not self._is_headline(self.blocks[at]):
            self.gathering.say(NO_HEADLINE)
            return at
        first = self.blocks[at]
        line, _, rest = first.text.partition("\n")
        self.gathering.headline = line.strip()
        if speaks_of_spoilers(line):
            self._announced()
        if rest.strip():
            self._paragraph(rest.strip())
            return at + 1
        return self._under_headline(at + 1, first.level)

    def _warnings_first(self) -> int:
        at = 0
        while (
            at < len(self.blocks)
            and self.blocks[at].kind == "heading"
            and opens_spoilers(self.blocks[at].text) == ""
        ):
            self._heading(self.blocks[at])
            at += 1
        return at

    def _is_headline(self, block: Block) -> bool:
        if block.kind == "heading":
            return exact(block.text) not in STRUCTURE and len(block.text) <= LONGEST_HEADLINE
        return block.kind == "paragraph" and len(block.text.partition("\n")[0]) <= LONGEST_HEADLINE

    def _under_headline(self, at: int, level: int) -> int:
        while at + 1 < len(self.blocks):
            block = self.blocks[at]
            if (
                block.kind in ("paragraph", "heading")
                and not self.gathering.bylines
                and signature(block.text)
            ):
                self.gathering.sign(block.text)
            elif 0 < level < BOLD and not self.gathering.dek and self._dek(at, level):
                self.gathering.dek = self._dek(at, level)
            else:
                break
            at += 1
        return at

    def _dek(self, at: int, level: int) -> str:
        """The standfirst under the headline: in italics, quoted, or a heading deeper than any section's."""
        block = self.blocks[at]
        if speaks_of_spoilers(block.text) or self.blocks[at + 1].kind == "item":
            return ""
        if block.kind == "paragraph":
            return dek_of(block.text)
        others = [
            other.level for other in self.blocks[at + 1 :] if other.kind == "heading" and other.level < BOLD
        ]
        deeper = block.kind == "heading" and others and BOLD > block.level > max(level, min(others))
        return block.text if deeper and not meaning(block.text) else ""

    # Headings.

    def _heading(self, block: Block) -> None:
        besides = opens_spoilers(block.text)
        if besides is not None:
            self._open_spoilers(block, besides)
        elif ends_spoilers(block.text) and (self.gathering.spoiling or block.text != "</details>"):
            self._close_spoilers(block)
        elif not self._structure(block):
            if speaks_of_spoilers(block.text):
                self._open_spoilers(block, None)
            if not (self._advice_heading(block) or self._note_heading(block) or self._within(block)):
                self._section(block)

    def _structure(self, block: Block) -> bool:
        """A heading for which the document has a place but no words: points, advice, verdict."""
        kind, rest = exact(block.text), ""
        if kind in DISCLOSED and self.gathering.spoiling:
            return False  # no end of spoilers
        if kind not in STRUCTURE:
            label, rest = labelled(block.text)
            may_lead = not self.gathering.spoiling or is_plain(label)
            kind = exact(label) if rest and may_lead else None
        if kind not in STRUCTURE:
            return False
        self._region(kind, block.text[: block.text.rindex(rest)] if rest else block.text, block.level)
        if rest and not self._placed(rest):
            self._text(rest)
        return True

    def _advice_heading(self, block: Block) -> bool:
        return self.region == "advice" and self._advice(block.text)

    def _note_heading(self, block: Block) -> bool:
        """A heading that names a credit; among cast notes, any name will do."""
        in_cast = self.region == "cast"
        found = credit(block.text, loose=in_cast)
        if found and (in_cast or is_person(found.name)) and exact(found.name) is None:
            self._note(found)
        elif in_cast and self._is_name_of_note(block):
            self._note(Credit(block.text))
        else:
            return False
        return True

    def _is_name_of_note(self, block: Block) -> bool:
        if is_ensemble(block.text):
            return True
        return not meaning(block.text) and (is_person(block.text) or self.level < block.level <= BOLD)

    def _within(self, block: Block) -> bool:
        """A heading deeper than its section's: part of the text, or the label of a point."""
        if not self.level < block.level <= BOLD or meaning(block.text):
            return False
        if self.region in ("good", "bad"):
            self.headed = True
            self.gathering.start(Point, side=self.region, label=block.text)
        elif self.gathering.current and self.region in ("text", "verdict", "opinion"):
            self.gathering.add(block.raw)
        else:
            return False
        return True

    def _section(self, block: Block) -> None:
        kind = meaning(block.text)
        kind = "other" if kind in (None, *STRUCTURE) else kind
        if closes_spoilers(block.text):
            self.gathering.close_spoilers()
        self.region, self.level = "cast" if kind == "cast" else "text", block.level
        self.gathering.start(
            Section, kind=kind, heading=block.text, flag="unknown heading" if kind == "other" else ""
        )
