"""What was understood of one text: choose its film, make its draft, or discard it."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from films.models import Film
from reviews import document as d
from reviews.desk.base.guards import desk_page, require_permission
from reviews.desk.base.titles import part_title
from reviews.desk.imports.film_forms import FilmForm, add_film, candidates_of, known_people, new_film_form
from reviews.importing.batches import made_before
from reviews.importing.formats import FormatError
from reviews.importing.making import fingerprint
from reviews.importing.match import ImportedReview
from reviews.importing.single import make_single, single_post, understood
from reviews.models import ImportBatch, PostOutcome
from reviews.models.draft.draft import Answer
from reviews.permissions.access import may
from reviews.workflow import Refused
from shield.finish_html import fill
from shield.levels import Level
from shield.markdown import preview_html


@dataclass(frozen=True)
class PartView:
    title: str
    detail: str  # besides the text: a role, a cameo, an answer
    level: str
    html: tuple
    notes: tuple[str, ...]


@require_safe
def check_page(request, pk):
    """What is understood of a text, with its film; of one that was made, what became of it."""
    batch = _get_text_or_404(request, pk)
    if batch.ended_at:
        return redirect("admin:reviews_draft_import_archive", batch.pk)
    return _check_page(request, batch)


def _check_page(request, batch, new_film=None):
    """`new_film`: the form of a film, posted and invalid."""
    try:
        post = single_post(bytes(batch.upload), batch.source)
        imported = understood(post, batch.film)
    except FormatError as error:  # what it could read before an upgrade
        messages.error(request, str(error))
        return redirect("admin:reviews_draft_import")
    context = {
        "batch": batch,
        "post": post,
        "document": imported.document,
        "parts": _parts(imported),
        "notes": [note for note in imported.notes if note.part is None],
        "known": _known(request.user, post),
        **_film_context(request, imported, new_film),
    }
    title, status = _("What was understood"), 400 if new_film else 200
    return desk_page(request, "reviews/desk/imports/import_check.html", context, title=title, status=status)


def _film_context(request, imported: ImportedReview, new_film) -> dict[str, Any]:
    form = FilmForm(initial={"film": imported.film})
    may_add = request.user.has_perm("films.add_film") and not imported.film
    return {
        "film": imported.film,
        "film_form": form,
        "form_media": form.media,
        "candidates": candidates_of(imported.candidates),
        "new_film": new_film or (new_film_form(request, imported) if may_add else None),
        **_directors(request, imported.fields.directors if may_add else ()),
    }


def _directors(request, names) -> dict[str, str]:
    """Whom the text names: those who will be credited with a film that is added, and the others."""
    known = [person.name for person in known_people(request, names)]
    folded = {name.casefold() for name in known}
    others = [name for name in names if name.casefold() not in folded]
    return {"known_directors": ", ".join(known), "directors": ", ".join(others)}


def _known(user, post):
    """The review that was made of this text before, if this person may see it."""
    made = made_before(fingerprint(post))
    return made.review if made and may(user, "see", made.review) else None


@require_POST
def choose_film(request, pk):
    """Read the text again with another film; with none, with the film that it names itself."""
    batch = _get_waiting_or_404(request, pk)
    form = FilmForm(request.POST)
    if form.is_valid():
        _set_film(batch, form.cleaned_data["about"])
    else:
        for error in form.errors.values():
            messages.error(request, " ".join(error))
    return redirect("admin:reviews_draft_import_check", batch.pk)


@require_POST
def add_film_page(request, pk):
    """Add a film to the film database, as its admin would, and read the text again with it."""
    batch = _get_waiting_or_404(request, pk)
    if not request.user.has_perm("films.add_film"):
        raise PermissionDenied
    form = new_film_form(request)
    if not form.is_valid():
        return _check_page(request, batch, form)
    directors = understood(single_post(bytes(batch.upload), batch.source), None).fields.directors
    _set_film(batch, add_film(request, form, directors))
    messages.success(request, _("%(film)s was added, and is the film of this text.") % {"film": batch.film})
    return redirect("admin:reviews_draft_import_check", batch.pk)


def _set_film(batch: ImportBatch, film: Film | None) -> None:
    batch.film = film
    batch.save(update_fields=["film"])


@require_POST
def make_draft(request, pk):
    """Make the draft of a text, with its pictures and comments, and open it."""
    batch = _get_text_or_404(request, pk)
    try:
        post = make_single(batch)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("admin:reviews_draft_import_check", batch.pk)
    if not post.review or not may(request.user, "see", post.review):
        messages.warning(request, _("This text is here already, in a review that you may not see."))
        return redirect("admin:reviews_draft_import_archive", batch.pk)
    if post.outcome == PostOutcome.KNOWN:
        messages.info(request, _("This text was here already: this is its draft."))
    else:
        message = _("The draft is made. What the importer was unsure of stands beside each part.")
        messages.success(request, message)
    return redirect("admin:reviews_draft_change", post.review_id)


@require_POST
def discard(request, pk):
    """Delete a text of which no draft was made, and begin anew."""
    _get_waiting_or_404(request, pk).delete()
    messages.info(request, _("The text was deleted here. No draft was made of it."))
    return redirect("admin:reviews_draft_import")


def _get_text_or_404(request, pk) -> ImportBatch:
    require_permission(request.user, "begin")
    texts = ImportBatch.objects.select_related("film").filter(by=request.user, is_single=True)
    batch = texts.filter(pk=pk).first()
    if not batch:
        raise Http404
    return batch


def _get_waiting_or_404(request, pk) -> ImportBatch:
    batch = _get_text_or_404(request, pk)
    if batch.ended_at:
        raise Http404
    return batch


def _parts(imported: ImportedReview) -> list[PartView]:
    document = imported.document
    return [_part(part, imported) for part in (*document.parts(), document.verdict) if _has_words(part)]


def _has_words(part) -> bool:
    return any(getattr(part, name) for name in d.TEXT_FIELDS[type(part)])


def _part(part, imported: ImportedReview) -> PartView:
    key = getattr(part, "key", None)
    spoiler = getattr(part, "spoiler", None)
    notes = [note.message for note in imported.notes if key and note.part == key]
    flag = getattr(part, "flag", "")
    texts = (getattr(part, name) for name in d.MARKDOWN_FIELDS[type(part)])
    return PartView(
        title=part_title(part),
        detail=_detail(part),
        level=str(Level(spoiler.level).label) if spoiler else "",
        html=tuple(_html(text) for text in texts if text),
        notes=tuple(dict.fromkeys([*notes, *([flag] if flag else [])])),
    )


def _detail(part) -> str:
    if isinstance(part, d.CastNote):
        role = _("as %(role)s") % {"role": part.role} if part.role else ""
        return ", ".join(filter(None, [role, _("cameo") if part.cameo else ""]))
    return str(Answer(part.answer).label) if isinstance(part, d.Advice) else ""


def _html(text: str):
    return fill(preview_html(text), spoiler=lambda index: "", picture=lambda key: None)
