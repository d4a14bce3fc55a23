"""The revisions of a review: list, compare, export."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from integers import whole_number
from reviews.desk.base.guards import desk_page, get_draft_or_404
from reviews.desk.deciding.comparison import comparison_view
from reviews.importing import formats
from reviews.permissions.access import may


def revisions(request, pk):
    """Every revision, newest first."""
    draft = get_draft_or_404(request.user, pk)
    rows = draft.review.revisions.defer("content").select_related("saved_by").prefetch_related("editions")
    context = {
        "draft": draft,
        "revisions": rows,
        "may_restore": may(request.user, "restore", draft.review),
    }
    return desk_page(request, "reviews/desk/deciding/revisions.html", context, title=_("Revisions"))


def compare(request, pk):
    """Two revisions side by side, named by `from` and `to`."""
    draft = get_draft_or_404(request.user, pk)
    numbers = [whole_number(request.GET.get(name)) for name in ("from", "to")]
    if None in numbers:
        raise Http404
    revisions = {row.number: row for row in draft.review.revisions.filter(number__in=numbers)}
    if not revisions.keys() >= set(numbers):
        raise Http404
    old, new = (revisions[number] for number in numbers)
    context = {
        "draft": draft,
        "old": old,
        "new": new,
        "comparison": comparison_view(old.document(), new.document()),
    }
    return desk_page(request, "reviews/desk/deciding/compare.html", context, title=_("Compare"))


def export(request, pk, number):
    """A revision as Markdown that imports back to the same document."""
    draft = get_draft_or_404(request.user, pk)
    revision = _revision(draft, number)
    response = HttpResponse(formats.write(revision.document()), content_type="text/markdown; charset=utf-8")
    name = f"{draft.review.slug}-{revision.number}.md"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _revision(draft, number):
    return get_object_or_404(draft.review.revisions, number=number)
