"""Requests of the draft form's script while somebody types: autosave, counts, checks, preview, presence."""

from uuid import uuid4

from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from reviews.desk.base.guards import log_opened
from reviews.desk.checks.check_rows import ChecksView, checks_view
from reviews.desk.checks.leak_rows import form_anchors
from reviews.desk.writing import autosave, live_preview, presence
from reviews.desk.writing.markdown_editor import private, refusal
from reviews.desk.writing.panel import WAIVER_FORM_ID, text_panel, waive_findings_form, words_of
from reviews.desk.writing.turns import turn
from reviews.desk.writing.unsaved_draft import bound_forms, typed_draft
from reviews.drafts import freeze_loaded
from reviews.models import Draft
from reviews.permissions.access import may
from shield.markdown_limits import TooComplex

# What `saved_checks` answers: the name that its place on the page has too, and its template.
OF_CHECKS = {"checks": "_text_checks", "submit": "_submit", "leaks": "_leak_notice"}


def get_editable_draft(request, pk) -> Draft | None:
    """The draft, if this person may edit it; None also if another account opened the page."""
    draft = Draft.objects.select_related("review__author", "film", "scale").filter(pk=pk).first()
    is_own = autosave.belongs_to(request.user, request.POST)
    return draft if draft and is_own and may(request.user, "edit", draft.review) else None


def forbidden() -> HttpResponse:
    return refusal(_("You are no longer logged in, or may not write here."), 403)


@require_POST
def live(request, pk):
    """Counts and checks of the form as typed. `keep=1` autosaves it; `shows` asks for a preview."""
    draft = get_editable_draft(request, pk)
    if not draft:
        return forbidden()
    log_opened(request.user, draft.pk)
    presence.record_presence(draft, request.user, typed=True)
    copy = autosave.autosave(draft, request.user, request.POST) if "keep" in request.POST else None
    data = {
        "kept": f"{timezone.localtime(copy.kept_at):%H:%M:%S}" if copy else "",
        "stamp": copy.stamp if copy else "",
        "page": str(uuid4()),  # a new id for a page that was saved and is typed in all the same
    }
    document = freeze_loaded(typed_draft(*bound_forms(request, draft, request.POST)))
    try:
        with turn(request.user.pk):
            data |= _read(request, draft, document)
    except TooComplex as error:
        said = render_to_string("reviews/desk/writing/_too_complex.html", {"sentences": error.messages})
        data |= {"checks": said, "preview": said, "films": []}
    return private(JsonResponse(data | _status(request, draft)))


def _read(request, draft: Draft, document) -> dict:
    """What a document as typed has: words, checks, films that it spoils, and the preview asked for."""
    view = _checks(request, draft, document)
    return {
        "words": words_of(document) | {"checks": view.summary},
        "checks": _checks_html(request, draft, view),
        "films": live_preview.spoiled_films(document),
        "preview": live_preview.render_live_preview(
            draft.review, document, request.POST.get("shows", ""), _seen_films(request)
        ),
    }


@require_safe
def saved_checks(request, pk):
    """The checks of a saved text, and what stands or falls with them, for a form that has just opened."""
    draft = Draft.objects.with_parts().select_related("review__author").filter(pk=pk).first()
    if not draft or not may(request.user, "see", draft.review):
        return forbidden()
    log_opened(request.user, draft.pk)
    try:
        with turn(request.user.pk):
            panel = text_panel(request.user, draft.review, freeze_loaded(draft), {})
    except TooComplex as error:
        return refusal(" ".join(error.messages), 503)
    context = {"panel": panel, "original": draft}
    data = {
        name: render_to_string(f"reviews/desk/writing/checked/{template}.html", context, request).strip()
        for name, template in OF_CHECKS.items()
    }
    return private(JsonResponse(data | {"summary": panel.checks.summary}))


@require_POST
def still_open(request, pk):
    """Record that a page is still open; answer who else has one."""
    draft = get_editable_draft(request, pk)
    if not draft:
        return forbidden()
    presence.record_presence(draft, request.user, typed=False)
    return private(JsonResponse(_status(request, draft)))


@require_POST
def closed(request, pk):
    """Record that a page was closed."""
    draft = get_editable_draft(request, pk)
    if not draft:
        return forbidden()
    presence.remove_presence(draft, request.user)
    return private(HttpResponse(status=204))


def _status(request, draft: Draft) -> dict:
    """Who else has the form open, text of the person's other window, and whether somebody saved."""
    other = autosave.other_window_copy(draft, request.user, request.POST)
    context = {"others": presence.other_editors(draft, request.user), "draft": draft, "other": other}
    return {
        "others": render_to_string("reviews/desk/writing/_other_editors.html", context).strip(),
        "elsewhere": render_to_string("reviews/desk/writing/_other_window.html", context) if other else "",
        "stale": request.POST.get("version") != str(draft.version),
    }


def _checks(request, draft: Draft, document) -> ChecksView:
    """The checks of the form as typed, with its ticks."""
    anchors = form_anchors(document)
    return checks_view(draft.review, document, request.user, anchors=anchors, form_values=request.POST)


def _checks_html(request, draft: Draft, view: ChecksView) -> str:
    is_waiting = draft.review.submissions.open().exists()
    context = {"view": view, "form": "" if is_waiting else WAIVER_FORM_ID, "keep": "_waive"}
    context["field"] = waive_findings_form(request.POST)["premise"]
    return render_to_string("reviews/desk/checks/_checks.html", context)


def _seen_films(request) -> list[str]:
    return request.POST.getlist("seen")[:50]
