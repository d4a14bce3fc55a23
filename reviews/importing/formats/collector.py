"""Where the parts of a text are gathered, in order, while it is read."""

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
from reviews.importing.formats.phrases import signature, signed_end, verdict_label
from reviews.importing.formats.result import FormatError, Note
from reviews.importing.formats.spoilers import mark_inline

LISTS: dict[type, str] = {
    Section: "sections",
    CastNote: "cast_notes",
    Point: "points",
    Advice: "advice",
    Advisory: "advisories",
    Opinion: "opinions",
}
TEXTS: dict[type, str] = {
    Advice: "reason",
    Advisory: "details",
}  # where a part's text goes, if not into `text`

EMPTY_SPOILER = "Nothing stands after the words that spoilers begin. Please remove them or add the text."
STILL_OPEN = "Nothing shows where the spoilers end; everything after the warning is flagged. Please check."
IN_DOUBT = (
    "This part comes after a spoiler warning, and may not spoil; it is flagged to be safe. Please check."
)
BY_ITS_KIND = (
    "This part looks like one that spoils, so it is flagged though no warning stands before it. Please check."
)
BY_SENTENCE = "A sentence announces spoilers; everything after it is flagged. Please check where they end."
MARK_LEFT_OPEN = "A spoiler begun with || is not closed; all of its part is flagged. Please check."
END_ALONE = "The text says where spoilers end but not where they begin; all before is flagged. Please check."
MARK_IN_HEADLINE = (
    "A spoiler mark stands in the headline or under it, where nothing can be hidden. Please reword it."
)
UNPLACED = "This passage found no place of its own; it stands in a section of kind “other”."
NOT_A_KIND = (
    "This warning is withheld, since its words may spoil. Give it a kind or a few words for everybody."
)
MOST_PARTS = 1000
SPOILING_KINDS = ("plot", "cameos", "twists", "ending")


class TooManyParts(Exception):
    """More parts than any review has: the text was taken for something it is not."""


@dataclass
class OpenSection:
    """A part that is still being read: its kind, what is known of it, and the pieces of its text."""

    of: type
    fields: dict
    pieces: list[str] = field(default_factory=list)
    items: list[bool] = field(default_factory=list)
    key: UUID = field(default_factory=uuid4)

    def add(self, text: str, *, item: bool = False) -> None:
        self.pieces.append(text)
        self.items.append(item)

    def text(self) -> tuple[str, bool]:
        """Its text as Markdown, and whether a spoiler in it was left open."""
        pieces, left_open = mark_inline(self.pieces)
        joined = []
        for at, piece in enumerate(pieces):
            close = at and self.items[at] and self.items[at - 1]
            joined += ["" if not at else "\n" if close else "\n\n", piece]
        return "".join(joined), left_open


