"""Rows of a submission's spoiler checks, for those who decide."""

from dataclasses import dataclass
from datetime import datetime

from reviews import document as d
from reviews.desk.base.review_state import person_name
from reviews.desk.base.titles import field_title, part_title
from reviews.models import CheckResult, SpoilerCheck, Submission
from reviews.rendering.bake import VERDICT
from reviews.workflow.spoiler_checks.rules import checks_of
from reviews.workflow.spoiler_checks.signing import FIRST_PUBLISHED, FRONT, SEEN, text_at


@dataclass(frozen=True)
class SpoilerCheckRow:
    name: str
    at: datetime
    is_clean: bool
    result: str
    place: str  # the title of the passage pointed at, if any
    text: str  # its safe text
    note: str


def spoiler_check_rows(submission: Submission, document: d.Document) -> tuple[SpoilerCheckRow, ...]:
    return tuple(_check_row(check, document) for check in checks_of(submission))


def _check_row(check: SpoilerCheck, document: d.Document) -> SpoilerCheckRow:
    return SpoilerCheckRow(
        name=person_name(check.by),
        at=check.at,
        is_clean=check.result == CheckResult.CLEAN,
        result=str(check.get_result_display()),
        place=_title(document, check.place),
        text=text_at(document, check.place) if check.place else "",
        note=check.note,
    )


def _title(document: d.Document, place: str) -> str:
    if place in (*FRONT, SEEN, FIRST_PUBLISHED):
        return field_title(place)
    parts = {str(part.key): part for part in document.parts()} | {VERDICT: document.verdict}
    return part_title(parts[place]) if place in parts else ""
