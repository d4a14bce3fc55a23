"""The record as a timeline: its lines, and beside them who opened the full text of what first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from heapq import merge
from itertools import groupby, islice

from django import forms
from django.contrib.auth.models import User
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reviews.desk.state import person
from reviews.models import Opened, RecordLine, Review, Step

SHOWN = 50  # lines of a page
LAST_PAGE = 200  # beyond it, one narrows the days
OPENED = "opened"
OK = (Step.APPROVE, Step.SPOILER_CHECK, Step.RESCHEDULE, Step.TIGHTEN, Step.LIFT_EMBARGO, Step.RESOLVE)
WARN = (
    Step.SUBMIT,
    Step.UNSCHEDULE,
    Step.EMBARGO,
    Step.WITHDRAW,
    Step.WAIVE_LEAKS,
    Step.SHOW_AGAIN,
    Step.WAIVE_CHECKS,
    Step.UNDO,
    Step.REOPEN,
    Step.REASSIGN,
)
STOP = (Step.REQUEST_CHANGES, Step.TAKE_DOWN, Step.DELETE)
NAMED = ("by", "film", "review__draft__film", "revision", "edition")


@dataclass(frozen=True)
class Line:
    at: datetime
    kind: str  # the shape of its mark: ok, warn, stop or none
    word: str
    by: str
    reason: str
    detail: str
    review: int | None
    title: str  # of the review, or of the film where the line is about all its reviews
    revision: int | None
    digest: str
    edition: int | None
    submission: int | None


class RecordFilter(forms.Form):
    """Which lines to show. Whatever makes no sense is said, and nothing is shown for it."""

    step = forms.ChoiceField(
        label=gettext_lazy("Step"),
        required=False,
        choices=[
            ("", gettext_lazy("every step")),
            *Step.choices,
            (OPENED, gettext_lazy("full text opened")),
        ],
    )
    by = forms.ChoiceField(label=gettext_lazy("Person"), required=False)

    def __init__(self, data, *, people):
        super().__init__(data)
        self.fields["by"].choices = [("", _("everybody")), *((user.pk, person(user)) for user in people)]


class WholeRecordFilter(RecordFilter):
    words = forms.CharField(label=gettext_lazy("Review or film"), required=False, max_length=200)
    since = forms.DateField(
        label=gettext_lazy("From"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.DateField(
        label=gettext_lazy("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )


@dataclass(frozen=True)
class Timeline:
    """Two tables as one list, the newest line first."""

    lines: QuerySet[RecordLine]
    opened: QuerySet[Opened]

    def page(self, number: int) -> tuple[list, bool]:
        """The rows of a page, and whether there are older ones. Four queries, and none of them counts."""
        first, last = (number - 1) * SHOWN, number * SHOWN
        tables = (self._lines(), self._opened())
        heads = [
            [(at, -index, pk) for at, pk in rows.values_list("at", "pk")[: last + 1]]
            for index, rows in enumerate(tables)
        ]
        found = list(islice(merge(*heads, reverse=True), first, last + 1))
        loaded = [
            rows.in_bulk([pk for _at, table, pk in found[:SHOWN] if table == -index])
            for index, rows in enumerate(tables)
        ]
        return [loaded[-table][pk] for _at, table, pk in found[:SHOWN]], len(found) > SHOWN

    def every(self) -> Iterator:
        """Every row, read as it is needed."""
        streams = (rows.iterator(chunk_size=1000) for rows in (self._lines(), self._opened()))
        return merge(*streams, key=_when, reverse=True)

    def _lines(self):
        rows = self.lines.select_related(*NAMED).order_by("-at", "-pk")
        return rows.defer("revision__content", "edition__safe", "review__draft__verdict_text")

    def _opened(self):
        return self.opened.select_related("user", "review__draft__film").order_by("-at", "-pk")


def _when(row):
    return row.at, row.pk if isinstance(row, RecordLine) else 0


def timeline(chosen: dict, *, review: Review | None = None) -> Timeline:
    """The lines that a filter chose, of one review or of all."""
    lines = RecordLine.objects.filter(review=review) if review else RecordLine.objects.all()
    opened = Opened.objects.filter(review=review) if review else Opened.objects.all()
    step = chosen.get("step")
    if step:
        lines = lines.none() if step == OPENED else lines.filter(step=step)
        opened = opened if step == OPENED else opened.none()
    if chosen.get("by"):
        lines, opened = lines.filter(by=chosen["by"]), opened.filter(user=chosen["by"])
    for word in chosen.get("words", "").split():
        lines, opened = lines.filter(_named_in_line(word)), opened.filter(review__in=_reviews(word))
    return Timeline(_within(lines, chosen), _within(opened, chosen))


def _within(rows, chosen: dict):
    """Of these days, as the clocks of whoever asks count them."""
    if chosen.get("since"):
        rows = rows.filter(at__gte=_midnight(chosen["since"]))
    if chosen.get("until"):
        rows = rows.filter(at__lt=_midnight(chosen["until"] + timedelta(days=1)))
    return rows


def _midnight(day) -> datetime:
    return datetime.combine(day, time.min, tzinfo=timezone.get_current_timezone())


def _reviews(word: str) -> QuerySet:
    of = Review.objects.filter(
        Q(slug__icontains=word) | Q(draft__headline__icontains=word) | Q(draft__film__title__icontains=word)
    )
    return of.values("pk")


def _named_in_line(word: str) -> Q:
    """Of a deleted draft only its address is left, in the detail."""
    return (
        Q(review__in=_reviews(word))
        | Q(film__title__icontains=word)
        | Q(step=Step.DELETE, detail__icontains=word)
    )


def people_of(review: Review | None = None) -> QuerySet[User]:
    """Those who ever left a line, for the filter."""
    lines = RecordLine.objects.filter(review=review) if review else RecordLine.objects.all()
    opened = Opened.objects.filter(review=review) if review else Opened.objects.all()
    acted = lines.order_by().values("by").distinct()
    looked = opened.order_by().values("user").distinct()
    return User.objects.filter(Q(pk__in=acted) | Q(pk__in=looked)).order_by("first_name", "username")


def by_day(rows) -> list[tuple]:
    lines = [line_of(row) for row in rows]
    return [(day, list(found)) for day, found in groupby(lines, key=lambda line: line.at.date())]


def line_of(row) -> Line:
    return _line(row) if isinstance(row, RecordLine) else _opening(row)


def _line(row: RecordLine) -> Line:
    return Line(
        at=timezone.localtime(row.at),
        kind=kind_of(row.step),
        word=row.get_step_display(),
        by=person(row.by),
        reason=row.reason,
        detail=row.detail,
        review=row.review_id,
        title=_title(row.review) if row.review_id else str(row.film or ""),
        revision=row.revision and row.revision.number,
        digest=row.revision.digest if row.revision else "",
        edition=row.edition and row.edition.number,
        submission=row.submission_id,
    )


def _opening(row: Opened) -> Line:
    return Line(
        at=timezone.localtime(row.at),
        kind="",
        word=_("opened the full text for the first time"),
        by=person(row.user),
        reason="",
        detail="",
        review=row.review_id,
        title=_title(row.review),
        revision=None,
        digest="",
        edition=None,
        submission=None,
    )


def _title(review: Review) -> str:
    draft = getattr(review, "draft", None)
    return str(draft or review.slug)


def kind_of(step) -> str:
    return "ok" if step in OK else "warn" if step in WARN else "stop" if step in STOP else ""
