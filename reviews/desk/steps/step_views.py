"""Every workflow step as a POST: check the permission, call `workflow`, show a message, redirect."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from reviews import workflow
from reviews.desk.base import refused_input
from reviews.desk.base.guards import get_draft_or_404, require_permission
from reviews.desk.base.review_state import time_text
from reviews.desk.checks.leak_rows import ticked
from reviews.desk.checks.safe_rows import safe_answers
from reviews.desk.steps import step_forms
from reviews.desk.steps.shown_fields import shown_in
from reviews.desk.steps.tightening import tightened
from reviews.drafts import freeze
from reviews.drafts.standard_review import standard_review
from reviews.models import Draft, Embargo, PreviewLink
from reviews.permissions.access import Act, may
from reviews.workflow import Refused
from shield.words import readable


@dataclass(frozen=True)
class StepView:
    """A step: the permission it needs, its form, and the function that runs it and returns a message."""

    act: Act
    form: type[forms.Form]
    run: Callable[[Draft, object, dict], str]


@require_POST
def run_step(request, pk, name):
    """Run the named step on a review."""
    draft = get_draft_or_404(request.user, pk, shows_text=False)
    step = STEPS.get(name)
    if not step:
        raise Http404
    require_permission(request.user, step.act, draft.review)
    is_done = _run_form(request, draft, step)
    if not is_done and name in refused_input.PAGE_STEPS + refused_input.SIDE_STEPS:
        refused_input.remember(request, draft.pk, name)
    return redirect(_redirect_url(request, draft, "next" if is_done else "back"))


def _run_form(request, draft, step) -> bool:
    """Validate the form and run the step. False if either refused, with the reasons as messages."""
    form = step.form(request.POST)
    if not form.is_valid():
        for errors in form.errors.values():
            messages.error(request, " ".join(errors))
        return False
    data = form.cleaned_data | {"post": request.POST}
    try:
        messages.success(request, step.run(draft, request.user, data))
    except Refused as refused:
        messages.error(request, str(refused))
        return False
    return True


def _redirect_url(request, draft, name) -> str:
    """The page of this site that the form names, else the form of the draft."""
    url = request.POST.get(name, "")
    if url_has_allowed_host_and_scheme(url, allowed_hosts=None):
        return url
    return reverse("admin:reviews_draft_change", args=[draft.pk])


def fill_standard_parts(draft, by, data):
    document = standard_review(freeze(draft), film=draft.film, author=draft.review.author)
    workflow.rewrite(draft.review, document=document, version=data["version"], by=by)
    return _("Every usual part is there now. What stays empty is left out when you submit.")


def withdraw(draft, by, data):
    workflow.withdraw(_submission(draft, data), by=by)
    return _("Withdrawn. The moderators no longer see it.")


def request_changes(draft, by, data):
    workflow.request_changes(_submission(draft, data), moderator=by, reason=data["reason"])
    return _("Sent back, with your reason.")


def approve(draft, by, data):
    waiver = readable(data["waiver"])
    if waiver and not may(by, "waive", draft.review):
        raise Refused(_("Only a chief may waive the rule of four eyes."))
    edition = workflow.approve(
        _submission(draft, data),
        digest=data["digest"],
        moderator=by,
        at=data["at"],
        kind=data["kind"] if draft.review.editions.ever_public().exists() else "",
        note=data["note"],
        waiver=waiver,
        waived=ticked(data["post"]),
        reason=data["premise"],
        safe=safe_answers(data["post"]),
        despite=data["despite"],
        undo=workflow.undo_window(),
        shown=shown_in(data),
    )
    return _("Approved as edition %(number)s, public from %(moment)s.") % {
        "number": edition.number,
        "moment": time_text(edition.public_from),
    }


def undo(draft, by, data):
    workflow.undo(_edition(draft, data), by=by)
    return _("Undone. Nothing became public; the submission waits for a decision again.")


def comment(draft, by, data):
    revision = get_object_or_404(draft.review.revisions, number=data["revision"])
    workflow.comment(revision, by=by, place=data["place"], text=data["text"], quote=data["quote"])
    return _("Commented.")


def answer(draft, by, data):
    workflow.answer(_thread(draft, data), by=by, text=data["text"])
    return _("Answered.")


def resolve(draft, by, data):
    workflow.resolve(_thread(draft, data), by=by)
    return _("Resolved.")


def reopen(draft, by, data):
    workflow.reopen(_thread(draft, data), by=by)
    return _("Open again.")


def _thread(draft, data):
    return get_object_or_404(draft.review.comments.filter(answers=None), pk=data["thread"])


def reschedule(draft, by, data):
    edition = _edition(draft, data)
    workflow.reschedule(edition, at=data["at"], by=by, undo=workflow.undo_window(), shown=shown_in(data))
    edition.refresh_from_db()
    return _("Rescheduled: public from %(moment)s.") % {"moment": time_text(edition.public_from)}


def unschedule(draft, by, data):
    workflow.unschedule(_edition(draft, data), by=by, reason=data["reason"], shown=shown_in(data))
    return _("Called off. The submission went back to its author.")


def take_down(draft, by, data):
    notice = workflow.take_down(draft.review, by=by, reason=data["reason"], shown=shown_in(data))
    message = _("Taken down. Its address now says so, with your reason.")
    count = PreviewLink.objects.suspended_by(notice).count()
    suspended = ngettext("%d preview link is suspended.", "%d preview links are suspended.", count)
    return f"{message} {suspended % count}" if count else message


def restore(draft, by, data):
    revision = get_object_or_404(draft.review.revisions, number=data["revision"])
    workflow.restore(revision, by=by, shown=shown_in(data))
    return _("Revision %(number)s is the draft again. Nothing public changed.") % {"number": revision.number}


def rename(draft, by, data):
    request = workflow.rename(draft.review, slug=data["slug"], by=by, shown=shown_in(data))
    if request:
        return _("Asked for, as it has new words: somebody else decides, in the queue.")
    return _renamed(draft.review)


def approve_rename(draft, by, data):
    request = _rename_request(draft, data)
    workflow.approve_rename(request, by=by)
    return _renamed(request.review)


def refuse_rename(draft, by, data):
    workflow.refuse_rename(_rename_request(draft, data), by=by)
    return _("Refused. The address stays as it is.")


def retire_address(draft, by, data):
    workflow.retire_address(get_object_or_404(draft.review.former_slugs, pk=data["address"]), by=by)
    return _("Retired. The address answers “gone” from now on.")


def declare_common_knowledge(draft, by, data):
    workflow.declare_common_knowledge(draft.review, sentence=data["sentence"], by=by, reason=data["reason"])
    return _("Common knowledge: no text is asked about this sentence any more. The review still hides it.")


def withdraw_common_knowledge(draft, by, data):
    answer = get_object_or_404(draft.review.common_knowledge.select_related("review"), pk=data["answer"])
    workflow.withdraw_common_knowledge(answer, by=by)
    return _("Withdrawn. Every text is compared with the sentence again.")


def _renamed(review) -> str:
    address = review.get_absolute_url()
    return _("Renamed. The review now stands at %(address)s.") % {"address": address}


def _rename_request(draft, data):
    requests = draft.review.rename_requests.select_related("review")
    return get_object_or_404(requests, pk=data["request"])


def share(draft, by, data):
    revision = get_object_or_404(draft.review.revisions, number=data["revision"])
    options = {name: data[name] for name in ("recipient", "until", "is_full")}
    link = workflow.share_preview(revision, by=by, shown=shown_in(data), **options)
    message = _("The link for %(recipient)s is made: it is in the list below.")
    return message % {"recipient": link.recipient}


def end_share(draft, by, data):
    workflow.end_preview(get_object_or_404(draft.review.preview_links, pk=data["link"]), by=by)
    return _("Ended. Whoever has the link reads nothing there any more.")


def rebake(draft, by, data):
    workflow.rebake(_edition(draft, data), by=by)
    return _("Page rebuilt. No word changed.")


def tighten(draft, by, data):
    document = tightened(draft.review, shown_in(data), data["post"])
    workflow.tighten(draft.review, document=document, by=by, reason=data["reason"], shown=shown_in(data))
    return _("More is hidden. Readers get the marked text from now on, and the marks are in the draft.")


def set_embargo(draft, by, data):
    of_film = data["of"] == "film"
    if of_film and not draft.film:
        raise Refused(_("This review has no film yet."))
    target = {"film": draft.film} if of_film else {"review": draft.review}
    options = {"until": data["until"], "reason": data["reason"], "lifts": data["sure"]}
    embargo = workflow.set_embargo(by=by, shown=shown_in(data), **options, **target)
    return _("Held back until %(moment)s.") % {"moment": time_text(embargo.until)}


def lift_embargo(draft, by, data):
    embargoes = Embargo.objects.of(film=draft.film, review=draft.review)
    embargo = get_object_or_404(embargoes, pk=data["embargo"])
    workflow.lift_embargo(embargo, by=by, reason=data["reason"], shown=shown_in(data))
    return _("The embargo is lifted.")


def _submission(draft, data):
    return get_object_or_404(draft.review.submissions.for_screen(), pk=data["submission"])


def _edition(draft, data):
    return get_object_or_404(draft.review.editions.select_related("review", "film"), pk=data["edition"])


STEPS: dict[str, StepView] = {
    "standard": StepView("edit", step_forms.VersionForm, fill_standard_parts),
    "withdraw": StepView("submit", step_forms.SubmissionForm, withdraw),
    "request-changes": StepView("decide", step_forms.RequestChangesForm, request_changes),
    "approve": StepView("decide", step_forms.ApproveForm, approve),
    "undo": StepView("decide", step_forms.EditionForm, undo),
    "comment": StepView("comment", step_forms.CommentForm, comment),
    "answer": StepView("comment", step_forms.ThreadTextForm, answer),
    "resolve": StepView("comment", step_forms.ThreadForm, resolve),
    "reopen": StepView("comment", step_forms.ThreadForm, reopen),
    "reschedule": StepView("decide", step_forms.RescheduleForm, reschedule),
    "unschedule": StepView("decide", step_forms.UnscheduleForm, unschedule),
    "take-down": StepView("take down", step_forms.TakeDownForm, take_down),
    "restore": StepView("restore", step_forms.RestoreForm, restore),
    "rename": StepView("rename", step_forms.RenameForm, rename),
    "approve-rename": StepView("rename", step_forms.RenameRequestForm, approve_rename),
    "refuse-rename": StepView("rename", step_forms.RenameRequestForm, refuse_rename),
    "retire-address": StepView("waive", step_forms.RetireAddressForm, retire_address),
    "common-knowledge": StepView("decide", step_forms.CommonKnowledgeForm, declare_common_knowledge),
    "end-common-knowledge": StepView("decide", step_forms.EndCommonKnowledgeForm, withdraw_common_knowledge),
    "share": StepView("share", step_forms.ShareForm, share),
    "end-share": StepView("share", step_forms.LinkForm, end_share),
    "rebake": StepView("rebake", step_forms.EditionForm, rebake),
    "tighten": StepView("tighten", step_forms.TightenForm, tighten),
    "embargo": StepView("embargo", step_forms.EmbargoForm, set_embargo),
    "lift-embargo": StepView("embargo", step_forms.LiftEmbargoForm, lift_embargo),
}
