"""Adoptions that were begun: how far one is, what it left out and why, going on with it, taking it back."""

from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from reviews import workflow
from reviews.desk.base.guards import desk_page, require_permission
from reviews.models import Adoption, ChoiceOutcome, SubmissionState
from reviews.workflow import Refused
from reviews.workflow.adoptions.taking_back import TAKE_BACK_WITHIN
from reviews.workflow.adoptions.tasks import run_adoption, runs_in_request

SECONDS_TO_NEXT_LOOK = 3


def recent_adoptions() -> QuerySet[Adoption]:
    """Adoptions that can be taken back still, or go on."""
    since = timezone.now() - TAKE_BACK_WITHIN
    live = Count("submissions", filter=Q(submissions__state=SubmissionState.APPROVED))
    recent = Adoption.objects.filter(at__gt=since, taken_back_at=None).annotate(count=live)
    recent = recent.filter(Q(count__gt=0) | Q(ended_at=None))
    return recent.select_related("by").order_by("-at", "-pk")


def adoption_page(request: HttpRequest, pk: int):
    """How far an adoption is, and which drafts stay drafts, with the reasons."""
    require_permission(request.user, "decide")
    adoption = get_object_or_404(Adoption.objects.select_related("by"), pk=pk)
    outcomes = dict(adoption.choices.order_by().values_list("outcome").annotate(Count("pk")))
    refused = adoption.choices.filter(outcome=ChoiceOutcome.REFUSED).select_related("review__draft__film")
    context = {
        "adoption": adoption,
        "done": sum(outcomes.values()) - outcomes.get(ChoiceOutcome.WAITS, 0),
        "total": sum(outcomes.values()),
        "adopted": outcomes.get(ChoiceOutcome.ADOPTED, 0),
        "refused": refused,
        "recent": recent_adoptions().filter(pk=pk),
        "is_waiting": not adoption.ended_at,
        "runs_in_request": runs_in_request(),
        "seconds": SECONDS_TO_NEXT_LOOK,
    }
    return desk_page(request, "reviews/desk/imports/adoption.html", context, title=_("Adoption"))


@require_POST
def go_on_page(request: HttpRequest, pk: int):
    """Adopt some more of what was chosen, after an interruption or without a worker."""
    require_permission(request.user, "decide")
    run_adoption.enqueue(get_object_or_404(Adoption, pk=pk).pk)
    return redirect("admin:reviews_draft_adoption", pk)


@require_POST
def take_back_page(request: HttpRequest, pk: int):
    """Take an adoption back, once that was confirmed."""
    require_permission(request.user, "decide")
    adoption = get_object_or_404(Adoption, pk=pk)
    if "sure" not in request.POST:
        messages.error(request, _("Tick that you are sure. Nothing was taken back."))
        return redirect("admin:reviews_draft_adopt")
    try:
        counts = workflow.take_back(adoption, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        done = {"back": counts["taken back"], "kept": counts["kept"]}
        messages.success(request, _("Taken back: %(back)s. Kept, since decided on: %(kept)s.") % done)
    return redirect("admin:reviews_draft_adopt")
