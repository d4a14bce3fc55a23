"""Rows of the leak check: pairs of sentences, and the checkboxes that waive them."""

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from reviews import document as d
from reviews.checks.findings import Finding
from reviews.checks.leak_check.leak_pairs import LeakPair, Source
from reviews.desk.base.review_state import person_name
from reviews.models import SAFE_ANSWERS, LeakWaiver, WaiverKind
from shield.words import Stems, in_pieces

CHECKBOX_PREFIX = "premise-"  # before the hash of a finding: the name of its checkbox


@dataclass(frozen=True)
class Piece:
    text: str
    is_shared: bool


@dataclass(frozen=True)
class WaiverRow:
    """`answer`: the one that was chosen, of several; empty for a checkbox that was ticked."""

    by: str
    reason: str
    answer: str = ""


@dataclass(frozen=True)
class LeakRow:
    """A pair of sentences. `checkbox` is the name of its input; empty if this person may not waive it.

    `films`: of a sentence that is withheld elsewhere, the titles that it gives away; `spoiler` is then empty
    for who may not open what withholds it. `record_field`: the field of the film database that does; empty
    for a review. `common`: where this person answers it for all reviews, or empty.
    """

    checkbox: str
    is_ticked: bool
    is_shown_again: bool
    place: str
    href: str
    safe: tuple[Piece, ...]
    spoiler_place: str
    spoiler: tuple[Piece, ...]
    waiver: WaiverRow | None
    films: str = ""
    record_field: str = ""
    common: str = ""


@dataclass(frozen=True)
class LeakCheck:
    open: tuple[LeakRow, ...]
    waived: tuple[LeakRow, ...]

    @property
    def places(self) -> tuple[tuple[str, str], ...]:
        """(title, anchor) of each place with an open pair, without duplicates."""
        return tuple(dict.fromkeys((row.place, row.href) for row in self.open))

    @property
    def is_stuck(self) -> bool:
        """Whether a pair is open that this person may not waive."""
        return not all(row.checkbox for row in self.open)


def leak_rows(
    findings: Iterable[Finding],
    *,
    may_waive: bool,
    stems: Stems,
    anchors: Mapping,
    form_values: Mapping,
    readable: Container[Source],
    common: Callable[[LeakPair], str] = lambda pair: "",
) -> list[LeakRow]:
    """One row for each pair. `anchors`: the link to each part on the page, by its key.

    `readable`: the other reviews and records whose words this person may see; `common`: the page where
    they answer a sentence for all reviews.
    """
    return [_row(item, may_waive, stems, anchors, form_values, readable, common) for item in findings]


def ticked(posted: QueryDict) -> list[str]:
    """The hashes of the ticked findings. Each has a tick of its own: one for all is given unread."""
    return [name.removeprefix(CHECKBOX_PREFIX) for name in posted if name.startswith(CHECKBOX_PREFIX)]


def _row(
    item: Finding,
    may_waive: bool,
    stems: Stems,
    anchors: Mapping,
    form_values: Mapping,
    readable: Container[Source],
    common: Callable[[LeakPair], str],
) -> LeakRow:
    pair = item.pair
    is_readable = pair.source is None or pair.source in readable
    is_shown_again = pair.kind == WaiverKind.SHOWN_AGAIN
    checkbox = f"{CHECKBOX_PREFIX}{item.hash}" if may_waive or not is_shown_again else ""
    return LeakRow(
        checkbox=checkbox,
        is_ticked=checkbox in form_values,
        is_shown_again=is_shown_again,
        place=pair.place,
        href=anchors.get(pair.key, ""),
        safe=_pieces(pair.safe, pair, stems),
        spoiler_place=pair.spoiler_place,
        spoiler=_pieces(pair.spoiler, pair, stems) if is_readable else (),
        waiver=waiver_row(item.waiver),
        films=get_text_list([*pair.films], _("and")),
        record_field=pair.record.field if pair.record else "",
        common=common(pair),
    )


def waiver_row(waiver: LeakWaiver | None) -> WaiverRow | None:
    if not waiver:
        return None
    answer = str(waiver.get_kind_display()) if waiver.kind in SAFE_ANSWERS else ""
    return WaiverRow(person_name(waiver.by), waiver.reason, answer)


def _pieces(text: str, pair: LeakPair, stems: Stems) -> tuple[Piece, ...]:
    """Mark the words that both sentences share: by stem for a leak, else by word."""
    return tuple(
        Piece(piece, any(token in pair.shared or stems.of(token) in pair.shared for token in tokens))
        for piece, tokens in in_pieces(text)
    )


# Anchors of parts

FRONT = ("headline", "dek", "seen", "first_published")


def form_anchors(document: d.Document) -> dict[str, str]:
    """Links to the parts in the form of the draft, by key."""
    rows = {
        str(part.key): f"#{prefix}-{index}"
        for prefix in d.PARTS  # the formsets are called like the lists
        for index, part in enumerate(getattr(document, prefix))
    }
    front = dict.fromkeys(FRONT, "#content-main")
    return rows | front | {"verdict": "#verdict"}


def comparison_anchors(document: d.Document) -> dict[str, str]:
    """Links to the parts in a comparison, by key."""
    parts = {str(part.key): f"#p-{str(part.key)[:8]}" for part in document.parts()}
    return parts | dict.fromkeys(FRONT, "#p-front") | {"verdict": "#p-verdict"}
