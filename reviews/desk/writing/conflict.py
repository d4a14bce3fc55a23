"""Two people saved: keep mine, take theirs, or choose field by field. Both texts are kept until then."""

from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from reviews import document as d
from reviews import formats, workflow
from reviews.desk.seeing import draft_seen_by, page, require
from reviews.desk.state import person
from reviews.desk.writing import keeping
from reviews.desk.writing.rivals import rivals
from reviews.desk.writing.typed_draft import bound, typed_draft, unfinished
from reviews.drafts import freeze, frozen
from reviews.merging import differences, merged
from reviews.models import Draft, WorkingCopy


def conflict(request, pk):
    """What I typed beside what somebody saved meanwhile."""
    draft = draft_seen_by(request.user, pk)
    require(request.user, "edit", draft.review)
    copy = WorkingCopy.objects.of(draft.review, request.user)
    if not copy or copy.base_version == draft.version:
        return redirect("admin:reviews_draft_change", pk)
    base, mine, theirs = texts(request, draft, copy)
    if "export" in request.GET:
        return _as_file(draft, mine)
    if request.method == "POST" and _settled(request, draft, copy, base, mine, theirs):
        return redirect("admin:reviews_draft_change", pk)
    return _page(request, draft, copy, differences(base, mine, theirs), mine, theirs)


def texts(request, draft: Draft, copy: WorkingCopy) -> tuple[d.Document, d.Document, d.Document]:
    """What both began with, what was typed, and what is saved."""
    begun = draft.review.revisions.filter(number=copy.base_number).first()
    mine = frozen(typed_draft(*bound(request, draft, keeping.as_sent(copy))))
    return begun.document() if begun else d.Document(), mine, freeze(draft)


def _page(request, draft, copy, found, mine, theirs):
    context = {
        "draft": draft,
        "copy": copy,
        "name": person(draft.updated_by),
        "both": rivals([item for item in found if not item.is_settled], mine, theirs),
        "settled": rivals([item for item in found if item.is_settled], mine, theirs),
    }
    title = _("Two texts")
    return page(request, "reviews/desk/conflict.html", context, title=title)


def _settled(request, draft, copy, base, mine, theirs) -> bool:
    """Do what was pressed. False if it could not be done: somebody saved once more."""
    posted = request.POST
    if posted.get("version") != str(draft.version):
        messages.error(request, _("Somebody saved once more since you opened this page. Choose again."))
        return False
    if "theirs" in posted:
        keeping.forget(draft, request.user)
        messages.success(request, _("This is the saved text. What you had typed is gone."))
        return True
    if unfinished(bound(request, draft, keeping.as_sent(copy))[1]):
        messages.error(
            request,
            _("A picture lacks its image, or an aspect its score. Choose it in the form, where it stands."),
        )
        return False
    document = mine if "mine" in posted else _chosen(posted, base, mine, theirs)
    try:
        revision = workflow.rewrite(
            draft.review,
            document=_with_own_keys(document, base, theirs),
            version=draft.version,
            by=request.user,
        )
    except workflow.Refused as refused:
        messages.error(request, str(refused))
        return False
    keeping.forget(draft, request.user)
    messages.success(
        request,
        _("Saved as revision %(number)s. The other text stays in history.") % {"number": revision.number},
    )
    return True


def _chosen(posted, base, mine, theirs) -> d.Document:
    found = {item.address: item for item in differences(base, mine, theirs)}
    chosen, written = {}, {}
    for address, item in found.items():
        choice = posted.get(f"choose-{address}", "")
        if item.is_settled:  # kept unless its box is not ticked any more
            chosen[address] = _other(item.side) if choice != "keep" else item.side
        elif choice == "written":
            written[address] = posted.get(f"written-{address}", "")
        elif choice in ("mine", "theirs"):
            chosen[address] = choice
    return merged(base, mine, theirs, chosen=chosen, written=written)


def _other(side: str) -> str:
    return "mine" if side == "theirs" else "theirs"


def _with_own_keys(document: d.Document, *known: d.Document) -> d.Document:
    """Parts that were new on a form get keys of their own: a form names them by places. None twice."""
    keys = {part.key for text in known for part in text.parts()}

    def keyed(part):
        if part.key not in keys:
            return d.replace(part, key=uuid4())
        keys.discard(part.key)
        return part

    return d.replace(document, **{name: tuple(map(keyed, getattr(document, name))) for name in d.PARTS})


def _as_file(draft: Draft, mine: d.Document) -> HttpResponse:
    """My text as Markdown, to be kept elsewhere."""
    response = HttpResponse(formats.write(mine), content_type="text/markdown; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{draft.review.slug}-mine.md"'
    response.headers["Cache-Control"] = "no-store"
    return response


def discard(request, pk):
    """Throw away what I typed and did not save."""
    draft = draft_seen_by(request.user, pk)
    require(request.user, "edit", draft.review)
    if request.method == "POST":
        keeping.forget(draft, request.user)
        messages.success(request, _("Discarded. This is the text as it was last saved."))
    return redirect("admin:reviews_draft_change", pk)
