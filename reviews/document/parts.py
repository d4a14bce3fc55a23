"""The parts of a document, and one table of what is known of each: its texts, labels, limits.

Freezing, thawing, Markdown files, comparing, checks, rendering and the form of
the draft go by this table. A new text field of a part is a line in its struct,
a line in the table, a column of its draft row, and a place on the page
(CONTRIBUTING.md has the list). No Django in here: labels are translated where
they are shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args
from uuid import UUID, uuid4

import msgspec

Level = Literal["mild", "major", "ending"]
Kind = Literal["opening", "style", "cast", "plot", "cameos", "twists", "ending", "outlook", "other"]
Answer = Literal["yes", "no", "maybe"]
Side = Literal["good", "bad"]
How = Literal["", "cinema", "press-screening", "festival", "screener", "streaming", "disc"]
Warns = Literal[
    "violence",
    "gore",
    "sex",
    "sexual-violence",
    "self-harm",
    "drugs",
    "language",
    "animal-harm",
    "flashing",
    "other",
]

LEVELS: tuple[Level, ...] = get_args(Level)
KINDS: tuple[Kind, ...] = get_args(Kind)


class Value(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What every part of a document is made of: compared by content, never changed."""


class Ref(Value, frozen=True, kw_only=True):
    """A thing of the film world: its key, and its name as printed when the text was frozen."""

    key: UUID
    name: str


class Spoiler(Value, frozen=True, kw_only=True):
    """A flag on a part. An empty scope means the reviewed film."""

    level: Level
    scope: tuple[Ref, ...] = ()


class Part(Value, frozen=True, kw_only=True):
    """Something with a key of its own, which follows it through every form of the text."""

    key: UUID = msgspec.field(default_factory=uuid4)
    spoiler: Spoiler | None = None


class Section(Part, frozen=True, kw_only=True):
    """A headed passage of Markdown. `flag` is a word to the author from a reader of files."""

    kind: Kind
    heading: str = ""
    text: str = ""
    flag: str = ""


class CastNote(Part, frozen=True, kw_only=True):
    """What the critic says of none, one or several credits; name and role as printed."""

    credits: tuple[UUID, ...] = ()
    name: str = ""
    role: str = ""
    cameo: bool = False
    text: str = ""


class Point(Part, frozen=True, kw_only=True):
    """A line of The Good or The Bad."""

    side: Side
    label: str = ""
    text: str = ""


class Advice(Part, frozen=True, kw_only=True):
    """A line of Should You See It: for whom, the answer, why."""

    condition: str = ""
    answer: Answer
    reason: str = ""


class Advisory(Part, frozen=True, kw_only=True):
    """A word of warning. `details` are of the full text alone, flagged or not; a flag hides the label too."""

    kind: Warns
    label: str = ""
    details: str = ""


class Picture(Part, frozen=True, kw_only=True):
    """A picture in its use on the page; `sha256` is that of the file's bytes."""

    image: UUID
    sha256: str
    alt: str = ""
    caption: str = ""


class Embedded(Value, frozen=True, kw_only=True):
    """An image that some Markdown of the document names as `image:KEY`."""

    image: UUID
    sha256: str


class Verdict(Value, frozen=True, kw_only=True):
    label: str = ""
    text: str = ""


class Score(Value, frozen=True, kw_only=True):
    """A step of the house's scale, in the scale's own words when the text was frozen.

    `value` and `maximum` count the smallest steps: 7 of 10 with two `divisions`
    is 3½ of 5.
    """

    scale: UUID
    version: int
    value: int
    maximum: int
    divisions: int
    word: str = ""


class Opinion(Part, frozen=True, kw_only=True):
    """What another critic makes of the film, under a printed name."""

    name: str = ""
    critic: UUID | None = None
    text: str = ""
    score: Score | None = None


class AspectScore(Value, frozen=True, kw_only=True):
    aspect: Ref
    score: Score


# The table

LINE_LIMIT = 400
MARKDOWN_LIMIT = 200_000
Markdown = Literal["", "inline", "blocks"]


