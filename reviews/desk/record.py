"""The record at the desk: of one review, and of all for those who may see it, also as a table to keep."""

import csv

from django.http import StreamingHttpResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from reviews.desk.seeing import draft_seen_by, page, require
from reviews.desk.timeline import (
    LAST_PAGE,
    RecordFilter,
    WholeRecordFilter,
    by_day,
    line_of,
    people_of,
    timeline,
)
from reviews.models import RecordLine

COLUMNS = ("at", "step", "by", "review", "title", "revision", "digest", "edition", "reason", "detail")
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")  # what a spreadsheet would take for one


@require_safe
def record(request, pk):
    """Every step of a review, newest first. No line quotes what spoils: workflow writes none that does."""
    draft = draft_seen_by(request.user, pk)
    form = RecordFilter(request.GET, people=people_of(draft.review))
    context = {"draft": draft} | _shown(request, form, draft.review)
    return page(request, "reviews/desk/record.html", context, title=_("Record"))


@require_safe
def whole_record(request):
    """The same of every review."""
    require(request.user, "see record")
    form = WholeRecordFilter(request.GET, people=people_of())
    context = {"opts": None} | _shown(request, form)
    return page(request, "reviews/desk/whole_record.html", context, title=_("Record"))


def _shown(request, form, review=None) -> dict:
    chosen = form.cleaned_data if form.is_valid() else {}
    number = _page_number(request)
    rows, is_more = timeline(chosen, review=review).page(number) if form.is_valid() else ([], False)
    query = request.GET.copy()
    query.pop("p", None)
    return {
        "form": form,
        "days": by_day(rows),
        "is_narrowed": any(chosen.values()),
        "number": number,
        "newer": number - 1,
        "older": number + 1 if is_more and number < LAST_PAGE else None,
        "query": query.urlencode(),
    }


def _page_number(request) -> int:
    text = request.GET.get("p", "")
    is_number = text.isascii() and text.isdigit() and len(text) < 6
    return min(max(int(text), 1), LAST_PAGE) if is_number else 1


@require_safe
def export(request):
    """What the filter chose, whole, as CSV: one line after the other, with times in UTC."""
    require(request.user, "see record")
    form = WholeRecordFilter(request.GET, people=people_of())
    rows = timeline(form.cleaned_data).every() if form.is_valid() else ()
    response = StreamingHttpResponse(_as_csv(rows), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="record.csv"'
    response.headers["Cache-Control"] = "no-store"
    return response


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, text):
        return text


def _as_csv(rows):
    writer = csv.writer(_Echo())
    yield writer.writerow(COLUMNS)
    for row in rows:
        yield writer.writerow([no_formula(value) for value in _values(row)])


def _values(row) -> list:
    line = line_of(row)
    is_line = isinstance(row, RecordLine)
    who = (row.by if is_line else row.user).get_username()
    step = row.step if is_line else "opened"
    slug = row.review.slug if row.review_id else ""
    return [
        row.at.isoformat(),
        step,
        who,
        slug,
        line.title,
        line.revision or "",
        line.digest,
        line.edition or "",
        line.reason,
        line.detail,
    ]


def no_formula(value) -> str:
    """A cell that no spreadsheet runs."""
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def record_urls(wrap):
    return [
        path("record/", wrap(whole_record), name="whole_record"),
        path("record/export/", wrap(export), name="whole_record_export"),
    ]
