"""The revisions of a review: listed, compared, exported."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from reviews import formats
from reviews.access import may
from reviews.desk.comparing import comparison_view
from reviews.desk.seeing import draft_seen_by, page


def revisions(request, pk):
    """Every revision, newest first, with what can be done with each."""
    draft = draft_seen_by(request.user, pk)
    rows = draft.review.revisions.defer("content").select_related("saved_by").prefetch_related("editions")
    context = {
        "draft": draft,
        "revisions": rows,
        "may_restore": may(request.user, "restore", draft.review),
    }
    return page(request, "reviews/desk/revisions.html", context, title=_("Revisions"))


def compare(request, pk):
    """Two revisions side by side, named by `from` and `to`."""
    draft = draft_seen_by(request.user, pk)
    numbers = {name: request.GET.get(name, "") for name in ("from", "to")}
    if not all(number.isdecimal() for number in numbers.values()):
        raise Http404
    old, new = (_revision(draft, numbers[name]) for name in ("from", "to"))
    context = {
        "draft": draft,
        "old": old,
        "new": new,
        "comparison": comparison_view(old.document(), new.document()),
    }
    return page(request, "reviews/desk/compare.html", context, title=_("Compare"))


def export(request, pk, number):
    """A revision as Markdown that imports back to the same document."""
    draft = draft_seen_by(request.user, pk)
    revision = _revision(draft, number)
    response = HttpResponse(formats.write(revision.document()), content_type="text/markdown; charset=utf-8")
    name = f"{draft.review.slug}-{revision.number}.md"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _revision(draft, number):
    return get_object_or_404(draft.review.revisions, number=int(number))
