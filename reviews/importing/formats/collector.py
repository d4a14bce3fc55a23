"""`Collector`: collects the parts of a document while a text is read."""

import re
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from reviews.document import (
    Advice,
    Advisory,
    Byline,
    CastNote,
    Document,
    Opinion,
    Part,
    Point,
    Section,
    Spoiler,
    Verdict,
    normal,
)
from reviews.document.parts import Level
from reviews.importing.formats.hidden_passages import HiddenPassages
from reviews.importing.formats.phrases import signature, split_signature, verdict_label
from reviews.importing.formats.result import FormatError, Note
from reviews.importing.formats.spoilers import has_mark_in_cell, is_verbatim, mark_inline
from shield.marks import CLOSER, OPENER

LISTS: dict[type, str] = {
    Section: "sections",
    CastNote: "cast_notes",
    Point: "points",
    Advice: "advice",
    Advisory: "advisories",
    Opinion: "opinions",
}
TEXT_FIELDS: dict[type, str] = {
    Advice: "reason",
    Advisory: "details",
}  # the field for a part's text, if not `text`

EMPTY_SPOILER = "Nothing stands after the words that spoilers begin. Please remove them or add the text."
STILL_OPEN = "Nothing shows where the spoilers end; everything after the warning is flagged. Please check."
IN_DOUBT = (
    "This part comes after a spoiler warning, and may not spoil; it is flagged to be safe. Please check."
)
BY_ITS_KIND = (
    "This part looks like one that spoils, so it is flagged though no warning stands before it. Please check."
)
BY_SENTENCE = "A sentence announces spoilers; everything after it is flagged. Please check where they end."
BY_PICTURE = "A picture warns of spoilers; everything after it is flagged. Please check where they end."
BY_MENTION = "A sentence in this part speaks of spoilers, so its passage is hidden. Please check."
BY_TAG = "What the file hides (by a tag, a box or a colour) is hidden in this part. Please check."
TAG_LEFT_OPEN = "The file begins to hide something and does not say where it ends; all after it is flagged."
SIGN_IN_HEADLINE = "The headline speaks of spoilers. Nothing can be hidden in it; please check what follows."
LAST_WORDS = "The last words speak of spoilers, and nothing follows. Please check them."
MARK_LEFT_OPEN = "A spoiler begun with || is not closed; all of its part is flagged. Please check."
END_ALONE = "The text says where spoilers end but not where they begin; all before is flagged. Please check."
MARK_IN_HEADLINE = (
    "A spoiler mark stands in the headline or under it, where nothing can be hidden. Please reword it."
)
UNPLACED = "This passage found no place of its own; it stands in a section of kind “other”."
NOT_A_KIND = (
    "This warning is withheld, since its words may spoil. Give it a kind or a few words for everybody."
)
PICTURE = "A picture did not come in{}. Upload it, and put it in its place."
MAX_PARTS = 1000
_PICTURE = re.compile(r"!\[(?:[^\]]*\]\(<?(?!image:)|\[)([^\s()<>\[\]|]+)")
SPOILING_KINDS = ("plot", "cameos", "twists", "ending")


class TooManyParts(Exception):
    """More parts than any review has: the text was misread."""


@dataclass
class OpenSection:
    """A part that is still being read: its type, fields, and the pieces of its text."""

    of: type
    fields: dict
    pieces: list[str] = field(default_factory=list)
    items: list[bool] = field(default_factory=list)
    key: UUID = field(default_factory=uuid4)

    def add(self, text: str, *, item: bool = False) -> None:
        self.pieces.append(text)
        self.items.append(item)

    def text(self) -> tuple[str, bool]:
        """(Markdown, whether a spoiler mark in it was not closed)."""
        pieces, left_open = mark_inline(self.pieces)
        joined = []
        for index, piece in enumerate(pieces):
            is_tight = index and self.items[index] and self.items[index - 1]
            joined += ["" if not index else "\n" if is_tight else "\n\n", piece]
        return "".join(joined), left_open


