"""The writing room around the form of a draft: what was typed and not saved, who else is here, submitting."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from integers import whole_number
from reviews import workflow
from reviews.desk.base import refused_input
from reviews.desk.base.guards import get_draft_or_404, require_permission
from reviews.desk.base.review_state import time_text
from reviews.desk.checks.leak_rows import form_anchors, ticked
from reviews.desk.deciding.comment_threads import CommentThreads, threads_of
from reviews.desk.writing import autosave, presence
from reviews.drafts import freeze
from reviews.models import Draft, Review, WorkingCopy
from reviews.permissions.access import may

NAMES = ("desk", "desk-rows", "desk-offline", "desk-live", "desk-around", "desk-pane")
SCRIPTS = tuple(f"js/{name}.js" for name in NAMES)


@dataclass(frozen=True)
class EditContext:
    """What the page says beside the form."""

    is_stale: bool
    kept_at: datetime | None  # of a working copy that stands in the form
    is_refused: bool  # the form was sent, and something in it was refused
    page: str  # names this page in what it sends
    sent: str  # the page that sent the form which was refused
    restored: str  # names the kept text that stands in the form, or began it
    other: WorkingCopy | None  # what another window of the same person typed, and this page lacks
    others: tuple[presence.OtherEditor, ...]
    is_empty: bool  # no part was written yet
    threads: CommentThreads
    scripts: tuple[str, ...] = SCRIPTS


def restored(request, object_id: str) -> WorkingCopy | None:
    """What the one who asks had typed into this draft and not saved, unless they ask for the saved text."""
    if "saved" in request.GET or whole_number(object_id) is None:
        return None
    review = Review.objects.filter(pk=object_id).first()
    if not (review and may(request.user, "edit", review)):
        return None
    return WorkingCopy.objects.of(review, request.user)


def typed_in(request) -> QueryDict | None:
    copy = getattr(request, "working_copy", None)
    return autosave.as_query_dict(copy) if copy else None


def elsewhere(request, object_id: str) -> WorkingCopy | None:
    """What the one who sends this form typed in another window, and it lacks."""
    draft = Draft.objects.filter(pk=object_id).first() if whole_number(object_id) is not None else None
    return autosave.other_window_copy(draft, request.user, request.POST) if draft else None


def other(request) -> WorkingCopy | None:
    return getattr(request, "other", None)


def context(request, draft: Draft, form) -> EditContext:
    """A form that was refused is kept first, if nothing else of its author's goes for it."""
    is_refused = request.method == "POST"
    kept = autosave.autosave(draft, request.user, request.POST, is_refused=True) if is_refused else None
    copy = getattr(request, "working_copy", None)
    saved_text = freeze(draft)
    is_stale = copy and copy.base_version != draft.version
    began_with = kept or copy
    return EditContext(
        is_stale=bool(is_stale or getattr(form, "is_stale", False)),
        kept_at=copy.kept_at if copy else None,
        is_refused=is_refused,
        page=str(uuid4()),
        sent=request.POST.get("page", "-"),
        restored=began_with.stamp if began_with else "",
        other=None if began_with else WorkingCopy.objects.of(draft.pk, request.user),
        others=presence.other_editors(draft, request.user),
        is_empty=not any(saved_text.parts()),
        threads=threads_of(draft.review, saved_text, request.user, form_anchors(saved_text)),
    )


def keep_instead(request, object_id: str):
    """Keep the text of this window, and let go what another one typed; the form then opens with it."""
    draft = get_draft_or_404(request.user, whole_number(object_id) or 0)
    require_permission(request.user, "edit", draft.review)
    autosave.autosave(draft, request.user, request.POST, is_refused=True, instead=True)
    return redirect("admin:reviews_draft_change", draft.pk)


def saved(request, draft: Draft) -> None:
    """A save leaves what another window typed where it is, and says so."""
    request.left_over = autosave.clear_after_save(draft, request.user, request.POST)
    if request.left_over:
        said = _("Another window of yours has text of %(when)s that was not saved with this. It is kept.")
        messages.warning(request, said % {"when": time_text(request.left_over.kept_at)})


def address(request, draft: Draft) -> str:
    """The form, after a save: with the text just saved, also where another one is kept."""
    found = reverse("admin:reviews_draft_change", args=[draft.pk])
    return f"{found}?saved" if getattr(request, "left_over", None) else found


def submit(request, draft: Draft, revision) -> None:
    """Put what was saved just now before the moderators; a refusal leaves it saved."""
    if not may(request.user, "submit", draft.review):
        return
    try:
        workflow.submit(
            draft.review,
            by=request.user,
            waived=ticked(request.POST),
            reason=request.POST.get("premise", ""),
        )
        request.is_submitted = True
    except workflow.Refused as refused:
        refused_input.remember(request, draft.pk, "submit", only="premise")
        messages.error(request, _("Saved, but not submitted. %(why)s") % {"why": refused})


def answer(request, draft: Draft, revision) -> None:
    """Let what was ticked stand, in the text saved just now."""
    hashes = ticked(request.POST)
    try:
        if not hashes:
            raise workflow.Refused(_("Tick what may stay."))
        reason = request.POST.get("premise", "")
        count = workflow.waive_findings(
            draft.review, hashes=hashes, by=request.user, reason=reason, revision=revision
        )
    except workflow.Refused as refused:
        refused_input.remember(request, draft.pk, "waive-leaks", only="premise")
        messages.error(request, str(refused))
    else:
        said = ngettext("%d finding answered.", "%d findings answered.", count)
        messages.success(request, said % count)


def after_submitting(request, draft: Draft):
    if not getattr(request, "is_submitted", False):
        return redirect(address(request, draft))
    messages.success(request, _("Submitted. It waits for a decision by somebody who did not write it."))
    return redirect("admin:index")
