"""The writing room around the form of a draft: what was typed and not saved, who else is here, submitting."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reviews import workflow
from reviews.access import may
from reviews.desk import typed
from reviews.desk.leaks import form_anchors, ticked
from reviews.desk.threads import Threads, threads_of
from reviews.desk.writing import keeping, presence
from reviews.drafts import freeze
from reviews.models import Draft, Review, WorkingCopy

NAMES = ("desk", "desk-rows", "desk-offline", "desk-live", "desk-pane")
SCRIPTS = tuple(f"js/{name}.js" for name in NAMES)


@dataclass(frozen=True)
class Room:
    """What the page says beside the form."""

    is_stale: bool
    kept_at: datetime | None  # of a working copy that stands in the form
    is_refused: bool  # the form was sent, and something in it was refused
    page: str  # names this page in what it sends
    others: tuple[presence.Other, ...]
    is_empty: bool  # no part was written yet
    threads: Threads
    scripts: tuple[str, ...] = SCRIPTS


def restored(request, object_id: str) -> WorkingCopy | None:
    """What the one who asks had typed into this draft and not saved, unless they ask for the saved text."""
    if "saved" in request.GET or not object_id.isdecimal():
        return None
    review = Review.objects.filter(pk=object_id).first()
    if not (review and may(request.user, "edit", review)):
        return None
    return WorkingCopy.objects.of(review, request.user)


def typed_in(request) -> QueryDict | None:
    copy = getattr(request, "working_copy", None)
    return keeping.as_sent(copy) if copy else None


def context(request, draft: Draft, form) -> Room:
    """A form that was refused is kept first: what stands in it outlives the page."""
    is_refused = request.method == "POST"
    if is_refused:
        keeping.keep(draft, request.user, request.POST, is_refused=True)
    copy = getattr(request, "working_copy", None)
    saved_text = freeze(draft)
    is_stale = copy and copy.base_version != draft.version
    return Room(
        is_stale=bool(is_stale or getattr(form, "is_stale", False)),
        kept_at=copy.kept_at if copy else None,
        is_refused=is_refused,
        page=str(uuid4()),
        others=presence.others(draft, request.user),
        is_empty=not any(saved_text.parts()),
        threads=threads_of(draft.review, saved_text, request.user, form_anchors(saved_text)),
    )


def saved(request, draft: Draft) -> None:
    keeping.forget(draft, request.user, request.POST.get("page", ""))


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
        typed.keep(request, draft.pk, "submit", only="premise")
        messages.error(request, _("Saved, but not submitted. %(why)s") % {"why": refused})


def answer(request, draft: Draft, revision) -> None:
    """Let what was ticked stand, in the text saved just now."""
    hashes = ticked(request.POST)
    try:
        if not hashes:
            raise workflow.Refused(_("Tick what may stand."))
        reason = request.POST.get("premise", "")
        count = workflow.waive_findings(
            draft.review, hashes=hashes, by=request.user, reason=reason, revision=revision
        )
    except workflow.Refused as refused:
        typed.keep(request, draft.pk, "waive-leaks", only="premise")
        messages.error(request, str(refused))
    else:
        said = ngettext("%d finding answered.", "%d findings answered.", count)
        messages.success(request, said % count)


def after_submitting(request, draft: Draft):
    if not getattr(request, "is_submitted", False):
        return redirect("admin:reviews_draft_change", draft.pk)
    messages.success(request, _("Submitted. It waits for a decision by somebody who did not write it."))
    return redirect("admin:index")
