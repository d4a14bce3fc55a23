"""The audit log as a timeline: its entries, merged with first views of full texts and with previews."""

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

PAGE_SIZE = 50
LAST_PAGE = 200  # older rows are found by narrowing the dates
OPENED, PREVIEWED = "opened", "previewed"
OK = (
    Step.APPROVE,
    Step.SPOILER_CHECK,
    Step.RESCHEDULE,
    Step.TIGHTEN,
    Step.LIFT_EMBARGO,
    Step.RESOLVE,
    Step.APPROVE_RENAME,
)
WARN = (
    Step.SUBMIT,
    Step.UNSCHEDULE,
    Step.EMBARGO,
    Step.WITHDRAW,
    Step.WAIVE_LEAKS,
    Step.SHOW_AGAIN,
    Step.WAIVE_CHECKS,
    Step.COMMON_KNOWLEDGE,
    Step.END_COMMON_KNOWLEDGE,
    Step.UNDO,
    Step.ADOPT,
    Step.END_ADOPTION,
    Step.REOPEN,
    Step.REASSIGN,
    Step.SHARE,
    Step.ASK_RENAME,
    Step.VOID_RENAME,
)
STOP = (
    Step.REQUEST_CHANGES,
    Step.TAKE_DOWN,
    Step.DELETE,
    Step.REFUSE_RENAME,
    Step.RETIRE_ADDRESS,
    Step.ERASE_REVIEW,
    Step.ERASE_PERSON,
)
RELATED = ("by", "film", "review__draft__film", "revision", "edition")


@dataclass(frozen=True)
class TimelineRow:
    at: datetime
    kind: str  # the shape of its badge: ok, warn, stop or none
    word: str
    by: str
    reason: str
    detail: str
    review: int | None  # None: no page to lead to
    title: str  # of the review, or of the film for an entry about all its reviews
    revision: int | None
    digest: str
    edition: int | None
    submission: int | None


class AuditLogFilter(forms.Form):
    """Filters of a review's audit log. An invalid one shows its error, and no rows."""

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
    """Three tables as one list of rows, newest first."""

    entries: QuerySet[AuditLogEntry]
    opened: QuerySet[Opened]
    previews: QuerySet[Preview]

    def page(self, number: int) -> tuple[list, bool]:
        """The rows of a page, and whether there are older ones. At most six queries, no `COUNT`."""
        first, last = (number - 1) * PAGE_SIZE, number * PAGE_SIZE
        tables = self._tables()
        newest = [
            [(at, -index, pk) for at, pk in rows.values_list("at", "pk")[: last + 1]]
            for index, rows in enumerate(tables)
        ]
        keys = list(islice(merge(*newest, reverse=True), first, last + 1))
        loaded = [
            rows.in_bulk([pk for _at, table, pk in keys[:PAGE_SIZE] if table == -index])
            for index, rows in enumerate(tables)
        ]
        return [loaded[-table][pk] for _at, table, pk in keys[:PAGE_SIZE]], len(keys) > PAGE_SIZE

    def iterator(self) -> Iterator:
        """All rows, streamed from the database."""
        streams = (rows.iterator(chunk_size=1000) for rows in self._tables())
        return merge(*streams, key=_order, reverse=True)

    def _tables(self) -> tuple[QuerySet, ...]:
        return self._entries(), self._opened(), self._previews()

    def _entries(self):
        rows = self.entries.select_related(*RELATED).order_by("-at", "-pk")
        return rows.defer("revision__content", "edition__safe", "review__draft__verdict_text")

    def _opened(self):
        return self.opened.select_related("user", "review__draft__film").order_by("-at", "-pk")

    def _previews(self):
        rows = self.previews.select_related("user", "link", "revision", "review__draft__film")
        return rows.defer("revision__content").order_by("-at", "-pk")


def _order(row):
    return row.at, row.pk if isinstance(row, AuditLogEntry) else 0


