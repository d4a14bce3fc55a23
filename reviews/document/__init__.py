"""The document: the whole text of a review as one plain, immutable value.

No Django in here. Readers of files make documents, draft tables freeze into
one and thaw out of one, a revision stores one, a page is baked from one.

The stored form is canonical JSON: sorted keys, no spaces, UTF-8, text in NFC
with LF line ends, whole numbers only, `format` inside. The digest is the
SHA-256 of those bytes. Bytes are never rewritten: an older format is upgraded
in memory when it is read.
"""

import hashlib
from collections.abc import Iterator
from typing import Any, Literal, get_args
from uuid import UUID, uuid4

import msgspec

from reviews.document.normalise import normal_text
from reviews.document.upgrades import UPGRADES

FORMAT = 2

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


class Byline(Value, frozen=True, kw_only=True):
    """A printed name, and the critic it stands for where there is one."""

    name: str
    critic: UUID | None = None


class Seen(Value, frozen=True, kw_only=True):
    """How the film was seen; as whose guest and in which format ("IMAX", "35 mm"), as printed."""

    how: How = ""
    guest_of: str = ""
    format: str = ""


class Document(Value, frozen=True, kw_only=True):
    format: int = FORMAT
    film: Ref | None = None
    headline: str = ""
    dek: str = ""
    language: str = "en"
    bylines: tuple[Byline, ...] = ()
    seen: Seen = Seen()
    pictures: tuple[Picture, ...] = ()
    embedded: tuple[Embedded, ...] = ()
    sections: tuple[Section, ...] = ()
    cast_notes: tuple[CastNote, ...] = ()
    points: tuple[Point, ...] = ()
    advice: tuple[Advice, ...] = ()
    advisories: tuple[Advisory, ...] = ()
    opinions: tuple[Opinion, ...] = ()
    verdict: Verdict = Verdict()
    score: Score | None = None
    aspects: tuple[AspectScore, ...] = ()

    def parts(self) -> Iterator[Part]:
        """Every part that can be flagged, in the order of the document."""
        for name in PARTS:
            yield from getattr(self, name)

    def front(self) -> tuple[Section, ...]:
        """The sections before the outlook. Advice, points and verdict stand between the two."""
        return self.sections[: self._outlook_at()]

    def back(self) -> tuple[Section, ...]:
        """The outlook and whatever follows it."""
        return self.sections[self._outlook_at() :]

    def _outlook_at(self) -> int:
        kinds = [section.kind for section in self.sections]
        return kinds.index("outlook") if "outlook" in kinds else len(kinds)


# The fields of a document that hold parts.
PARTS = ("pictures", "sections", "cast_notes", "points", "advice", "advisories", "opinions")
# The text fields of each part, for whoever walks over all words of a document.
TEXT_FIELDS: dict[type, tuple[str, ...]] = {
    Section: ("heading", "text"),
    CastNote: ("name", "role", "text"),
    Point: ("label", "text"),
    Advice: ("condition", "reason"),
    Advisory: ("label", "details"),
    Opinion: ("name", "text"),
    Picture: ("alt", "caption"),
    Verdict: ("label", "text"),
}
# Those of them that are Markdown: inline spoilers and images may stand in them.
MARKDOWN_FIELDS: dict[type, tuple[str, ...]] = {
    Section: ("text",),
    CastNote: ("text",),
    Point: ("text",),
    Advice: ("condition", "reason"),
    Advisory: ("details",),
    Opinion: ("text",),
    Picture: ("caption",),
    Verdict: ("text",),
}
# Those of them that are of the full text alone, whether the part is flagged or not.
HIDDEN_FIELDS: dict[type, tuple[str, ...]] = {Advisory: ("details",)}


def is_hidden(part: Part | Verdict, name: str) -> bool:
    """Whether a field of a part spoils as a whole."""
    return getattr(part, "spoiler", None) is not None or name in HIDDEN_FIELDS.get(type(part), ())


def markable(part: Part | Verdict) -> tuple[str, ...]:
    """The Markdown fields in which marks hide something: not those that are hidden as a whole."""
    names = MARKDOWN_FIELDS[type(part)]
    return tuple(name for name in names if name not in HIDDEN_FIELDS.get(type(part), ()))


def normal(value: Any) -> Any:
    """`value` with all its text in normal form, and what has no order (scopes, credits) sorted by key."""
    if isinstance(value, str):
        return normal_text(value)
    if isinstance(value, tuple):
        return tuple(normal(item) for item in value)
    if isinstance(value, Spoiler):
        scope = {ref.key: ref for ref in normal(value.scope)}
        return Spoiler(level=value.level, scope=tuple(scope[key] for key in sorted(scope)))
    if isinstance(value, CastNote):
        value = replace(value, credits=tuple(sorted(set(value.credits))))
    if isinstance(value, Value):
        return type(value)(**{name: normal(getattr(value, name)) for name in value.__struct_fields__})
    return value


def replace(value: Any, **changes: Any) -> Any:
    """A copy of a value with some fields changed."""
    return msgspec.structs.replace(value, **changes)


def dumps(document: Document) -> bytes:
    """The canonical bytes of a document."""
    return msgspec.json.encode(normal(document), order="sorted")


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


class Unreadable(ValueError):
    """Stored bytes that are no document of any format known here."""


def loads(content: bytes) -> Document:
    """A document from its stored bytes, upgraded in memory from any older format."""
    try:
        values = msgspec.json.decode(content)
        while values["format"] < FORMAT:
            values = UPGRADES[values["format"]](values)
        if values["format"] > FORMAT:
            raise Unreadable("This document was stored by a later version of Foyer.")
        return msgspec.convert(values, Document)
    except (msgspec.MsgspecError, KeyError, TypeError) as error:
        raise Unreadable("These bytes are no document this version can read.") from error