class Collector:
    """Parts, bylines and notes so far, the words spent on structure, and whether a spoiler part is open."""

    def __init__(self, titles: tuple[str, ...]):
        self.titles = titles
        self.headline, self.dek = "", ""
        self.bylines: list[Byline] = []
        self.parts: list[OpenSection] = []
        self.verdict = OpenSection(Verdict, {})
        self.current: OpenSection | None = None
        self.notes: list[Note] = []
        self.spent: list[str] = []
        self.spoiling, self.spoiled = False, False  # in a spoiler part; whether it holds any text yet

    def open_spoilers(self) -> None:
        self.current = None
        if not self.spoiling:
            self.spoiling, self.spoiled = True, False

    def spoiled_until_here(self) -> None:
        """An end of spoilers without a beginning: all that came before is flagged."""
        for part in self.parts:
            part.fields.setdefault("spoiler", Spoiler(level="major"))
        self.say(END_ALONE)
        self.current = None

    def close_spoilers(self) -> None:
        """Refused if the spoiler part holds nothing."""
        if self.spoiling and not self.spoiled:
            raise FormatError(EMPTY_SPOILER)
        self.current, self.spoiling = None, False

    def start(self, of: type, **fields: object) -> OpenSection:
        """A new part, flagged if it stands among spoilers."""
        if len(self.parts) >= MOST_PARTS:
            raise TooManyParts
        part = OpenSection(of, fields)
        hidden = any("||" in value for value in fields.values() if isinstance(value, str))
        if self.spoiling or hidden or fields.get("kind") in ("cameos", "twists", "ending"):
            level: Level = "ending" if fields.get("kind") == "ending" else "major"
            fields["spoiler"] = Spoiler(level=level)
            self._say_what_is_in_doubt(part)
        self.parts.append(part)
        self.current = part
        return part

    def _say_what_is_in_doubt(self, part: OpenSection) -> None:
        kind, flag = part.fields.get("kind"), part.fields.get("flag")
        if not self.spoiling:
            self.say(BY_ITS_KIND, part)
        elif kind not in SPOILING_KINDS and flag != "no heading":
            self.say(IN_DOUBT, part)

    def unplaced(self, flag: str) -> OpenSection:
        """A section for what has no place, with a word to the author."""
        part = self.start(Section, kind="other", flag=flag)
        self.say(UNPLACED, part)
        return part

    def add(self, text: str, *, item: bool = False) -> None:
        """Text to the part that is being read."""
        assert self.current is not None
        self.current.add(text, item=item)
        self.spoiled = self.spoiled or self.spoiling

    def say(self, message: str, part: OpenSection | None = None) -> None:
        self.notes.append(Note("warning", message, part.key if part else None))

    def sign(self, line: str) -> None:
        """A byline; its "by" is spent, and so is a name that was signed before."""
        names, words = signature(line) or ((), "")
        known = {byline.name for byline in self.bylines}
        self.bylines += [Byline(name=name) for name in names if name not in known]
        self.spent += [words, *(name for name in names if name in known)]

    def finish(self) -> Document:
        """The document; refused if a spoiler part is still open and empty."""
        if self.spoiling:
            self.close_spoilers()
            self.say(STILL_OPEN)
        if "||" in self.headline + self.dek:
            self.say(MARK_IN_HEADLINE)
        verdict = self._verdict()  # first: it may end with a byline
        document = Document(
            headline=self.headline,
            dek=self.dek,
            verdict=verdict,
            bylines=tuple(self.bylines),
            **self._lists(),
        )
        return normal(document)

    def _lists(self) -> dict[str, Any]:
        """The parts of the document, as tuples by the names of its fields."""
        lists: dict[str, list[Part]] = {name: [] for name in LISTS.values()}
        for part in self.parts:
            lists[LISTS[part.of]].append(self._grown(part))
        return {name: tuple(parts) for name, parts in lists.items()}

    def _grown(self, part: OpenSection) -> Part:
        text, left_open = part.text()
        if left_open:
            part.fields.setdefault("spoiler", Spoiler(level="major"))
            self.say(MARK_LEFT_OPEN, part)
        return part.of(key=part.key, **part.fields, **{TEXTS.get(part.of, "text"): text})

    def _verdict(self) -> Verdict:
        """The verdict without the byline at its end, and with its label apart."""
        text, left_open = self.verdict.text()
        if left_open:
            self.say(MARK_LEFT_OPEN)
        signed = signed_end(text)
        if signed:
            text = signed[0]
            self.sign(signed[1])
        label, text = verdict_label(text, self.titles)
        return Verdict(label=label, text=text)


def dek_of(text: str) -> str:
    """The standfirst that a paragraph in italics or quoted is; "" for any other."""
    italic = re.fullmatch(r"([*_])(?![*_\s])([^*_]+)\1", text)
    if italic:
        return italic[2]
    lines = text.split("\n")
    if all(line.lstrip().startswith(">") and not line.lstrip().startswith((">!", ">>")) for line in lines):
        return "\n".join(line.lstrip()[1:].strip() for line in lines)
    return ""
