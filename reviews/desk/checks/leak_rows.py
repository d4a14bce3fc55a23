"""The leak check as the desk shows it: pairs of sentences, and the boxes that answer them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import QueryDict

from reviews import document as d
from reviews.checks.findings import Finding
from reviews.checks.leak_check.leak_pairs import LeakPair
from reviews.desk.base.review_state import person_name
from reviews.models import LeakWaiver, WaiverKind
from shield.words import Stems, fold, in_pieces

BOX = "premise-"  # begins the name of each box; the hash of the finding ends it
ALL = "premise-all"  # the box for all of them
SHOWN = "shown"  # names each that stood on the page beside it


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
    def is_stuck(self) -> bool:
        """Whether something is open that this person may not answer."""
        return not all(row.box for row in self.open)


def leak_rows(
    findings: Iterable[Finding], *, may_allow: bool, stems: Stems, anchors: Mapping, typed_in: Mapping
) -> list[Row]:
    """The pairs that the check found. `anchors`: where a part stands on the page, by its key."""
    return [_row(item, may_allow, stems, anchors, typed_in) for item in findings]


def ticked(posted: QueryDict) -> list[str]:
    """The hashes of the findings that were ticked: one by one, or all that stood on the page."""
    if ALL in posted:
        return posted.getlist(SHOWN)
    return [name.removeprefix(BOX) for name in posted if name.startswith(BOX)]


def _row(item: Finding, may_allow: bool, stems: Stems, anchors: Mapping, typed_in: Mapping) -> Row:
    finding = item.pair
    is_shown_again = finding.kind == WaiverKind.SHOWN_AGAIN
    box = f"{BOX}{item.hash}" if may_allow or not is_shown_again else ""
    return Row(
        box=box,
        is_ticked=box in typed_in,
        is_shown_again=is_shown_again,
        place=finding.place,
        href=anchors.get(finding.key, ""),
        safe=_pieces(finding.safe, finding, stems),
        spoiler_place=finding.spoiler_place,
        spoiler=_pieces(finding.spoiler, finding, stems),
        answer=answer_of(item.waiver),
    )


def answer_of(waiver: LeakWaiver | None) -> Answer | None:
    return Answer(person_name(waiver.by), waiver.reason) if waiver else None


def _pieces(text: str, finding: LeakPair, stems: Stems) -> tuple[Piece, ...]:
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
