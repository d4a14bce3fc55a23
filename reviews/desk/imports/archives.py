"""Imports of archives: the progress of one, what became of each post, going on with it, taking it back."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from reviews.desk.base.guards import desk_page, require_permission
from reviews.importing.batches import begin_batch, undo_batch
from reviews.importing.tasks import run_import
from reviews.models import ImportBatch, ImportedPost, PostOutcome
from reviews.workflow import Refused
from reviews.workflow.adoptions.tasks import runs_in_request

POSTS_PER_PAGE = 50
IMPORTS_PER_PAGE = 25
SECONDS_TO_NEXT_LOOK = 3


@dataclass(frozen=True)
class PostRow:
    post: ImportedPost
    warnings: tuple[str, ...]


def begin_import(name: str, data: bytes, film, *, by) -> ImportBatch:
    """Keep an uploaded archive and begin to import it: in the background, or for a while in this request."""
    batch = begin_batch(name, by=by, upload=data, film=film)
    run_import.enqueue(batch.pk)
    return batch


def imports_page(request):
    """The imports of this account, the newest first."""
    require_permission(request.user, "begin")
    imports = (
        _own(request)
        .annotate(made=Count("posts", filter=Q(posts__outcome=PostOutcome.MADE)))
        .order_by("-began_at", "-pk")
    )
    page = Paginator(imports, IMPORTS_PER_PAGE).get_page(request.GET.get("p"))
    return desk_page(
        request, "reviews/desk/imports/imports.html", {"page_obj": page}, title=_("Earlier imports")
    )


def import_page(request, pk):
    """How far an import is, and its posts: those to look at, or all (`?all=1`)."""
    batch = _get_own_or_404(request, pk)
    if batch.waits:
        return redirect("admin:reviews_draft_import_check", batch.pk)
    posts = batch.posts.select_related("review__draft__film")
    to_look_at = posts.filter(Q(outcome=PostOutcome.UNREAD) | Q(warning_count__gt=0))
    shows_all = "all" in request.GET
    page = Paginator(posts if shows_all else to_look_at, POSTS_PER_PAGE).get_page(request.GET.get("p"))
    context = {
        "batch": batch,
        "counts": batch.counts(),
        "look_count": to_look_at.count(),
        "shows_all": shows_all,
        "page_obj": page,
        "rows": [PostRow(post, _warnings(post)) for post in page],
        "is_waiting": not batch.ended_at,
        "runs_in_request": runs_in_request(),
        "seconds": SECONDS_TO_NEXT_LOOK,
    }
    return desk_page(request, "reviews/desk/imports/archive.html", context, title=_("Import"))


def _warnings(post: ImportedPost) -> tuple[str, ...]:
    return tuple(dict.fromkeys(message for level, message, _part in post.notes if level == "warning"))


@require_POST
def go_on_page(request, pk):
    """Import some more of an archive that was interrupted, or for which no worker runs."""
    batch = _get_own_or_404(request, pk)
    if batch.waits:
        raise Http404
    run_import.enqueue(batch.pk)
    return redirect("admin:reviews_draft_import_archive", batch.pk)


@require_POST
def undo_page(request, pk):
    """Delete the drafts of an import that nobody changed, once that was confirmed."""
    batch = _get_own_or_404(request, pk)
    if "sure" not in request.POST:
        messages.error(request, _("Tick that you are sure. Nothing was deleted."))
        return redirect("admin:reviews_draft_import_archive", batch.pk)
    try:
        counts = undo_batch(batch, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _undone(counts["deleted"], counts["kept"]))
    return redirect("admin:reviews_draft_import_archive", batch.pk)


def _undone(deleted: int, kept: int) -> str:
    message = ngettext("%(count)s draft deleted.", "%(count)s drafts deleted.", deleted) % {"count": deleted}
    if kept:
        message += " " + _("Kept, since somebody worked on them: %(count)s.") % {"count": kept}
    return message


def _own(request):
    return ImportBatch.objects.filter(by=request.user).defer("upload")


def _get_own_or_404(request, pk) -> ImportBatch:
    require_permission(request.user, "begin")
    batch = _own(request).select_related("film").filter(pk=pk).first()
    if not batch:
        raise Http404
    return batch
