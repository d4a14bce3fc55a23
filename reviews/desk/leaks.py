"""The leak check as the desk shows it: pairs of sentences, and the boxes that answer them."""

from collections.abc import Mapping
from dataclasses import dataclass

from reviews import document as d
from reviews.access import may
from reviews.checks import Finding, Looked, looked_at
from reviews.desk.state import person
from reviews.models import LeakWaiver, Review, WaiverKind
from shield.words import Stems, fold, in_pieces

BOX = "premise-"  # begins the name of each box; the hash of the pair ends it


@dataclass(frozen=True)
class Piece:
    text: str
    is_shared: bool


@dataclass(frozen=True)
class Answer:
    by: str
    reason: str


@dataclass(frozen=True)
class Row:
    """A finding. `box` names its tick box; empty where this person may not answer it."""

    box: str
    is_ticked: bool
    is_shown_again: bool
    place: str
    href: str
    safe: tuple[Piece, ...]
    spoiler_place: str
    spoiler: tuple[Piece, ...]
    answer: Answer | None


@dataclass(frozen=True)
class LeakCheck:
    open: tuple[Row, ...]
    answered: tuple[Row, ...]

    @property
    def places(self) -> tuple[tuple[str, str], ...]:
        """(words, anchor) of each place where something is open, once."""
        return tuple(dict.fromkeys((row.place, row.href) for row in self.open))

    @property
    def can_be_answered(self) -> bool:
        return any(row.box for row in self.open)

    @property
    def is_stuck(self) -> bool:
        """Whether something is open that this person may not answer."""
        return not all(row.box for row in self.open)


def leak_check(review: Review, document: d.Document, user, *, anchors, typed_in: Mapping) -> LeakCheck:
    """What the check finds in a document. `anchors`: where a part stands on the page, by its key."""
    may_allow, stems = may(user, "waive", review), Stems(document.language)
    looked = looked_at(review, document)
    rows = [_row(item, may_allow, stems, anchors, typed_in) for item in looked]
    return LeakCheck(
        open=tuple(row for row in rows if not row.answer), answered=tuple(row for row in rows if row.answer)
    )


def ticked(posted: Mapping) -> list[str]:
    """The hashes of the findings that were ticked."""
    return [name.removeprefix(BOX) for name in posted if name.startswith(BOX)]


def _row(looked: Looked, may_allow: bool, stems: Stems, anchors, typed_in) -> Row:
    finding = looked.finding
    is_shown_again = finding.kind == WaiverKind.SHOWN_AGAIN
    box = f"{BOX}{finding.hash}" if may_allow or not is_shown_again else ""
    return Row(
        box=box,
        is_ticked=box in typed_in,
        is_shown_again=is_shown_again,
        place=finding.place,
        href=anchors.get(finding.key, ""),
        safe=_pieces(finding.safe, finding, stems),
        spoiler_place=finding.spoiler_place,
        spoiler=_pieces(finding.spoiler, finding, stems),
        answer=_answer(looked.waiver),
    )


def _answer(waiver: LeakWaiver | None) -> Answer | None:
    return Answer(person(waiver.by), waiver.reason) if waiver else None


def _pieces(text: str, finding: Finding, stems: Stems) -> tuple[Piece, ...]:
    """The sentence with the words marked that both say: stems of a leak, words of what is shown again."""
    return tuple(
        Piece(piece, fold(piece) in finding.shared or stems.of(fold(piece)) in finding.shared)
        for piece in in_pieces(text)
    )


# Where parts stand on a page


def form_anchors(document: d.Document) -> dict[str, str]:
    """On the form of the draft."""
    rows = {
        str(part.key): f"#{prefix}-{index}"
        for prefix in d.PARTS  # the formsets are called like the lists
        for index, part in enumerate(getattr(document, prefix))
    }
    front = dict.fromkeys(("headline", "dek", "seen"), "#content-main")
    return rows | front | {"verdict": "#verdict"}


def comparison_anchors(document: d.Document) -> dict[str, str]:
    """Beside a comparison."""
    parts = {str(part.key): f"#p-{str(part.key)[:8]}" for part in document.parts()}
    return parts | dict.fromkeys(("headline", "dek", "seen"), "#p-front") | {"verdict": "#p-verdict"}