class Collector:
    """Parts, bylines and notes so far; the words that became structure; whether in a spoiler part."""

    def __init__(self, titles: tuple[str, ...], hidden: HiddenPassages):
        self.titles = titles
        self.hidden = hidden
        self.headline, self.dek = "", ""
        self.bylines: list[Byline] = []
        self.parts: list[OpenSection] = []
        self.verdict = OpenSection(Verdict, {})
        self.current: OpenSection | None = None
        self.notes: list[Note] = []
        self.structure_words: list[str] = [*hidden.structure_words]
        self.in_spoilers, self.has_spoiler_text = False, False  # in a spoiler part; whether it has any text

    def hides(self, line: str) -> bool:
        """Whether a line holds a mark or a hidden passage."""
        return any(mark in line for mark in ("||", OPENER, CLOSER)) or self.hidden.are_in(line)

    def open_spoilers(self) -> None:
        self.current = None
        if not self.in_spoilers:
            self.in_spoilers, self.has_spoiler_text = True, False

    def flag_all_parts(self) -> None:
        """For an end of spoilers without a beginning: flag everything before it."""
        for part in self.parts:
            part.fields.setdefault("spoiler", Spoiler(level="major"))
        self.warn(END_ALONE)
        self.current = None

    def close_spoilers(self) -> None:
        """End the spoiler part; raises FormatError if it is empty."""
        if self.in_spoilers and not self.has_spoiler_text:
            raise FormatError(EMPTY_SPOILER)
        self.current, self.in_spoilers = None, False

    def start(self, of: type, **fields: object) -> OpenSection:
        """Start a part; flagged if it is among spoilers. Raises TooManyParts."""
        if len(self.parts) >= MAX_PARTS:
            raise TooManyParts
        texts = {name: value for name, value in fields.items() if isinstance(value, str)}
        hides = any(self.hides(value) for value in texts.values())
        fields |= {name: self.hidden.full(value) for name, value in texts.items()}
        part = OpenSection(of, fields)
        if self.in_spoilers or hides or fields.get("kind") in ("cameos", "twists", "ending"):
            level: Level = "ending" if fields.get("kind") == "ending" else "major"
            fields["spoiler"] = Spoiler(level=level)
            self._warn_if_doubtful(part)
        self.parts.append(part)
        self.current = part
        return part

    def _warn_if_doubtful(self, part: OpenSection) -> None:
        kind, flag = part.fields.get("kind"), part.fields.get("flag")
        if not self.in_spoilers:
            self.warn(BY_ITS_KIND, part)
        elif kind not in SPOILING_KINDS and flag != "no heading":
            self.warn(IN_DOUBT, part)

    def start_unplaced(self, flag: str) -> OpenSection:
        """Start a section of kind "other" for text without a place, with a note to the author."""
        part = self.start(Section, kind="other", flag=flag)
        self.warn(UNPLACED, part)
        return part

    def add(self, text: str, *, item: bool = False) -> None:
        """Add text to the current part."""
        assert self.current is not None
        if is_verbatim(text) and (self.hidden.are_in(text) or has_mark_in_cell(text)):
            text = self.hidden.whole(text)
            self.warn(BY_TAG, self.current)
        self.current.add(text, item=item)
        self._warn_of_pictures(text)
        self.has_spoiler_text = self.has_spoiler_text or self.in_spoilers

    def _warn_of_pictures(self, text: str) -> None:
        """A note on each picture that readers will not get; it names its file unless that may spoil."""
        assert self.current is not None
        for address in _PICTURE.findall(text) if "![" in text else ():
            may_spoil = self.in_spoilers or "spoiler" in self.current.fields or "||" in text or OPENER in text
            named = "" if may_spoil else f": “{address.rpartition('/')[2]}”"
            self.warn(PICTURE.format(named), self.current)

    def warn(self, message: str, part: OpenSection | None = None) -> None:
        self.notes.append(Note("warning", message, part.key if part else None))

    def add_byline(self, line: str) -> None:
        """Add the names of a signature. Its "by", and a repeated name, count as structure words."""
        names, words = signature(line) or ((), "")
        known = {byline.name for byline in self.bylines}
        self.bylines += [Byline(name=name) for name in names if name not in known]
        self.structure_words += [words, *(name for name in names if name in known)]

    def finish(self) -> Document:
        """The document in normal form. Raises FormatError if a spoiler part is still open and empty."""
        if self.in_spoilers:
            self.close_spoilers()
            self.warn(STILL_OPEN)
        if self.hides(self.headline + self.dek):
            self.warn(MARK_IN_HEADLINE)
        verdict = self._verdict()  # first: it may end with a byline
        document = Document(
            headline=self.hidden.put_back(self.headline),
            dek=self.hidden.put_back(self.dek),
            verdict=verdict,
            bylines=tuple(self.bylines),
            **self._lists(),
        )
        return normal(document)

    def _lists(self) -> dict[str, Any]:
        """The parts of the document, as tuples by the names of its fields."""
        lists: dict[str, list[Part]] = {name: [] for name in LISTS.values()}
        for part in self.parts:
            lists[LISTS[part.of]].append(self._finished(part))
        return {name: tuple(parts) for name, parts in lists.items()}

    def _finished(self, part: OpenSection) -> Part:
        text, left_open = part.text()
        if left_open:
            part.fields.setdefault("spoiler", Spoiler(level="major"))
            self.warn(MARK_LEFT_OPEN, part)
        return part.of(
            key=part.key, **part.fields, **{TEXT_FIELDS.get(part.of, "text"): self._put_back(text, part)}
        )

    def _put_back(self, text: str, part: OpenSection | None) -> str:
        """The text with its hidden passages; within a flagged part they need no marks."""
        if not self.hidden.are_in(text):
            return text
        self.warn(BY_TAG, part)
        is_flagged = part is not None and "spoiler" in part.fields
        return self.hidden.full(text) if is_flagged else self.hidden.put_back(text)

    def _verdict(self) -> Verdict:
        """The verdict, with its label split off and the byline at its end moved to the bylines."""
        text, left_open = self.verdict.text()
        if left_open:
            self.warn(MARK_LEFT_OPEN)
        text = self._put_back(text, None)
        signed = split_signature(text)
        if signed:
            text = signed[0]
            self.add_byline(signed[1])
        label, text = verdict_label(text, self.titles, self.headline)
        return Verdict(label=label, text=text)


def dek_of(text: str) -> str:
    """The standfirst if a paragraph is all in italics or a quotation; "" for any other."""
    italic = re.fullmatch(r"([*_])(?![*_\s])([^*_]+)\1", text)
    if italic:
        return italic[2]
    lines = text.split("\n")
    if all(line.lstrip().startswith(">") and not line.lstrip().startswith((">!", ">>")) for line in lines):
        return "\n".join(line.lstrip()[1:].strip() for line in lines)
    return ""
