"""Audit log pages: of one review, of all reviews, and as CSV."""

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
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")  # as spreadsheets recognise a formula


@require_safe
def audit_log(request, pk):
    """Every step of a review, newest first. Entries hold no spoilers: `workflow` writes none into them."""
    draft = get_draft_or_404(request.user, pk)
    form = AuditLogFilter(request.GET, people=people_of(draft.review))
    context = {"draft": draft} | _log_context(request, form, draft.review)
    return desk_page(request, "reviews/desk/audit_log/audit_log.html", context, title=_("Audit log"))


@require_safe
def full_audit_log(request):
    """The audit log of every review."""
    require_permission(request.user, "see record")
    form = FullAuditLogFilter(request.GET, people=people_of())
    context = {"opts": None} | _log_context(request, form)
    return desk_page(request, "reviews/desk/audit_log/full_audit_log.html", context, title=_("Audit log"))


def _log_context(request, form, review=None) -> dict:
    filters = form.cleaned_data if form.is_valid() else {}
    number = _page_number(request)
    rows, is_more = timeline(filters, review=review).page(number) if form.is_valid() else ([], False)
    query = request.GET.copy()
    query.pop("p", None)
    return {
        "form": form,
        "days": by_day(rows),
        "is_narrowed": any(filters.values()),
        "number": number,
        "newer": number - 1,
        "older": number + 1 if is_more and number < LAST_PAGE else None,
        "query": query.urlencode(),
    }


def _page_number(request) -> int:
    return min(whole_number(request.GET.get("p")) or 1, LAST_PAGE)


@require_safe
def export(request):
    """The filtered log as CSV, all pages of it, with times in UTC."""
    require_permission(request.user, "see record")
    form = FullAuditLogFilter(request.GET, people=people_of())
    rows = timeline(form.cleaned_data).iterator() if form.is_valid() else ()
    response = StreamingHttpResponse(_csv_lines(rows), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="audit-log.csv"'
    response.headers["Cache-Control"] = "no-store"
    return response


class _Echo:
    """A file whose `write` returns the text: `csv.writer` needs one to yield its lines."""

    def write(self, text):
        return text


def _csv_lines(rows):
    writer = csv.writer(_Echo())
    yield writer.writerow(COLUMNS)
    for row in rows:
        yield writer.writerow([escape_formula(value) for value in _values(row)])


def _values(row) -> list:
    shown = row_of(row)
    is_entry = isinstance(row, AuditLogEntry)
    username = (row.by if is_entry else row.user).get_username()
    step = row.step if is_entry else "opened"
    slug = row.review.slug if row.review_id else ""
    return [
        row.at.isoformat(),
        step,
        username,
        slug,
        shown.title,
        shown.revision or "",
        shown.digest,
        shown.edition or "",
        shown.reason,
        shown.detail,
    ]


def escape_formula(value) -> str:
    """Quote a cell that a spreadsheet would run as a formula."""
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def audit_log_urls(wrap):
    return [
        path("record/", wrap(full_audit_log), name="full_audit_log"),
        path("record/export/", wrap(export), name="full_audit_log_export"),
    ]