def timeline(filters: dict, *, review: Review | None = None) -> Timeline:
    """The rows that match the filters, of one review or of all."""
    entries, opened, previews = _tables_of(review)
    step = filters.get("step")
    if step:
        entries = entries.none() if step in (OPENED, PREVIEWED) else entries.filter(step=step)
        opened = opened if step == OPENED else opened.none()
        previews = previews if step == PREVIEWED else previews.none()
    if by := filters.get("by"):
        entries, opened, previews = entries.filter(by=by), opened.filter(user=by), previews.filter(user=by)
    for word in filters.get("words", "").split():
        entries, reviews = entries.filter(_entry_matches(word)), _matching_reviews(word)
        opened, previews = opened.filter(review__in=reviews), previews.filter(review__in=reviews)
    return Timeline(*(_in_dates(rows, filters) for rows in (entries, opened, previews)))


def _tables_of(review: Review | None) -> tuple[QuerySet, ...]:
    tables = AuditLogEntry.objects, Opened.objects, Preview.objects
    return tuple(table.filter(review=review) if review else table.all() for table in tables)


def _in_dates(rows, filters: dict):
    """Limit rows to the dates of the filter, in the current time zone."""
    if filters.get("since"):
        rows = rows.filter(at__gte=_midnight(filters["since"]))
    if filters.get("until"):
        rows = rows.filter(at__lt=_midnight(filters["until"] + timedelta(days=1)))
    return rows


def _midnight(day) -> datetime:
    return datetime.combine(day, time.min, tzinfo=timezone.get_current_timezone())


def _matching_reviews(word: str) -> QuerySet:
    reviews = Review.objects.filter(
        Q(slug__icontains=word) | Q(draft__headline__icontains=word) | Q(draft__film__title__icontains=word)
    )
    return reviews.values("pk")


def _entry_matches(word: str) -> Q:
    """Match an entry by review or film; that of a deleted draft by its detail, which holds the slug."""
    return (
        Q(review__in=_matching_reviews(word))
        | Q(film__title__icontains=word)
        | Q(step=Step.DELETE, detail__icontains=word)
    )


def people_of(review: Review | None = None) -> QuerySet[User]:
    """For the filter: the users of a review's rows; of all rows, every account, without a look at them."""
    has_rows = Q()
    for rows, field in zip(_tables_of(review), ("by", "user", "user"), strict=True) if review else ():
        has_rows |= Q(pk__in=rows.filter(**{f"{field}__isnull": False}).order_by().values(field).distinct())
    return User.objects.filter(has_rows).order_by("first_name", "username")


def by_day(rows) -> list[tuple]:
    """Group rows by local date: (date, rows) pairs."""
    shown = [row_of(row) for row in rows]
    return [(day, list(group)) for day, group in groupby(shown, key=lambda row: row.at.date())]


def row_of(row) -> TimelineRow:
    builders = {AuditLogEntry: _entry_row, Opened: _opened_row, Preview: _preview_row}
    return builders[type(row)](row)


def _entry_row(row: AuditLogEntry) -> TimelineRow:
    return TimelineRow(
        at=timezone.localtime(row.at),
        kind=kind_of(row.step),
        word=row.get_step_display(),
        by=person_name(row.by),
        reason=row.reason,
        detail=row.detail,
        review=_draft_pk(row.review),
        title=_title(row.review) if row.review_id else str(row.film or ""),
        revision=row.revision and row.revision.number,
        digest=row.revision.digest if row.revision else "",
        edition=row.edition and row.edition.number,
        submission=row.submission_id,
    )


def _opened_row(row: Opened) -> TimelineRow:
    return _view_row(row, by=person_name(row.user), word=_("viewed the full text for the first time"))


def _preview_row(row: Preview) -> TimelineRow:
    word = _("viewed the full preview") if row.is_full else _("viewed the preview, without spoilers")
    if row.link:
        word = _("viewed the full text by a link") if row.is_full else _("viewed a preview by a link")
    by = row.link.recipient if row.link else person_name(row.user)
    return _view_row(row, by=by, word=word, revision=row.revision.number, digest=row.revision.digest)


def _view_row(row: Opened | Preview, *, by: str, word: str, revision=None, digest="") -> TimelineRow:
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


def _draft_pk(review: Review | None) -> int | None:
    """For links to the pages of a review; None if it was erased."""
    return review.pk if review and hasattr(review, "draft") else None


def kind_of(step) -> str:
    return "ok" if step in OK else "warn" if step in WARN else "stop" if step in STOP else ""
