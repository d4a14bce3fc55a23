"""Where a paragraph or list item of a text goes, by the region it stands in."""

from reviews.document import Advice, Advisory, CastNote, Opinion, Point, Section
from reviews.importing.formats.blocks import BARE, Block
from reviews.importing.formats.collector import BY_SENTENCE, NOT_A_KIND, Collector
from reviews.importing.formats.content_warnings import warnings
from reviews.importing.formats.headings import SIDES, STRUCTURE, exact, is_ensemble, is_plain
from reviews.importing.formats.phrases import (
    Credit,
    advice,
    is_person,
    is_titled,
    labelled,
    leading_credit,
    signature,
    signed_end,
)
from reviews.importing.formats.spoilers import announces_spoilers, marked, spoiler_tag


class Placement:
    """The region that is being read, and what its text becomes."""

    def __init__(self, found: list[Block], titles: tuple[str, ...]):
        self.blocks = found
        self.gathering = Collector(titles)
        self.region = "text"  # or "cast", "good", "bad", "both", "advice", "verdict"
        self.level = 0  # of the heading of the section or region
        self.listed = False  # whether the region of points has had a list item
        self.headed = False  # whether its points have headings of their own
        self.at = 0
        headings = [(at, exact(block.text)) for at, block in enumerate(found) if block.kind == "heading"]
        self.has_verdict = any(kind == "verdict" for _, kind in headings)
        self.last_points = max((at for at, kind in headings if kind in SIDES), default=-1)

    def _open_spoilers(self, block: Block, besides: str | None) -> None:
        """The warning is spent, with a title that goes with it; what else the line says is kept."""
        self.gathering.open_spoilers()
        self.region, self.level = "text", block.level
        kind = exact(besides or "")
        if besides and kind and kind not in STRUCTURE:
            self._spend_all_but(block.text, besides)
            self.gathering.start(Section, kind=kind, heading=besides)
        elif besides and not _is_title(besides):
            self._spend_all_but(block.text, besides)
            self._paragraph(besides)
        elif besides is not None:
            self.gathering.spent.append(block.text)

    def _spend_all_but(self, line: str, kept: str) -> None:
        at = line.rindex(kept)
        self.gathering.spent += [line[:at], line[at + len(kept) :]]

    def _close_spoilers(self, block: Block) -> None:
        self.gathering.spent.append(block.text)
        if self.gathering.spoiling:
            self.gathering.close_spoilers()
        else:
            self.gathering.spoiled_until_here()
        self.region, self.level = "text", block.level

    def _announced(self) -> None:
        self.gathering.open_spoilers()
        self.gathering.say(BY_SENTENCE)
        self.region = "text"

    def _region(self, kind: str, words: str, level: int) -> None:
        self.gathering.spent.append(words)
        self.gathering.close_spoilers()
        self.region, self.level, self.listed, self.headed = kind, level, False, False
        self.gathering.current = self.gathering.verdict if kind == "verdict" else None
        if kind == "opinion":
            self.gathering.start(Opinion)

    def _note(self, found: Credit) -> None:
        self.gathering.start(CastNote, name=found.name, role=found.role, cameo=found.cameo)
        self.gathering.spent += found.spent
        if found.rest:
            self.gathering.add(found.rest)

    def _paragraph(self, text: str) -> None:
        tag = spoiler_tag(text)
        if tag is not None:
            self._open_spoilers(Block("heading", tag, tag, BARE), "")
            if text[len(tag) :]:
                self._text(text[len(tag) :])
        elif announces_spoilers(text):
            self._announced()
            self._text(text)
        elif not (self._signed(text) or self._led_in(text) or self._placed(text)):
            self._text(text)

    def _signed(self, line: str) -> bool:
        """A byline on a line of its own, at the end of the verdict or of the whole text."""
        if self.region == "opinion" and self._is_unnamed():
            return False
        ends = self.region == "verdict" or self.at + 1 == len(self.blocks)
        if not (ends and signature(line) and self.gathering.parts) or self.gathering.spoiling:
            return False
        self.gathering.sign(line)
        return True

    def _led_in(self, text: str) -> bool:
        """A paragraph that begins with a heading of structure: "Verdict: …", "**Pros:** …"."""
        label, rest = labelled(text)
        kind = exact(label) if label and rest else None
        if kind not in STRUCTURE or (self.gathering.spoiling and not is_plain(label)):
            return False
        self._region(kind, label, BARE)
        if not self._placed(rest):
            self._text(rest)
        return True

    def _placed(self, text: str) -> bool:
        """A paragraph in a region where paragraphs mean something."""
        if self.region == "cast":
            return self._credited(text)
        if self.region == "advice":
            return self._advice(text)
        if self.region == "advisories":
            return self._warned(text)
        if self.region == "opinion":
            return self._is_unnamed() and self._named(text)
        if self.region in SIDES:
            return self._beside_points(text)
        return False

    def _warned(self, text: str) -> bool:
        """Advisories. What is not known for a kind is withheld: nothing here tells whether it spoils."""
        for kind, label, details in warnings(text):
            part = self.gathering.start(Advisory, kind=kind, label=label)
            if details:
                self.gathering.add(details)
            if kind == "other":
                self.gathering.say(NOT_A_KIND, part)
        self.gathering.current = None
        return True

    def _is_unnamed(self) -> bool:
        opinion = self.gathering.current
        return opinion is not None and opinion.of is Opinion and "name" not in opinion.fields

    def _named(self, text: str) -> bool:
        """Whose opinion it is: a name in its heading or at its beginning, a signature anywhere."""
        names, spent = signature(text) or ((), "")
        opinion = self.gathering.current
        assert opinion is not None
        if not opinion.pieces and is_person(text):
            names, spent = (text,), ""
        if len(names) != 1:
            return False
        opinion.fields["name"] = names[0]
        self.gathering.spent.append(spent)
        return True

    def _credited(self, text: str) -> bool:
        found = leading_credit(marked(text))
        if not found and (is_ensemble(text) or is_person(text)):
            found = Credit(text)
        if found:
            self._note(found)
        return bool(found)

    def _advice(self, text: str) -> bool:
        found = advice(marked(text))
        if not found:
            return False
        condition, answer, reason, spent = found
        self.gathering.start(Advice, condition=condition, answer=answer)
        self.gathering.spent.append(spent)
        if reason:
            self.gathering.add(reason)
        return True

    def _beside_points(self, text: str) -> bool:
        """A paragraph among points: the verdict after the last list, else a point without a bullet."""
        if self.headed:
            return False
        if self._is_verdict(text):
            self.region, self.level = "verdict", BARE
            self.gathering.current = self.gathering.verdict
        elif self.listed or self.region == "both":
            self.region = "text"
            self.gathering.unplaced("after a list")
        else:
            return self._point(text)
        return False

    def _is_verdict(self, text: str) -> bool:
        if self.has_verdict or self.at < self.last_points or not self.gathering.parts:
            return False
        titled = any(text.lower().startswith(f"{title}:".lower()) for title in self.gathering.titles if title)
        return self.listed or titled or bool(signed_end(text))

    def _point(self, text: str) -> bool:
        label, rest = labelled(marked(text))
        self.gathering.start(Point, side=self.region, label=label)
        if rest:
            self.gathering.add(rest)
        return True

    def _item(self, block: Block) -> None:
        if announces_spoilers(block.text):
            self._announced()
        if self._item_placed(block):
            self.gathering.spent.append(block.mark)  # a number, if anything
        else:
            self._text(block.raw, item=True)

    def _item_placed(self, block: Block) -> bool:
        """A list item in a region where items mean something."""
        if self.region == "cast":
            return self._credited(block.text)
        if self.region == "advice":
            return self._advice(block.text)
        if self.region == "advisories":
            return self._warned(block.text)
        if self.region in SIDES:
            return self._listed_point(block)
        if block.mark not in "–-":
            return False
        if self.region == "opinion":
            return self._is_unnamed() and self._named(block.raw)
        return self.region == "verdict" and self._signed(block.raw)

    def _listed_point(self, block: Block) -> bool:
        """A point; under a heading of both sides, + and - tell which."""
        if self.region != "both":
            self.listed = True
            return self._point(block.text)
        if block.mark not in "+-–":
            return False
        self.region = "good" if block.mark == "+" else "bad"
        self._point(block.text)
        self.region = "both"
        return True

    def _text(self, text: str, *, item: bool = False) -> None:
        """Text to the part that is open; where none is, to a new section."""
        gathering = self.gathering
        if not gathering.current and not gathering.parts and not gathering.spoiling and self.region == "text":
            gathering.start(Section, kind="opening")
            self.level = BARE
        elif not gathering.current:
            flag = "no heading" if self.region == "text" else f"not {self.region}"
            gathering.unplaced(flag)
            self.region = "advice" if self.region == "advice" else "text"
        gathering.add(text, item=item)


def _is_title(text: str) -> bool:
    """Whether words after a spoiler warning only name what follows ("Full Breakdown & Big Reveals")."""
    ends_a_sentence = text.endswith((".", "!", "…", "?"))
    return len(text.split()) <= 9 and not ends_a_sentence and is_titled(text) and any(map(str.isupper, text))
