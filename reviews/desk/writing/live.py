"""What the writing room asks while somebody types: keep it, count it, check it, show it, who else is here."""

from uuid import uuid4

from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from reviews.access import may
from reviews.desk.checks import ChecksView, checks_view
from reviews.desk.editor import private, refusal
from reviews.desk.leaks import form_anchors
from reviews.desk.panel import ANSWERS, answer_form, words_of
from reviews.desk.seeing import note_opened
from reviews.desk.writing import keeping, presence, showing
from reviews.desk.writing.typed_draft import bound, typed_draft
from reviews.drafts import frozen
from reviews.models import Draft


def draft_written_by(request, pk) -> Draft | None:
    """The draft, for whoever may write in it. None for a page that another account opened in this browser."""
    found = Draft.objects.select_related("review__author", "film", "scale").filter(pk=pk).first()
    is_theirs = keeping.is_typed_by(request.user, request.POST)
    return found if found and is_theirs and may(request.user, "edit", found.review) else None


def not_here() -> HttpResponse:
    return refusal(_("You are no longer logged in, or may not write here."), 403)


@require_POST
def live(request, pk):
    """Answer a page on which something was typed. `keep=1` keeps it; `shows` asks for a preview."""
    draft = draft_written_by(request, pk)
    if not draft:
        return not_here()
    note_opened(request.user, draft.pk)
    presence.note(draft, request.user, typed=True)
    copy = keeping.keep(draft, request.user, request.POST) if "keep" in request.POST else None
    document = frozen(typed_draft(*bound(request, draft, request.POST)))
    view = _checks(request, draft, document)
    answer = {
        "kept": f"{timezone.localtime(copy.kept_at):%H:%M:%S}" if copy else "",
        "stamp": copy.stamp if copy else "",
        "page": str(
            uuid4()
        ),  # the name of the page from now on, if it was saved and is typed in all the same
        "words": words_of(document) | {"checks": view.counted},
        "checks": _checks_html(request, draft, view),
        "films": showing.films_given_away(document),
        "preview": showing.shown(draft.review, document, request.POST.get("shows", ""), _seen(request)),
    }
    return private(JsonResponse(answer | _around(request, draft)))


@require_POST
def here(request, pk):
    """A page says that it is still open, and asks who else is."""
    draft = draft_written_by(request, pk)
    if not draft:
        return not_here()
    presence.note(draft, request.user, typed=False)
    return private(JsonResponse(_around(request, draft)))


@require_POST
def away(request, pk):
    """A page was closed."""
    draft = draft_written_by(request, pk)
    if not draft:
        return not_here()
    presence.leave(draft, request.user)
    return private(HttpResponse(status=204))


def _around(request, draft: Draft) -> dict:
    """What happens around a page: who else is there, what its owner typed elsewhere, who saved."""
    other = keeping.elsewhere(draft, request.user, request.POST)
    context = {"others": presence.others(draft, request.user), "draft": draft, "other": other}
    return {
        "others": render_to_string("reviews/desk/_others.html", context).strip(),
        "elsewhere": render_to_string("reviews/desk/_elsewhere.html", context) if other else "",
        "stale": request.POST.get("version") != str(draft.version),
    }


def _checks(request, draft: Draft, document) -> ChecksView:
    """The checks of what stands on the page, with the ticks that stand there too."""
    anchors = form_anchors(document)
    return checks_view(draft.review, document, request.user, anchors=anchors, typed_in=request.POST)


def _checks_html(request, draft: Draft, view: ChecksView) -> str:
    is_waiting = draft.review.submissions.open().exists()
    context = {"view": view, "form": "" if is_waiting else ANSWERS, "keep": "_waive"}
    context["field"] = answer_form(request.POST)["premise"]
    return render_to_string("reviews/desk/_checks.html", context)


def _seen(request) -> list[str]:
    return request.POST.getlist("seen")[:50]