@dataclass(frozen=True)
class Text:
    """A text field of a part. `markdown` says whether spoilers may be marked in it, and paragraphs made.

    What is not said to be safe is of the full text alone, whether the part is flagged or not.
    """

    name: str
    label: str
    markdown: Markdown = ""
    is_safe: bool = False
    rows: int = 1  # lines of its box on the form, at first

    @property
    def limit(self) -> int:
        """In characters."""
        return MARKDOWN_LIMIT if self.markdown else LINE_LIMIT


@dataclass(frozen=True)
class PartType:
    """A kind of part. `values` are its other plain values that readers get, `notes` those for staff."""

    of: type
    label: str
    marker: str  # its name in our own Markdown
    field: str  # of the document; "" for the verdict, which is alone
    texts: tuple[Text, ...]
    values: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def plain(self) -> tuple[str, ...]:
        """What is stored as it stands, in the draft's row as in the document."""
        return (*self.values, *(text.name for text in self.texts), *self.notes)


def _typed(*rows: PartType) -> Mapping[type, PartType]:
    return {row.of: row for row in rows}


PART_TYPES = _typed(
    PartType(
        Picture,
        "Picture",
        "picture",
        "pictures",
        (
            Text("alt", "alternative text here", is_safe=True),
            Text("caption", "caption", "inline", is_safe=True, rows=2),
        ),
    ),
    PartType(
        Section,
        "Section",
        "section",
        "sections",
        (Text("heading", "heading", is_safe=True), Text("text", "text", "blocks", is_safe=True, rows=8)),
        values=("kind",),
        notes=("flag",),
    ),
    PartType(
        CastNote,
        "Cast note",
        "cast",
        "cast_notes",
        (
            Text("name", "name as printed", is_safe=True),
            Text("role", "role as printed", is_safe=True),
            Text("text", "text", "blocks", is_safe=True, rows=3),
        ),
        values=("cameo",),
    ),
    PartType(
        Point,
        "Point",
        "point",
        "points",
        (Text("label", "label", is_safe=True), Text("text", "sentence", "inline", is_safe=True, rows=2)),
        values=("side",),
    ),
    PartType(
        Advice,
        "Should you see it?",
        "advice",
        "advice",
        (
            Text("condition", "condition", "inline", is_safe=True, rows=2),
            Text("reason", "reason", "inline", is_safe=True, rows=2),
        ),
        values=("answer",),
    ),
    PartType(
        Advisory,
        "Content advisory",
        "advisory",
        "advisories",
        (Text("label", "in a few words", is_safe=True), Text("details", "details", "blocks", rows=2)),
        values=("kind",),
    ),
    PartType(
        Opinion,
        "Second opinion",
        "opinion",
        "opinions",
        (Text("name", "name as printed", is_safe=True), Text("text", "text", "blocks", is_safe=True, rows=3)),
    ),
    PartType(
        Verdict,
        "Verdict",
        "verdict",
        "",
        (
            Text("label", "verdict label", is_safe=True),
            Text("text", "verdict", "blocks", is_safe=True, rows=5),
        ),
    ),
)
# The fields of a document that hold parts.
PARTS = tuple(row.field for row in PART_TYPES.values() if row.field)


def _names(is_wanted) -> dict[type, tuple[str, ...]]:
    return {of: tuple(text.name for text in row.texts if is_wanted(text)) for of, row in PART_TYPES.items()}


TEXT_FIELDS = _names(lambda text: True)
# Those of them that are Markdown: inline spoilers and images may stand in them.
MARKDOWN_FIELDS = _names(lambda text: text.markdown)
# Those of them that are of the full text alone, whether the part is flagged or not.
HIDDEN_FIELDS = _names(lambda text: not text.is_safe)


def text_of(of: type, name: str) -> Text:
    """The line of the table for one field of a kind of part."""
    return next(text for text in PART_TYPES[of].texts if text.name == name)


def is_hidden(part: Part | Verdict, name: str) -> bool:
    """Whether a field of a part spoils as a whole."""
    return getattr(part, "spoiler", None) is not None or name in HIDDEN_FIELDS[type(part)]


def markable(part: Part | Verdict) -> tuple[str, ...]:
    """The Markdown fields in which marks hide something: not those that are hidden as a whole."""
    return tuple(name for name in MARKDOWN_FIELDS[type(part)] if name not in HIDDEN_FIELDS[type(part)])
