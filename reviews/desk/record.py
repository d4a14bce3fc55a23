"""The record of a review as a timeline, by day."""

from dataclasses import dataclass
from itertools import groupby

from django.utils import timezone
from django.utils.translation import gettext as _

from reviews.desk.seeing import draft_seen_by, page
from reviews.desk.state import person
from reviews.models import RecordLine, Step

OK = (Step.APPROVE, Step.SPOILER_CHECK, Step.RESCHEDULE, Step.TIGHTEN, Step.LIFT_EMBARGO)
WARN = (Step.SUBMIT, Step.UNSCHEDULE, Step.EMBARGO, Step.WITHDRAW, Step.WAIVE_LEAKS, Step.SHOW_AGAIN)
STOP = (Step.REQUEST_CHANGES, Step.TAKE_DOWN, Step.DELETE)


@dataclass(frozen=True)
class Line:
    at: object
    kind: str  # the shape of its mark: ok, warn, stop or none
    word: str
    by: str
    reason: str
    detail: str
    revision: int | None
    digest: str
    edition: int | None
    submission: int | None


def record(request, pk):
    """Every step, newest first. No line quotes what spoils: workflow writes none that does."""
    draft = draft_seen_by(request.user, pk)
    lines = [_line(row) for row in _rows(draft.review)]
    days = [(day, list(rows)) for day, rows in groupby(lines, key=lambda line: line.at.date())]
    return page(request, "reviews/desk/record.html", {"draft": draft, "days": days}, title=_("Record"))


def _rows(review):
    named = ("by", "revision", "edition", "submission")
    return (
        RecordLine.objects.filter(review=review)
        .select_related(*named)
        .defer("revision__content", "edition__safe")
    )


def _line(row) -> Line:
    return Line(
        at=timezone.localtime(row.at),
        kind=kind_of(row.step),
        word=row.get_step_display(),
        by=person(row.by),
        reason=row.reason,
        detail=row.detail,
        revision=row.revision and row.revision.number,
        digest=row.revision.digest if row.revision else "",
        edition=row.edition and row.edition.number,
        submission=row.submission_id,
    )


def kind_of(step) -> str:
    return "ok" if step in OK else "warn" if step in WARN else "stop" if step in STOP else ""
