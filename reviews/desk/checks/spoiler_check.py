"""The spoiler check: a queue for somebody who has not seen the film, and the page on which they sign.

These pages link to no other text of a review, and their URLs name no review.
"""

from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from reviews import workflow
from reviews.desk.base.guards import desk_page, require_permission
from reviews.desk.checks.safe_passages import passage_groups
from reviews.models import CheckResult, Opened, SpoilerCheck, Submission, SubmissionState
from reviews.permissions.access import may
from reviews.previews.render import edition_of
from reviews.public.cards import critics_of
from reviews.workflow.spoiler_checks.signing import MAX_NOTE_LENGTH, sign_refusal
from shield.markdown import safe_line


class SignForm(forms.Form):
    digest = forms.CharField(max_length=64, widget=forms.HiddenInput)
    result = forms.CharField(max_length=7)  # sent by the button
    place = forms.CharField(max_length=36, required=False)
    note = forms.CharField(
        label=gettext_lazy("Note to the moderators"),
        max_length=MAX_NOTE_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@dataclass(frozen=True)
class WaitingRow:
    """A submission in the queue, described only by what readers will see of it."""

    pk: int
    headline: str
    film: str
    submitted_at: datetime
    checks: int
    cause: str  # why this person may not sign it

    @property
    def can_sign(self) -> bool:
        return not self.cause


def queue_of(user) -> list[WaitingRow]:
    """The open submissions, longest wait first. Their number adds no queries."""
    own_checks = SpoilerCheck.objects.filter(submission=OuterRef("pk"), by=user)
    opened = Opened.objects.filter(review=OuterRef("review"), user=user)
    rows = Submission.objects.open().select_related("revision", "review").order_by("submitted_at", "pk")
    rows = rows.annotate(is_signed=Exists(own_checks), has_opened=Exists(opened))
    return [_queue_row(row, user) for row in rows.prefetch_related("spoiler_checks")]


def _queue_row(row: Submission, user) -> WaitingRow:
    document = row.revision.document()
    return WaitingRow(
        pk=row.pk,
        headline=document.headline,
        film=document.film.name if document.film else "",
        submitted_at=row.submitted_at,
        checks=len(row.spoiler_checks.all()),
        cause=_cause(row, user),
    )


def _cause(row, user) -> str:
    if row.is_signed:
        return _("You have signed it.")
    if user.pk in (row.review.author_id, row.submitted_by_id):
        return _("You contributed to the text: somebody else must check it.")
    return _("You have viewed its full text.") if row.has_opened else ""


def waiting_to_check(user) -> list[WaitingRow] | None:
    """For the newsroom: what this person can sign; None without the permission to check."""
    if not may(user, "check"):
        return None
    return [row for row in queue_of(user) if row.can_sign]


def spoiler_check_queue(request):
    require_permission(request.user, "check")
    rows = queue_of(request.user)
    context = {
        "rows": [row for row in rows if row.can_sign],
        "others": [row for row in rows if not row.can_sign],
    }
    return desk_page(
        request, "reviews/desk/checks/spoiler_check_queue.html", context, title=_("Spoiler checks")
    )


@require_http_methods(["GET", "HEAD", "POST"])
def spoiler_check(request, submission):
    """Show the safe text of a submission in passages; a POST signs it."""
    require_permission(request.user, "check")
    obj = get_object_or_404(Submission.objects.for_screen(), pk=submission)
    form = SignForm(request.POST or None, initial={"digest": obj.revision.digest})
    if request.method == "POST" and _sign(obj, form, request.user):
        messages.success(request, _("Signed. The moderators see it beside the text."))
        return redirect("admin:spoiler_checks")
    status = 400 if request.method == "POST" else 200
    context = {"form": form} | _page_context(obj, request.user)
    return desk_page(
        request, "reviews/desk/checks/spoiler_check.html", context, title=_("Spoiler check"), status=status
    )


def _sign(submission, form, user) -> bool:
    if not form.is_valid():
        return False
    try:
        workflow.sign_spoiler_check(submission, by=user, **form.cleaned_data)
    except workflow.Refused as refused:
        form.add_error(None, str(refused))
        return False
    return True


def _page_context(submission, user) -> dict:
    """What the page shows; no text once the submission is decided or withdrawn."""
    submission.refresh_from_db(fields=["state"])
    context = {
        "submission": submission.pk,
        "submitted_at": submission.submitted_at,
        "cause": sign_refusal(submission, user),
        "own_check": submission.spoiler_checks.filter(by=user).first(),
        "results": CheckResult,
    }
    if submission.state != SubmissionState.OPEN:
        return context
    edition = edition_of(submission.review, submission.revision.document())
    if not edition:
        return context | {"cause": _("Its film is not in the film database. Ask the film desk.")}
    return context | {
        "headline": edition.headline,
        "dek": safe_line(edition.dek),
        "film": edition.film.title,
        "language": edition.safe["language"],
        "critics": tuple(critic.name for critic in critics_of(edition)),
        "groups": passage_groups(edition),
    }


def spoiler_check_urls(wrap):
    """URLs under /admin/. `wrap` is the admin site's `admin_view`."""
    return [
        path("spoiler-checks/", wrap(spoiler_check_queue), name="spoiler_checks"),
        path("spoiler-checks/<number:submission>/", wrap(spoiler_check), name="spoiler_check"),
    ]
