"""`Placement`: assigns paragraphs and list items to parts, by the region of the text they are in."""

from dataclasses import replace

from reviews.document import Advice, Advisory, CastNote, Opinion, Point, Section
from reviews.importing.formats.blocks import BARE, Block
from reviews.importing.formats.collector import LAST_WORDS, NOT_A_KIND
from reviews.importing.formats.content_warnings import warnings
from reviews.importing.formats.headings import SIDES, STRUCTURE, exact, is_ensemble, is_plain
from reviews.importing.formats.hidden_passages import LONE_TAGS
from reviews.importing.formats.phrases import (
    Credit,
    advice,
    is_person,
    leading_credit,
    signature,
    split_label,
    split_signature,
)
from reviews.importing.formats.spoiler_placement import SpoilerPlacement
from reviews.importing.formats.spoilers import marked, visible_signs, warns_of_spoilers


class Placement(SpoilerPlacement):
    """State while reading blocks: the current region, and the collector of parts."""

    def _start_region(self, kind: str, words: str, level: int) -> None:
        self.collector.structure_words.append(words)
        self.collector.close_spoilers()
        self.region, self.level, self.has_items, self.has_headings = kind, level, False, False
        self.collector.current = self.collector.verdict if kind == "verdict" else None
        if kind == "opinion":
            self.collector.start(Opinion)

    def _start_note(self, credit: Credit) -> None:
        self.collector.start(CastNote, name=credit.name, role=credit.role, cameo=credit.cameo)
        self.collector.structure_words += credit.structure_words
        if credit.rest:
            self.collector.add(credit.rest)

    def _paragraph(self, text: str) -> None:
        if text in LONE_TAGS:
            self._lone_tag(text)
        elif self._is_last_word(text):
            self.collector.warn(LAST_WORDS)
            self._text(text)
        elif warns_of_spoilers(text):
            self._open_announced_spoilers()
            self._text(text)
        else:
            text = self._hidden_if_it_mentions(text)
            if not (self._byline(text) or self._inline_heading(text) or self._region_paragraph(text)):
                self._text(text)

    # The methods below return whether they have handled the text.

    def _byline(self, line: str) -> bool:
        """A byline on a line of its own, at the end of the verdict or of the whole text."""
        if self.region == "opinion" and self._is_unnamed():
            return False
        is_end = self.region == "verdict" or self.index + 1 == len(self.blocks)
        if not (is_end and signature(line) and self.collector.parts) or self.collector.in_spoilers:
            return False
        self.collector.add_byline(line)
        return True

    def _inline_heading(self, text: str) -> bool:
        """A paragraph that begins with a structure heading: "Verdict: …", "**Pros:** …"."""
        label, rest = split_label(text)
        kind = exact(label) if label and rest else None
        if kind not in STRUCTURE or (self.collector.in_spoilers and not is_plain(label)):
            return False
        self._start_region(kind, label, BARE)
        if not self._region_paragraph(rest):
            self._text(rest)
        return True

    def _region_paragraph(self, text: str) -> bool:
        """A paragraph in a region in which paragraphs have a meaning."""
        if self.region == "cast":
            return self._credit(text)
        if self.region == "advice":
            return self._advice(text)
        if self.region == "advisories":
            return self._advisories(text)
        if self.region == "opinion":
            return self._is_unnamed() and self._opinion_name(text)
        if self.region in SIDES:
            return self._points_paragraph(text)
        return False

    def _advisories(self, text: str) -> bool:
        """Content advisories. Unknown wordings are withheld, because they may spoil."""
        for kind, label, details in warnings(text):
            part = self.collector.start(Advisory, kind=kind, label=label)
            if details:
                self.collector.add(details)
            if kind == "other":
                self.collector.warn(NOT_A_KIND, part)
        self.collector.current = None
        return True

    def _is_unnamed(self) -> bool:
        opinion = self.collector.current
        return opinion is not None and opinion.of is Opinion and "name" not in opinion.fields

    def _opinion_name(self, text: str) -> bool:
        """The name of a second opinion's critic: alone at its beginning, or a signature anywhere."""
        names, other_words = signature(text) or ((), "")
        opinion = self.collector.current
        assert opinion is not None
        if not opinion.pieces and is_person(text):
            names, other_words = (text,), ""
        if len(names) != 1:
            return False
        opinion.fields["name"] = names[0]
        self.collector.structure_words.append(other_words)
        return True

    def _credit(self, text: str) -> bool:
        credit = leading_credit(marked(text))
        if not credit and (is_ensemble(text) or is_person(text)):
            credit = Credit(text)
        if credit:
            self._start_note(credit)
        return bool(credit)

    def _advice(self, text: str) -> bool:
        parsed = advice(marked(text))
        if not parsed:
            return False
        condition, answer, reason, answer_word = parsed
        self.collector.start(Advice, condition=condition, answer=answer)
        self.collector.structure_words.append(answer_word)
        if reason:
            self.collector.add(reason)
        return True

    def _points_paragraph(self, text: str) -> bool:
        """A paragraph among points: the verdict after the last list, else a point without a bullet."""
        if self.has_headings:
            return False
        if self._is_verdict(text):
            self.region, self.level = "verdict", BARE
            self.collector.current = self.collector.verdict
        elif self.has_items or self.region == "both":
            self.region = "text"
            self.collector.start_unplaced("after a list")
        else:
            return self._point(text)
        return False

    def _is_verdict(self, text: str) -> bool:
        if self.has_verdict or self.index < self.last_points or not self.collector.parts:
            return False
        titles = filter(None, self.collector.titles)
        has_title = any(text.lower().startswith(f"{title}:".lower()) for title in titles)
        return self.has_items or has_title or bool(split_signature(text))

    def _point(self, text: str) -> bool:
        label, rest = split_label(marked(text))
        self.collector.start(Point, side=self.region, label=label)
        if rest:
            self.collector.add(rest)
        return True

    def _item(self, block: Block) -> None:
        if any(sign.warns for sign in visible_signs(block.text)):
            self._open_announced_spoilers()
        block = self._item_hidden_if_it_mentions(block)
        if self._region_item(block):
            self.collector.structure_words.append(block.mark)  # only a number counts as a word
        else:
            self._text(block.raw, item=True)

    def _item_hidden_if_it_mentions(self, block: Block) -> Block:
        text = self._hidden_if_it_mentions(block.text)
        mark = block.raw[: len(block.raw) - len(block.text)]
        return block if text == block.text else replace(block, text=text, raw=mark + text)

    def _region_item(self, block: Block) -> bool:
        """A list item in a region in which items have a meaning."""
        if self.region == "cast":
            return self._credit(block.text)
        if self.region == "advice":
            return self._advice(block.text)
        if self.region == "advisories":
            return self._advisories(block.text)
        if self.region in SIDES:
            return self._point_item(block)
        if block.mark not in "–-":
            return False
        if self.region == "opinion":
            return self._is_unnamed() and self._opinion_name(block.raw)
        return self.region == "verdict" and self._byline(block.raw)

    def _point_item(self, block: Block) -> bool:
        """A point; under a heading for both sides, + and - tell which side."""
        if self.region != "both":
            self.has_items = True
            return self._point(block.text)
        if block.mark not in "+-–":
            return False
        self.region = "good" if block.mark == "+" else "bad"
        self._point(block.text)
        self.region = "both"
        return True

    def _text(self, text: str, *, item: bool = False) -> None:
        """Add text to the current part; without one, to a new section."""
        collector = self.collector
        is_first = not collector.current and not collector.parts
        if is_first and not collector.in_spoilers and self.region == "text":
            collector.start(Section, kind="opening")
            self.level = BARE
        elif not collector.current:
            flag = "no heading" if self.region == "text" else f"not {self.region}"
            collector.start_unplaced(flag)
            self.region = "advice" if self.region == "advice" else "text"
        collector.add(text, item=item)
