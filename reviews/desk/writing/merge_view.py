"""Merge an unsaved text with one saved meanwhile: keep mine, take theirs, or choose field by field."""

from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from reviews import document as d
from reviews import workflow
from reviews.desk.base.guards import desk_page, get_draft_or_404, require_permission
from reviews.desk.base.review_state import person_name
from reviews.desk.writing import autosave
from reviews.desk.writing.merge_conflicts import merge_conflicts
from reviews.desk.writing.unsaved_draft import bound_forms, typed_draft, unfinished
from reviews.document.merge import differences, merged
from reviews.drafts import freeze, freeze_loaded, with_titles
from reviews.importing import formats
from reviews.models import Draft, WorkingCopy


def conflict(request, pk):
    """Compare my working copy with what somebody saved meanwhile; a POST resolves the conflict."""
    draft = get_draft_or_404(request.user, pk)
    require_permission(request.user, "edit", draft.review)
    copy = WorkingCopy.objects.of(draft.review, request.user)
    if not copy or copy.base_version == draft.version:
        return redirect("admin:reviews_draft_change", pk)
    base, mine, theirs = texts(request, draft, copy)
    if "export" in request.GET:
        return _download(draft, mine)
    if request.method == "POST" and _resolve(request, draft, copy, base, mine, theirs):
        return redirect("admin:reviews_draft_change", pk)
    return _page(request, draft, copy, differences(base, mine, theirs), mine, theirs)


def texts(request, draft: Draft, copy: WorkingCopy) -> tuple[d.Document, d.Document, d.Document]:
    """(base, mine, theirs): the revision both started from, the working copy, the saved draft.

    Marks name films by title: saving makes keys of them again.
    """
    base = draft.review.revisions.filter(number=copy.base_number).first()
    mine = freeze_loaded(typed_draft(*bound_forms(request, draft, autosave.as_query_dict(copy))))
    base, theirs = base.document() if base else d.Document(), freeze(draft)
    return with_titles(base), with_titles(mine), with_titles(theirs)


def _page(request, draft, copy, changes, mine, theirs):
    context = {
        "draft": draft,
        "copy": copy,
        "name": person_name(draft.updated_by),
        "conflicts": merge_conflicts([item for item in changes if not item.is_settled], mine, theirs),
        "settled": merge_conflicts([item for item in changes if item.is_settled], mine, theirs),
    }
    title = _("Two texts")
    return desk_page(request, "reviews/desk/writing/merge.html", context, title=title)


def _resolve(request, draft, copy, base, mine, theirs) -> bool:
    """Save the choice. False if that is refused, say because somebody saved once more."""
    posted = request.POST
    if posted.get("stamp", copy.stamp) != copy.stamp:
        messages.error(request, _("You typed on in another window since you opened this page. Choose again."))
        return False
    if posted.get("version") != str(draft.version):
        messages.error(request, _("Somebody saved once more since you opened this page. Choose again."))
        return False
    if "theirs" in posted:
        autosave.discard(draft, request.user)
        messages.success(request, _("This is the saved text. What you had typed is gone."))
        return True
    if unfinished(bound_forms(request, draft, autosave.as_query_dict(copy))[1]):
        messages.error(
            request,
            _("A picture lacks its image, or an aspect its score. Choose it in the form, where it stands."),
        )
        return False
    document = mine if "mine" in posted else _merged_choices(posted, base, mine, theirs)
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
    autosave.discard(draft, request.user)
    messages.success(
        request,
        _("Saved as revision %(number)s. The other text stays in history.") % {"number": revision.number},
    )
    return True


def _merged_choices(posted, base, mine, theirs) -> d.Document:
    """The document merged from the choices that were posted."""
    sides, texts = {}, {}
    for item in differences(base, mine, theirs):
        address = item.address
        choice = posted.get(f"choose-{address}", "")
        if item.is_settled:  # ticked by default, to keep the change
            sides[address] = _other(item.side) if choice != "keep" else item.side
        elif choice == "written":
            texts[address] = posted.get(f"written-{address}", "")
        elif choice in ("mine", "theirs"):
            sides[address] = choice
    return merged(base, mine, theirs, chosen=sides, written=texts)


def _other(side: str) -> str:
    return "mine" if side == "theirs" else "theirs"


def _with_own_keys(document: d.Document, *others: d.Document) -> d.Document:
    """Give parts that were new in a form their own keys, since its keys are made of positions.

    Keys of `others` stay, each once.
    """
    keys = {part.key for text in others for part in text.parts()}

    def keyed(part):
        if part.key not in keys:
            return d.replace(part, key=uuid4())
        keys.discard(part.key)
        return part

    return d.replace(document, **{name: tuple(map(keyed, getattr(document, name))) for name in d.PARTS})


def _download(draft: Draft, mine: d.Document) -> HttpResponse:
    """Download my text as Markdown."""
    response = HttpResponse(formats.write(mine), content_type="text/markdown; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{draft.review.slug}-mine.md"'
    response.headers["Cache-Control"] = "no-store"
    return response


def discard(request, pk):
    """Discard my working copy."""
    draft = get_draft_or_404(request.user, pk)
    require_permission(request.user, "edit", draft.review)
    if request.method == "POST":
        _discard(request, draft)
    return redirect("admin:reviews_draft_change", pk)


def _discard(request, draft) -> None:
    if autosave.other_window_copy(draft, request.user, request.POST):
        messages.warning(request, _("Discarded here. This is what you typed in another window, which stays."))
        return
    autosave.discard(draft, request.user)
    messages.success(request, _("Discarded. This is the text as it was last saved."))
