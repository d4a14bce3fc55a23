"""Adopting imported drafts: what readers would see of each, and what the checks find in it."""

import re
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from reviews import document as d
from reviews import workflow
from reviews.desk.base.guards import desk_page, require_permission
from reviews.desk.base.review_state import person_name
from reviews.desk.imports.adoptions import recent_adoptions
from reviews.document.score_text import score_units_text
from reviews.document.unread import opening_of
from reviews.models import FindingWeight, ImportedPost, Revision
from reviews.workflow import Refused
from reviews.workflow.adoptions.adopting import MOST_AT_ONCE, Choice
from reviews.workflow.adoptions.candidates import adoptable, first_edition_at, refusing
from reviews.workflow.adoptions.kept_findings import keep_findings, with_valid_findings
from reviews.workflow.adoptions.tasks import SECONDS_IN_A_REQUEST, run_adoption
from shield.markdown import safe_html

DRAFTS_PER_PAGE = 50
ADOPT = "admin:reviews_draft_adopt"
_CHOICE = re.compile(r"([0-9]{1,18}):([0-9a-f]{64}):([-\w]{1,100})")


@dataclass(frozen=True)
class DraftRow:
    """A draft with what readers would see of it unread. The findings are None until it was checked.

    `keeps`: why it stays a draft, if any; `keeps_read`: why it would if it were marked as read.
    """

    post: ImportedPost
    author: str
    digest: str
    document: d.Document
    bylines: str
    opening: tuple[tuple[str, SafeString], ...]  # heading and text
    score: str
    is_checked: bool
    keeps: Sequence[str] = ()
    keeps_read: Sequence[str] = ()
    warnings: Sequence[str] = ()


def adopt_page(request: HttpRequest):
    """The drafts that may be adopted; for a POST, adopts the chosen ones."""
    require_permission(request.user, "decide")
    if request.method == "POST":
        return _adopt(request)
    first = first_edition_at()
    page = _page(request)
    rows = _rows(page.object_list)
    context = {
        "page_obj": page,
        "rows": rows,
        "unchecked": sum(not row.is_checked for row in rows),
        "first": first,
        "adoptions": recent_adoptions(),
    }
    return desk_page(request, "reviews/desk/imports/adopt.html", context, title=_("Adopt an archive"))


def _page(request: HttpRequest) -> Page:
    posts = adoptable(request.user, first_edition_at()).select_related(
        "review__author", "review__draft__film"
    )
    return Paginator(posts.order_by("pk"), DRAFTS_PER_PAGE).get_page(request.GET.get("p"))


def _rows(posts: Sequence[ImportedPost]) -> list[DraftRow]:
    valid = with_valid_findings(posts)
    revisions = Revision.objects.filter(review__in=[post.review_id for post in posts], number=1)
    by_review = {revision.review_id: revision for revision in revisions}
    return [_row(post, by_review[post.review_id], is_checked=post.pk in valid) for post in posts]


def _row(post: ImportedPost, revision: Revision, *, is_checked: bool) -> DraftRow:
    document, review = revision.document(), post.review
    score, found = document.score, post.findings if is_checked else []
    keeps = refusing(found, is_read=False)
    return DraftRow(
        post=post,
        author=person_name(review.author),
        digest=revision.digest,
        document=document,
        bylines=", ".join(byline.name for byline in document.bylines),
        opening=tuple((section.heading, safe_html(section.text)) for section in opening_of(document)),
        score=f"{score_units_text(score.value, score.divisions)}/{score.maximum}" if score else "",
        is_checked=is_checked,
        keeps=keeps,
        keeps_read=[sentence for sentence in refusing(found, is_read=True) if sentence not in keeps],
        warnings=[sentence for weight, sentence in found if weight == FindingWeight.WARNS],
    )


@require_POST
def check_page(request: HttpRequest):
    """Check the drafts of a page that were not checked yet, or not as they are; as many as a request may."""
    require_permission(request.user, "decide")
    page = _page(request)
    posts = page.object_list
    valid, until = with_valid_findings(posts), time.monotonic() + SECONDS_IN_A_REQUEST
    for post in posts:
        if post.pk not in valid and time.monotonic() < until:
            keep_findings(post)
    return redirect(f"{reverse(ADOPT)}?p={page.number}")


def _adopt(request: HttpRequest):
    try:
        adoption = workflow.begin_adoption(list(_choices(request.POST)), moderator=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(request.get_full_path())
    run_adoption.enqueue(adoption.pk)
    return redirect("admin:reviews_draft_adoption", adoption.pk)


def _choices(post) -> Iterable[Choice]:
    """The chosen drafts, by the checksums and addresses that stood on the page."""
    read = set(post.getlist("read"))
    for value in post.getlist("adopt")[: MOST_AT_ONCE + 1]:
        if match := _CHOICE.fullmatch(value):
            pk, digest, slug = match.groups()
            yield Choice(int(pk), digest, slug, is_read=pk in read)
