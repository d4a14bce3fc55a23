"""One request for the form of a draft: autosaved text, text of another window, saving, submitting."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.contrib import messages
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from films.models import Film
from integers import whole_number
from reviews import document as d
from reviews import workflow
from reviews.checks.completeness import mark_problems
from reviews.checks.waivers import pairs_with_waivers
from reviews.desk.base import refused_input
from reviews.desk.base.guards import get_draft_or_404, require_permission
from reviews.desk.base.review_state import time_text
from reviews.desk.checks.leak_rows import form_anchors, ticked
from reviews.desk.checks.safe_rows import PREFIX, safe_answers
from reviews.desk.deciding.comment_threads import CommentThreads, threads_of
from reviews.desk.writing import autosave, presence
from reviews.drafts import freeze, freeze_loaded, titles_of
from reviews.models import Draft, Review, Revision, WorkingCopy
from reviews.permissions.access import may
from reviews.workflow.base import lock
from shield.levels import Level

SCRIPT_NAMES = ("", "-rows", "-kinds", "-offline", "-autosave", "-around", "-pane")
WAIVER_FIELDS = ("premise", PREFIX)  # what the names of the inputs that waive findings begin with
ANSWERING_STEPS = ("submit", "waive-leaks")
STEPS_OF_FORM = (*ANSWERING_STEPS, *refused_input.SIDE_STEPS)
SCRIPTS = tuple(f"js/desk{name}.js" for name in SCRIPT_NAMES)


def session_of(request) -> "EditSession | None":
    """The session that `DraftAdmin` set on the request; None where another view binds the form."""
    return getattr(request, "edit_session", None)


@dataclass(frozen=True)
class EditContext:
    """Template context about the session, beside the form."""

    is_stale: bool
    kept_at: datetime | None  # of a working copy that stands in the form
    is_refused: bool  # the form was sent with errors
    page: str  # a new id of this page, which it sends along
    refused_page: str  # the id of the page that sent the refused form
    restored_stamp: str  # the stamp of the working copy that fills the form
    other: WorkingCopy | None  # unsaved text of another window of the same person
    others: tuple[presence.OtherEditor, ...]
    is_empty: bool  # no part is written yet
    threads: CommentThreads
    films: tuple[str, ...]  # of the franchise: what a mark may give away, by title or slug
    levels: tuple[tuple[str, str], ...] = tuple(Level.choices)
    scripts: tuple[str, ...] = SCRIPTS


class EditSession:
    """The state of one request for the form of a draft.

    `DraftAdmin` sets one on each request, since the admin's hooks share
    nothing else.
    """

    def __init__(self, request, object_id: str):
        self.request, self.user, self.object_id = request, request.user, object_id
        self.copy: WorkingCopy | None = None  # the autosaved text that fills the form
        self.other: WorkingCopy | None = None  # unsaved text of another window, when the form is sent
        self.other_unsaved: WorkingCopy | None = None  # the same, left after a save
        self.is_submitted = False
        self.draft: Draft | None = None  # that of the form

    # Before the form

    @property
    def is_replacement(self) -> bool:
        """Whether the sent form is to replace the text of the person's other window."""
        return self.request.method == "POST" and "_instead" in self.request.POST

    def open(self) -> None:
        """Load the working copy; for a sent form, lock the review first and look for another window."""
        if self.request.method == "POST":
            self._lock()
            self.other = None if self.is_replacement else self._other_window()
        else:
            self.copy = self._autosaved()

    def _lock(self) -> None:
        """Lock the review, so that the second of two saves sees that it is stale."""
        if review := self._review():
            lock(review)

    def _review(self) -> Review | None:
        number = whole_number(self.object_id)
        return Review.objects.filter(pk=number).first() if number is not None else None

    def _autosaved(self) -> WorkingCopy | None:
        """The person's working copy, unless the URL asks for the saved text (`?saved`)."""
        number = whole_number(self.object_id)
        if "saved" in self.request.GET or number is None:
            return None
        copy = WorkingCopy.objects.select_related("review").of(number, self.user)
        return copy if copy and may(self.user, "edit", copy.review) else None

    def _other_window(self) -> WorkingCopy | None:
        number = whole_number(self.object_id)
        draft = Draft.objects.filter(pk=number).first() if number is not None else None
        return autosave.other_window_copy(draft, self.user, self.request.POST) if draft else None

    def replace_other_window(self) -> HttpResponse:
        """Autosave this window's text over that of the other one, and open the form with it."""
        draft = get_draft_or_404(self.user, whole_number(self.object_id) or 0)
        require_permission(self.user, "edit", draft.review)
        self._remember_answers(draft, "submit")
        autosave.autosave(draft, self.user, self.request.POST, is_refused=True, replaces_other=True)
        return redirect("admin:reviews_draft_change", draft.pk)

    # The form

    def for_form(self, drafts: QuerySet[Draft]) -> QuerySet[Draft]:
        """With the names that its page shows; opened, also with its parts, which the formsets show."""
        named = drafts.select_related("review__author", "film", "scale", "updated_by")
        return named if self.request.method == "POST" else named.with_parts()

    def read(self, draft: Draft) -> None:
        """Freeze a draft that was loaded with its parts, before a form writes into the rows."""
        self.draft = draft
        if self.request.method != "POST":
            self.saved_text = freeze_loaded(draft)

    @cached_property
    def saved_text(self) -> d.Document:
        return freeze(self.draft)

    @property
    def data(self) -> QueryDict | None:
        """The working copy as form data."""
        return autosave.as_query_dict(self.copy) if self.copy else None

    def context(self, draft: Draft, form) -> EditContext:
        """Autosave a refused form, unless another window has unsaved text; then describe the session."""
        is_refused = self.request.method == "POST"
        autosaved = self._autosave_refused(draft) if is_refused else None
        is_stale = self.copy and self.copy.base_version != draft.version
        restored = autosaved or self.copy
        return EditContext(
            is_stale=bool(is_stale or getattr(form, "is_stale", False)),
            kept_at=self.copy.kept_at if self.copy else None,
            is_refused=is_refused,
            page=str(uuid4()),
            refused_page=self.request.POST.get("page", "-"),
            restored_stamp=restored.stamp if restored else "",
            other=self._other_copy(draft) if not restored else None,
            others=presence.other_editors(draft, self.user),
            is_empty=not any(self.saved_text.parts()),
            threads=threads_of(draft.review, self.saved_text, self.user, form_anchors(self.saved_text)),
            films=tuple(titles_of(_franchise_films(draft.film)).values()) if draft.film else (),
        )

    def refused_input(self, draft: Draft) -> tuple[str, dict[str, str]]:
        """The step refused just now, with its input: as recalled, or the answers of a form with errors."""
        has_errors = self.request.method == "POST"
        if has_errors:
            self._remember_answers(draft, "submit")
        return refused_input.recall(self.request, draft.pk, *STEPS_OF_FORM, keep=has_errors)

    def _remember_answers(self, draft: Draft, step: str) -> None:
        """Keep ticks and reasons in the session; the text itself is autosaved."""
        refused_input.remember(self.request, draft.pk, step, prefix=WAIVER_FIELDS)

    def _other_copy(self, draft: Draft) -> WorkingCopy | None:
        """A working copy that does not stand in the form: it was looked for when the form was opened."""
        is_looked_for = self.request.method != "POST" and "saved" not in self.request.GET
        return None if is_looked_for else WorkingCopy.objects.of(draft.pk, self.user)

    def _autosave_refused(self, draft: Draft) -> WorkingCopy | None:
        return autosave.autosave(draft, self.user, self.request.POST, is_refused=True)

    # Saving

    def save(self, draft: Draft) -> None:
        """Make a revision of the saved rows, then submit or waive findings if that button was pressed."""
        revision = workflow.save(draft, by=self.user)
        self._clear_autosave(draft)
        refused_input.recall(self.request, draft.pk, *ANSWERING_STEPS)  # this form sent them anew
        if "_submit" in self.request.POST:
            self._submit(draft)
        elif "_waive" in self.request.POST:
            self._waive(draft, revision)
        elif "_save" in self.request.POST:  # "Save and continue" shows the leaks beside the form
            self._warn_of_leaks(draft.review, revision)
            for problem in mark_problems(revision.document()):
                messages.warning(self.request, problem)

    def _clear_autosave(self, draft: Draft) -> None:
        """Clear the working copy; one from another window stays, with a warning."""
        self.other_unsaved = autosave.clear_after_save(draft, self.user, self.request.POST)
        if self.other_unsaved:
            message = _(
                "Another window of yours has text of %(when)s that was not saved with this. It is kept."
            )
            messages.warning(self.request, message % {"when": time_text(self.other_unsaved.kept_at)})

    def _submit(self, draft: Draft) -> None:
        """Submit the revision just saved; it stays saved if that is refused."""
        if not may(self.user, "submit", draft.review):
            return
        post = self.request.POST
        waivers = {"waived": ticked(post), "reason": post.get("premise", ""), "safe": safe_answers(post)}
        try:
            workflow.submit(draft.review, by=self.user, **waivers)
            self.is_submitted = True
        except workflow.Refused as refused:
            self._remember_answers(draft, "submit")
            messages.error(self.request, _("Saved, but not submitted. %(why)s") % {"why": refused})

    def _waive(self, draft: Draft, revision: Revision) -> None:
        """Waive the ticked findings, and those with a chosen answer, in the revision just saved."""
        try:
            count = self._waive_sent(draft.review, revision)
        except workflow.Refused as refused:
            self._remember_answers(draft, "waive-leaks")
            messages.error(self.request, str(refused))
        else:
            message = ngettext("%d finding answered.", "%d findings answered.", count)
            messages.success(self.request, message % count)

    @transaction.atomic
    def _waive_sent(self, review: Review, revision: Revision) -> int:
        """The number of waivers; all that were sent, or none if one is refused."""
        hashes, safe = ticked(self.request.POST), safe_answers(self.request.POST)
        if not hashes and not safe:
            raise workflow.Refused(_("Tick what may stay."))
        common = {"by": self.user, "revision": revision}
        count = workflow.answer_safe_kinds(review, answers=safe, **common)
        if hashes:
            reason = self.request.POST.get("premise", "")
            count += workflow.waive_findings(review, hashes=hashes, reason=reason, **common)
        return count

    def _warn_of_leaks(self, review: Review, revision: Revision) -> None:
        count = sum(not item.waiver for item in pairs_with_waivers(review, revision.document()))
        if count:
            message = ngettext(
                "%(count)s safe sentence may give something away. Open “%(review)s” to settle it.",
                "%(count)s safe sentences may give something away. Open “%(review)s” to settle them.",
                count,
            )
            messages.warning(self.request, message % {"count": count, "review": review.draft})

    # The response

    def response(self, draft: Draft) -> HttpResponse | None:
        """The redirect after a submit or waive button; None for the admin's own."""
        post = self.request.POST
        if "_submit" in post and self.is_submitted:
            messages.success(
                self.request, _("Submitted. It waits for a decision by somebody who did not write it.")
            )
            return redirect("admin:index")
        if "_submit" in post or "_waive" in post:
            return redirect(self._saved_url(draft))
        return None

    def response_after_message(self, draft: Draft, response: HttpResponse) -> HttpResponse:
        """The admin's response, but to `?saved` if another window's text would fill the form."""
        continues = "_continue" in self.request.POST and self.other_unsaved
        return redirect(self._saved_url(draft)) if continues else response

    def _saved_url(self, draft: Draft) -> str:
        """The URL of the form with the text just saved, even if another window's is unsaved."""
        url = reverse("admin:reviews_draft_change", args=[draft.pk])
        return f"{url}?saved" if self.other_unsaved else url


def _franchise_films(film: Film) -> QuerySet[Film]:
    """The film, and the others of its franchises."""
    same = Q(pk=film.pk) | Q(instalments__franchise__instalments__film=film)
    return Film.objects.filter(same).distinct().by_title()
