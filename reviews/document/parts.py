"""The parts of a document as structs, and `PART_TYPES`, one table of their text fields, labels and limits.

Freezing, thawing, Markdown files, comparison, checks, rendering and the draft's
form all read this table. A new text field of a part is a line in its struct, a
line in the table, a column of its draft row, and a place on the page
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
SeenHow = Literal["", "cinema", "press-screening", "festival", "screener", "streaming", "disc"]
AdvisoryKind = Literal[
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
    """Base of all structs in a document: immutable, compared by content."""


class Ref(Value, frozen=True, kw_only=True):
    """Reference to a database object: its key, and its name as printed when the draft was frozen."""

    key: UUID
    name: str


class Spoiler(Value, frozen=True, kw_only=True):
    """Spoiler flag on a part: level, and the films it gives away. An empty scope means the reviewed film."""

    level: Level
    scope: tuple[Ref, ...] = ()


class Part(Value, frozen=True, kw_only=True):
    """Base of parts. The key identifies a part in every revision, draft row and edition."""

    key: UUID = msgspec.field(default_factory=uuid4)
    spoiler: Spoiler | None = None


class Section(Part, frozen=True, kw_only=True):
    """A passage of Markdown with a heading. `flag` is a remark of the importer to the author."""

    kind: Kind
    heading: str = ""
    text: str = ""
    flag: str = ""


class CastNote(Part, frozen=True, kw_only=True):
    """A note on none, one or several credits; name and role as printed."""

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
    """A content advisory. `details` are always hidden from the safe text; a flag hides the label too."""

    kind: AdvisoryKind
    label: str = ""
    details: str = ""


class Picture(Part, frozen=True, kw_only=True):
    """A picture of the review; `sha256` is the hash of the file's bytes."""

    image: UUID
    sha256: str
    alt: str = ""
    caption: str = ""


class Embedded(Value, frozen=True, kw_only=True):
    """An image used in the document's Markdown as `image:KEY`."""

    image: UUID
    sha256: str


class Verdict(Value, frozen=True, kw_only=True):
    label: str = ""
    text: str = ""


class Score(Value, frozen=True, kw_only=True):
    """A score, with the scale's version and wording when the draft was frozen.

    `value` counts divisions, `maximum` whole units: value 7 and maximum 5 with
    two `divisions` is 3½ of 5.
    """

    scale: UUID
    version: int
    value: int
    maximum: int
    divisions: int
    word: str = ""


class Opinion(Part, frozen=True, kw_only=True):
    """A second opinion: another critic on the film, name as printed."""

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
    """A text field of a part. `markdown`: "" for a plain line, "inline" without paragraphs, "blocks".

    A field that is not `is_safe` belongs to the full text only, whether the part is flagged or not.
    """

    name: str
    label: str
    markdown: Markdown = ""
    is_safe: bool = False
    rows: int = 1  # initial height of its form field

    @property
    def limit(self) -> int:
        """Maximum length in characters."""
        return MARKDOWN_LIMIT if self.markdown else LINE_LIMIT


@dataclass(frozen=True)
class PartType:
    """A row of the table. `values`: other plain fields that readers get; `notes`: those for staff only."""

    of: type
    label: str
    marker: str  # its name in our own Markdown format
    field: str  # of the document; "" for the verdict, of which there is one
    texts: tuple[Text, ...]
    values: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def plain(self) -> tuple[str, ...]:
        """Fields that freeze and thaw copy unchanged between document and draft row."""
        return (*self.values, *(text.name for text in self.texts), *self.notes)


def _by_type(*rows: PartType) -> Mapping[type, PartType]:
    return {row.of: row for row in rows}


PART_TYPES = _by_type(
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


def _names(condition) -> dict[type, tuple[str, ...]]:
    return {of: tuple(text.name for text in row.texts if condition(text)) for of, row in PART_TYPES.items()}


TEXT_FIELDS = _names(lambda text: True)
# Markdown fields: they may contain inline spoilers and images.
MARKDOWN_FIELDS = _names(lambda text: text.markdown)
# Fields of the full text only, whether the part is flagged or not.
HIDDEN_FIELDS = _names(lambda text: not text.is_safe)


def text_of(of: type, name: str) -> Text:
    """The table's entry for a text field of a part type."""
    return next(text for text in PART_TYPES[of].texts if text.name == name)


def is_hidden(part: Part | Verdict, name: str) -> bool:
    """Whether a field is hidden as a whole, by the part's flag or by the table."""
    return getattr(part, "spoiler", None) is not None or name in HIDDEN_FIELDS[type(part)]


def markable(part: Part | Verdict) -> tuple[str, ...]:
    """The Markdown fields in which inline marks have an effect: not those that are hidden as a whole."""
    return tuple(name for name in MARKDOWN_FIELDS[type(part)] if name not in HIDDEN_FIELDS[type(part)])
