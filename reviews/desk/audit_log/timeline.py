"""The record as a timeline: its lines, and beside them who first opened a text, or a preview, of what."""

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

from reviews.desk.base.review_state import person_name
from reviews.models import AuditLogEntry, Opened, Preview, Review, Step

SHOWN = 50  # lines of a page
LAST_PAGE = 200  # beyond it, one narrows the days
OPENED, PREVIEWED = "opened", "previewed"
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
    Step.SHARE,
)
STOP = (Step.REQUEST_CHANGES, Step.TAKE_DOWN, Step.DELETE)
NAMED = ("by", "film", "review__draft__film", "revision", "edition")


@dataclass(frozen=True)
class TimelineRow:
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


class AuditLogFilter(forms.Form):
    """Which lines to show. Whatever makes no sense is said, and nothing is shown for it."""

    step = forms.ChoiceField(
        label=gettext_lazy("Step"),
        required=False,
        choices=[
            ("", gettext_lazy("every step")),
            *Step.choices,
            (OPENED, gettext_lazy("full text viewed")),
            (PREVIEWED, gettext_lazy("preview viewed")),
        ],
    )
    by = forms.ChoiceField(label=gettext_lazy("Person"), required=False)

    def __init__(self, data, *, people):
        super().__init__(data)
        self.fields["by"].choices = [("", _("everybody")), *((user.pk, person_name(user)) for user in people)]


class FullAuditLogFilter(AuditLogFilter):
    words = forms.CharField(label=gettext_lazy("Review or film"), required=False, max_length=200)
    since = forms.DateField(
        label=gettext_lazy("From"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.DateField(
        label=gettext_lazy("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )


@dataclass(frozen=True)
class Timeline:
    """Three tables as one list, the newest line first."""

    lines: QuerySet[AuditLogEntry]
    opened: QuerySet[Opened]
    previews: QuerySet[Preview]

    def page(self, number: int) -> tuple[list, bool]:
        """The rows of a page, and whether there are older ones. Six queries at most; none of them counts."""
        first, last = (number - 1) * SHOWN, number * SHOWN
        tables = self._tables()
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
        streams = (rows.iterator(chunk_size=1000) for rows in self._tables())
        return merge(*streams, key=_when, reverse=True)

    def _tables(self) -> tuple[QuerySet, ...]:
        return self._lines(), self._opened(), self._previews()

    def _lines(self):
        rows = self.lines.select_related(*NAMED).order_by("-at", "-pk")
        return rows.defer("revision__content", "edition__safe", "review__draft__verdict_text")

    def _opened(self):
        return self.opened.select_related("user", "review__draft__film").order_by("-at", "-pk")

    def _previews(self):
        rows = self.previews.select_related("user", "link", "revision", "review__draft__film")
        return rows.defer("revision__content").order_by("-at", "-pk")


def _when(row):
    return row.at, row.pk if isinstance(row, AuditLogEntry) else 0


def timeline(chosen: dict, *, review: Review | None = None) -> Timeline:
    """The lines that a filter chose, of one review or of all."""
    lines, opened, previews = _tables_of(review)
    step = chosen.get("step")
    if step:
        lines = lines.none() if step in (OPENED, PREVIEWED) else lines.filter(step=step)
        opened = opened if step == OPENED else opened.none()
        previews = previews if step == PREVIEWED else previews.none()
    if by := chosen.get("by"):
        lines, opened, previews = lines.filter(by=by), opened.filter(user=by), previews.filter(user=by)
    for word in chosen.get("words", "").split():
        lines, of = lines.filter(_named_in_line(word)), _reviews(word)
        opened, previews = opened.filter(review__in=of), previews.filter(review__in=of)
    return Timeline(*(_within(rows, chosen) for rows in (lines, opened, previews)))


def _tables_of(review: Review | None) -> tuple[QuerySet, ...]:
    tables = AuditLogEntry.objects, Opened.objects, Preview.objects
    return tuple(table.filter(review=review) if review else table.all() for table in tables)


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
    left = Q()
    for rows, who in zip(_tables_of(review), ("by", "user", "user"), strict=True):
        left |= Q(pk__in=rows.filter(**{f"{who}__isnull": False}).order_by().values(who).distinct())
    return User.objects.filter(left).order_by("first_name", "username")


def by_day(rows) -> list[tuple]:
    lines = [row_of(row) for row in rows]
    return [(day, list(found)) for day, found in groupby(lines, key=lambda line: line.at.date())]


def row_of(row) -> TimelineRow:
    made = {AuditLogEntry: _line, Opened: _opening, Preview: _preview}
    return made[type(row)](row)


def _line(row: AuditLogEntry) -> TimelineRow:
    return TimelineRow(
        at=timezone.localtime(row.at),
        kind=kind_of(row.step),
        word=row.get_step_display(),
        by=person_name(row.by),
        reason=row.reason,
        detail=row.detail,
        review=row.review_id,
        title=_title(row.review) if row.review_id else str(row.film or ""),
        revision=row.revision and row.revision.number,
        digest=row.revision.digest if row.revision else "",
        edition=row.edition and row.edition.number,
        submission=row.submission_id,
    )


def _opening(row: Opened) -> TimelineRow:
    return _looked(row, by=person_name(row.user), word=_("viewed the full text for the first time"))


def _preview(row: Preview) -> TimelineRow:
    word = _("viewed the full preview") if row.is_full else _("viewed the preview, without spoilers")
    if row.link:
        word = _("viewed the full text by a link") if row.is_full else _("viewed a preview by a link")
    by = row.link.recipient if row.link else person_name(row.user)
    return _looked(row, by=by, word=word, revision=row.revision.number, digest=row.revision.digest)


def _looked(row: Opened | Preview, *, by: str, word: str, revision=None, digest="") -> TimelineRow:
    return TimelineRow(
        at=timezone.localtime(row.at),
        kind="",
        word=word,
        by=by,
        reason="",
        detail="",
        review=row.review_id,
        title=_title(row.review),
        revision=revision,
        digest=digest,
        edition=None,
        submission=None,
    )


def _title(review: Review) -> str:
    draft = getattr(review, "draft", None)
    return str(draft or review.slug)


def kind_of(step) -> str:
    return "ok" if step in OK else "warn" if step in WARN else "stop" if step in STOP else ""
