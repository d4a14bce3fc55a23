"""Adopting imported drafts: what readers would see of each, what keeps it a draft, and taking it back."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from reviews import document as d
from reviews import workflow
from reviews.desk.base.guards import desk_page, require_permission
from reviews.desk.base.review_state import person_name
from reviews.document.unread import opening_of
from reviews.models import Adoption, ImportedPost, SubmissionState
from reviews.workflow import Refused
from reviews.workflow.adopting import (
    MOST_AT_ONCE,
    TAKE_BACK_WITHIN,
    Choice,
    adoptable,
    first_edition_at,
    refusing_findings,
)
from shield.markdown import safe_html

DRAFTS_PER_PAGE = 50
ADOPT = "admin:reviews_draft_adopt"


@dataclass(frozen=True)
class DraftRow:
    """A draft with what readers would see of it unread. `problems`: why it stays a draft, if any."""

    post: ImportedPost
    author: str
    digest: str
    document: d.Document
    opening: tuple[SafeString, ...]
    problems: tuple[str, ...]


def adopt_page(request: HttpRequest):
    """The drafts that may be adopted; for a POST, adopts the chosen ones."""
    require_permission(request.user, "decide")
    if request.method == "POST":
        _adopt(request)
        return redirect(f"{request.path}?{request.GET.urlencode()}" if request.GET else request.path)
    first = first_edition_at()
    posts = adoptable(request.user, first).select_related("review__author", "review__draft__film")
    page = Paginator(posts.order_by("pk"), DRAFTS_PER_PAGE).get_page(request.GET.get("p"))
    context = {
        "page_obj": page,
        "rows": _rows(page.object_list),
        "first": first,
        "most": MOST_AT_ONCE,
        "adoptions": _recent(request.user),
    }
    return desk_page(request, "reviews/desk/imports/adopt.html", context, title=_("Adopt an archive"))


def _rows(posts: Iterable[ImportedPost]) -> list[DraftRow]:
    return [_row(post) for post in posts]


def _row(post: ImportedPost) -> DraftRow:
    assert post.review is not None
    revision = post.review.revisions.get()
    document = revision.document()
    problems = [finding.sentence for finding in refusing_findings(post.review, document, is_read=False)]
    return DraftRow(
        post=post,
        author=person_name(post.review.author),
        digest=revision.digest,
        document=document,
        opening=tuple(safe_html(section.text) for section in opening_of(document)),
        problems=tuple(dict.fromkeys(problems)),
    )


def _adopt(request: HttpRequest) -> None:
    try:
        adoption, refused = workflow.adopt(list(_choices(request.POST)), moderator=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return
    count = adoption.submissions.count()
    if count:
        text = ngettext("%(count)s review is public.", "%(count)s reviews are public.", count)
        messages.success(request, text % {"count": count})
    for reason in dict.fromkeys(refused.values()):
        number = sum(other == reason for other in refused.values())
        messages.warning(
            request, _("Not adopted: %(count)s. %(reason)s") % {"count": number, "reason": reason}
        )


def _choices(post) -> Iterable[Choice]:
    """The chosen drafts, by the checksums that stood on the page."""
    read = set(post.getlist("read"))
    for value in post.getlist("adopt")[: MOST_AT_ONCE + 1]:
        pk, _colon, digest = value.partition(":")
        if pk.isdecimal() and len(pk) < 19:
            yield Choice(int(pk), digest, is_read=pk in read)


def _recent(user):
    """Adoptions that can be taken back still."""
    since = timezone.now() - TAKE_BACK_WITHIN
    live = Count("submissions", filter=Q(submissions__state=SubmissionState.APPROVED))
    recent = Adoption.objects.filter(at__gt=since, taken_back_at=None).annotate(count=live)
    return recent.filter(count__gt=0).select_related("by").order_by("-at", "-pk")


@require_POST
def take_back_page(request: HttpRequest, pk: int):
    """Take an adoption back, once that was confirmed."""
    require_permission(request.user, "decide")
    adoption = get_object_or_404(Adoption, pk=pk)
    if "sure" not in request.POST:
        messages.error(request, _("Tick that you are sure. Nothing was taken back."))
        return redirect(ADOPT)
    try:
        counts = workflow.take_back(adoption, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        done = {"back": counts["taken back"], "kept": counts["kept"]}
        messages.success(request, _("Taken back: %(back)s. Kept, since decided on: %(kept)s.") % done)
    return redirect(ADOPT)
