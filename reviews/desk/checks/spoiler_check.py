"""The spoiler check: what waits for somebody who has not seen the film, and the page on which they sign.

These pages lead to no other text of a review, and their addresses name none.
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
from reviews.workflow.spoiler_checks import MAX_NOTE_LENGTH, sign_refusal
from shield.markdown import safe_line


class SignForm(forms.Form):
    digest = forms.CharField(max_length=64, widget=forms.HiddenInput)
    result = forms.CharField(max_length=7)  # the name of the button
    place = forms.CharField(max_length=36, required=False)
    note = forms.CharField(
        label=gettext_lazy("Note to the moderators"),
        max_length=MAX_NOTE_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@dataclass(frozen=True)
class WaitingRow:
    """A submission in the queue, told by what readers will see of it."""

    pk: int
    headline: str
    film: str
    submitted_at: datetime
    checks: int
    cause: str  # why whoever asks need not, or may not, read it

    @property
    def is_yours(self) -> bool:
        return not self.cause


def queue_of(user) -> list[WaitingRow]:
    """The submissions before the moderators, longest wait first. One query, whatever their number."""
    signed = SpoilerCheck.objects.filter(submission=OuterRef("pk"), by=user)
    opened = Opened.objects.filter(review=OuterRef("review"), user=user)
    rows = Submission.objects.open().select_related("revision", "review").order_by("submitted_at", "pk")
    rows = rows.annotate(is_signed=Exists(signed), has_opened=Exists(opened))
    return [_waiting(row, user) for row in rows.prefetch_related("spoiler_checks")]


def _waiting(row: Submission, user) -> WaitingRow:
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
    """For the newsroom: what waits for a signature of this person; None for those who sign nothing."""
    if not may(user, "check"):
        return None
    return [row for row in queue_of(user) if row.is_yours]


def spoiler_check_queue(request):
    require_permission(request.user, "check")
    rows = queue_of(request.user)
    context = {
        "rows": [row for row in rows if row.is_yours],
        "others": [row for row in rows if not row.is_yours],
    }
    return desk_page(
        request, "reviews/desk/checks/spoiler_check_queue.html", context, title=_("Spoiler checks")
    )


@require_http_methods(["GET", "HEAD", "POST"])
def spoiler_check(request, submission):
    """The safe text of a submission, passage by passage; and, posted, the signature under it."""
    require_permission(request.user, "check")
    found = get_object_or_404(Submission.objects.for_screen(), pk=submission)
    form = SignForm(request.POST or None, initial={"digest": found.revision.digest})
    if request.method == "POST" and _sign(found, form, request.user):
        messages.success(request, _("Signed. The moderators see it beside the text."))
        return redirect("admin:spoiler_checks")
    status = 400 if request.method == "POST" else 200
    context = {"form": form} | _reading(found, request.user)
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


def _reading(submission, user) -> dict:
    """What the page shows. Nothing of a text that is no longer before the moderators."""
    submission.refresh_from_db(fields=["state"])
    told = {
        "submission": submission.pk,
        "submitted_at": submission.submitted_at,
        "cause": sign_refusal(submission, user),
        "signed": submission.spoiler_checks.filter(by=user).first(),
        "results": CheckResult,
    }
    if submission.state != SubmissionState.OPEN:
        return told
    edition = edition_of(submission.review, submission.revision.document())
    if not edition:
        return told | {"cause": _("Its film is not in the film database. Ask the film desk.")}
    return told | {
        "headline": edition.headline,
        "dek": safe_line(edition.dek),
        "film": edition.film.title,
        "language": edition.safe["language"],
        "critics": tuple(critic.name for critic in critics_of(edition)),
        "chapters": passage_groups(edition),
    }


def spoiler_check_urls(wrap):
    """Addresses beside those of the tables. `wrap` is the admin site's `admin_view`."""
    return [
        path("spoiler-checks/", wrap(spoiler_check_queue), name="spoiler_checks"),
        path("spoiler-checks/<number:submission>/", wrap(spoiler_check), name="spoiler_check"),
    ]
