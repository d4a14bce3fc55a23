"""The record at the desk: of one review, and of all for those who may see it, also as a table to keep."""

import csv

from django.http import StreamingHttpResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from integers import whole_number
from reviews.desk.audit_log.timeline import (
    LAST_PAGE,
    AuditLogFilter,
    FullAuditLogFilter,
    by_day,
    people_of,
    row_of,
    timeline,
)
from reviews.desk.base.guards import desk_page, get_draft_or_404, require_permission
from reviews.models import AuditLogEntry

COLUMNS = ("at", "step", "by", "review", "title", "revision", "digest", "edition", "reason", "detail")
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")  # what a spreadsheet would take for one


@require_safe
def audit_log(request, pk):
    """Every step of a review, newest first. No line quotes what spoils: workflow writes none that does."""
    draft = get_draft_or_404(request.user, pk)
    form = AuditLogFilter(request.GET, people=people_of(draft.review))
    context = {"draft": draft} | _shown(request, form, draft.review)
    return desk_page(request, "reviews/desk/audit_log/audit_log.html", context, title=_("Audit log"))


@require_safe
def full_audit_log(request):
    """The same of every review."""
    require_permission(request.user, "see record")
    form = FullAuditLogFilter(request.GET, people=people_of())
    context = {"opts": None} | _shown(request, form)
    return desk_page(request, "reviews/desk/audit_log/full_audit_log.html", context, title=_("Audit log"))


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
    return min(whole_number(request.GET.get("p")) or 1, LAST_PAGE)


@require_safe
def export(request):
    """What the filter chose, whole, as CSV: one line after the other, with times in UTC."""
    require_permission(request.user, "see record")
    form = FullAuditLogFilter(request.GET, people=people_of())
    rows = timeline(form.cleaned_data).every() if form.is_valid() else ()
    response = StreamingHttpResponse(_as_csv(rows), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="audit-log.csv"'
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
        yield writer.writerow([escape_formula(value) for value in _values(row)])


def _values(row) -> list:
    line = row_of(row)
    is_line = isinstance(row, AuditLogEntry)
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


def escape_formula(value) -> str:
    """A cell that no spreadsheet runs."""
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def audit_log_urls(wrap):
    return [
        path("record/", wrap(full_audit_log), name="full_audit_log"),
        path("record/export/", wrap(export), name="full_audit_log_export"),
    ]
