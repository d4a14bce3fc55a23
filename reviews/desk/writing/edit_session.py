"""One request for the form of a draft: what was autosaved, what another window has, saving, submitting."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from integers import whole_number
from reviews import workflow
from reviews.checks.waivers import pairs_with_waivers
from reviews.desk.base import refused_input
from reviews.desk.base.guards import get_draft_or_404, require_permission
from reviews.desk.base.review_state import time_text
from reviews.desk.checks.leak_rows import form_anchors, ticked
from reviews.desk.deciding.comment_threads import CommentThreads, threads_of
from reviews.desk.writing import autosave, presence
from reviews.drafts import freeze
from reviews.models import Draft, Review, Revision, WorkingCopy
from reviews.permissions.access import may
from reviews.workflow.base import lock

NAMES = ("desk", "desk-rows", "desk-offline", "desk-live", "desk-around", "desk-pane")
SCRIPTS = tuple(f"js/{name}.js" for name in NAMES)


def session_of(request) -> "EditSession | None":
    """The session that `DraftAdmin` hung on a request; None where the form is bound by another view."""
    return getattr(request, "edit_session", None)


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


class EditSession:
    """The state of one request for the form of a draft, from its first look to its answer.

    `DraftAdmin` makes one for each request and hangs it on that, since the
    admin's hooks are given nothing else.
    """

    def __init__(self, request, object_id: str):
        self.request, self.user, self.object_id = request, request.user, object_id
        self.copy: WorkingCopy | None = None  # autosaved text that the form is filled with
        self.other: WorkingCopy | None = None  # text of another window, which the form that is sent lacks
        self.left_over: WorkingCopy | None = None  # text of another window, after a save
        self.is_submitted = False

    # Before the form

    @property
    def is_instead(self) -> bool:
        """Whether this window's text is to replace what another window of the same person has."""
        return self.request.method == "POST" and "_instead" in self.request.POST

    def open(self) -> None:
        """Find what was autosaved. A form that is sent waits here for saves of the same review before it."""
        if self.request.method == "POST":
            self._lock()
            self.other = None if self.is_instead else self._other_window()
        else:
            self.copy = self._autosaved()

    def _lock(self) -> None:
        """Let saves of one review follow each other: the second one then sees that it is stale."""
        if review := self._review():
            lock(review)

    def _review(self) -> Review | None:
        number = whole_number(self.object_id)
        return Review.objects.filter(pk=number).first() if number is not None else None

    def _autosaved(self) -> WorkingCopy | None:
        """What this person had typed and not saved, unless they ask for the saved text."""
        if "saved" in self.request.GET:
            return None
        review = self._review()
        return (
            WorkingCopy.objects.of(review, self.user) if review and may(self.user, "edit", review) else None
        )

    def _other_window(self) -> WorkingCopy | None:
        number = whole_number(self.object_id)
        draft = Draft.objects.filter(pk=number).first() if number is not None else None
        return autosave.other_window_copy(draft, self.user, self.request.POST) if draft else None

    def replace_other_window(self) -> HttpResponse:
        """Autosave the text of this window in the stead of another one's; the form then opens with it."""
        draft = get_draft_or_404(self.user, whole_number(self.object_id) or 0)
        require_permission(self.user, "edit", draft.review)
        autosave.autosave(draft, self.user, self.request.POST, is_refused=True, instead=True)
        return redirect("admin:reviews_draft_change", draft.pk)

    # The form

    @property
    def data(self) -> QueryDict | None:
        """The autosaved form, as the browser sent it."""
        return autosave.as_query_dict(self.copy) if self.copy else None

    def context(self, draft: Draft, form) -> EditContext:
        """A form that was refused is autosaved first, if no other text of its author's goes before it."""
        is_refused = self.request.method == "POST"
        kept = autosave.autosave(draft, self.user, self.request.POST, is_refused=True) if is_refused else None
        saved_text = freeze(draft)
        is_stale = self.copy and self.copy.base_version != draft.version
        began_with = kept or self.copy
        return EditContext(
            is_stale=bool(is_stale or getattr(form, "is_stale", False)),
            kept_at=self.copy.kept_at if self.copy else None,
            is_refused=is_refused,
            page=str(uuid4()),
            sent=self.request.POST.get("page", "-"),
            restored=began_with.stamp if began_with else "",
            other=None if began_with else WorkingCopy.objects.of(draft.pk, self.user),
            others=presence.other_editors(draft, self.user),
            is_empty=not any(saved_text.parts()),
            threads=threads_of(draft.review, saved_text, self.user, form_anchors(saved_text)),
        )

    # Saving

    def save(self, draft: Draft) -> None:
        """Make a revision of the rows that were saved, then do what the pressed button asks besides."""
        revision = workflow.save(draft, by=self.user)
        self._clear_autosave(draft)
        if "_submit" in self.request.POST:
            self._submit(draft)
        elif "_waive" in self.request.POST:
            self._waive(draft, revision)
        elif "_save" in self.request.POST:  # whoever goes on writing sees it beside the form
            self._warn_of_leaks(draft.review, revision)

    def _clear_autosave(self, draft: Draft) -> None:
        """A save leaves what another window typed where it is, and says so."""
        self.left_over = autosave.clear_after_save(draft, self.user, self.request.POST)
        if self.left_over:
            message = _(
                "Another window of yours has text of %(when)s that was not saved with this. It is kept."
            )
            messages.warning(self.request, message % {"when": time_text(self.left_over.kept_at)})

    def _submit(self, draft: Draft) -> None:
        """Put what was saved just now before the moderators; a refusal leaves it saved."""
        if not may(self.user, "submit", draft.review):
            return
        reason = self.request.POST.get("premise", "")
        try:
            workflow.submit(draft.review, by=self.user, waived=ticked(self.request.POST), reason=reason)
            self.is_submitted = True
        except workflow.Refused as refused:
            refused_input.remember(self.request, draft.pk, "submit", prefix="premise")
            messages.error(self.request, _("Saved, but not submitted. %(why)s") % {"why": refused})

    def _waive(self, draft: Draft, revision: Revision) -> None:
        """Waive the findings that are ticked, in the text saved just now."""
        hashes, reason = ticked(self.request.POST), self.request.POST.get("premise", "")
        try:
            if not hashes:
                raise workflow.Refused(_("Tick what may stay."))
            count = workflow.waive_findings(
                draft.review, hashes=hashes, by=self.user, reason=reason, revision=revision
            )
        except workflow.Refused as refused:
            refused_input.remember(self.request, draft.pk, "waive-leaks", prefix="premise")
            messages.error(self.request, str(refused))
        else:
            message = ngettext("%d finding answered.", "%d findings answered.", count)
            messages.success(self.request, message % count)

    def _warn_of_leaks(self, review: Review, revision: Revision) -> None:
        count = sum(not item.waiver for item in pairs_with_waivers(review, revision.document()))
        if count:
            message = ngettext(
                "%(count)s safe sentence may give something away. Open “%(review)s” to settle it.",
                "%(count)s safe sentences may give something away. Open “%(review)s” to settle them.",
                count,
            )
            messages.warning(self.request, message % {"count": count, "review": review.draft})

    # The answer

    def response(self, draft: Draft) -> HttpResponse | None:
        """Where a save leads; None for where the admin leads by itself."""
        posted = self.request.POST
        if "_submit" in posted and self.is_submitted:
            messages.success(
                self.request, _("Submitted. It waits for a decision by somebody who did not write it.")
            )
            return redirect("admin:index")
        if "_submit" in posted or "_waive" in posted:
            return redirect(self._address(draft))
        return None

    def response_after_message(self, draft: Draft, response: HttpResponse) -> HttpResponse:
        """The admin's answer; but the saved text where another window's is kept: that would fill the form."""
        goes_on = "_continue" in self.request.POST and self.left_over
        return redirect(self._address(draft)) if goes_on else response

    def _address(self, draft: Draft) -> str:
        """The form, after a save: with the text just saved, also where another one is kept."""
        address = reverse("admin:reviews_draft_change", args=[draft.pk])
        return f"{address}?saved" if self.left_over else address
