"""“Import a document”: upload or paste a text, check what was understood, make the draft."""

import base64
from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core import signing
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from films.models import Film
from integers.widgets import SearchSelect
from reviews import document as d
from reviews import workflow
from reviews.desk.base.guards import desk_page, require_permission
from reviews.desk.base.titles import part_title
from reviews.desk.imports.archives import begin_import
from reviews.importing.archives.reading import is_archive
from reviews.importing.formats import Note
from reviews.importing.match import FormatError, ImportedReview, find_film, match, read_as_text
from reviews.models import Draft
from reviews.models.draft.draft import Answer
from reviews.workflow import Refused
from shield.finish_html import fill
from shield.levels import Level
from shield.markdown import preview_html

SALT = "reviews.desk.importing"  # never changes: open forms are signed with it
MAX_AGE = 60 * 60  # seconds
_ACCEPTED = """.txt .md .markdown .mdx .html .htm .docx .zip .xml .json .csv .rss .atom text/plain
    text/markdown text/html"""
ACCEPTED = ",".join(_ACCEPTED.split())


class ImportForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        help_text=gettext_lazy(
            "Text, Markdown, an HTML page or a Word document, as you wrote it. Or many at once: a zip of a "
            "site or a folder, an export of WordPress, Ghost or Letterboxd, a feed."
        ),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )
    text = forms.CharField(
        label=gettext_lazy("Or paste the text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14}),
    )
    film = forms.ModelChoiceField(label=gettext_lazy("Film"), queryset=Film.objects.all(), required=False)
    title = forms.CharField(
        label=gettext_lazy("Or its title"),
        required=False,
        help_text=gettext_lazy("“Ballerina (2025)”. Empty, if the document names it or it can wait."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["film"].widget = SearchSelect(Draft._meta.get_field("film"), admin.site)
        self.fields["film"].widget.choices = self.fields["film"].choices

    def clean(self):
        """Add `data`, the text to import, `notes` on how it was read, and `about`, the film.

        Or `archive`, the upload, if it holds several posts.
        """
        values = super().clean()
        upload = values.get("file")
        values["about"] = self._about(values)
        if upload and self._is_archive(upload):
            values["archive"] = upload
            return values
        data = upload.read(settings.IMPORT_MAX_BYTES + 1) if upload else _pasted(values)
        if not data and not self.errors:
            raise forms.ValidationError(_("Choose a file, or paste the text."))
        values["data"], values["notes"] = self._text(data, upload.name if upload else "")
        return values

    def _is_archive(self, upload):
        try:
            return upload.size <= settings.IMPORT_MAX_BYTES and is_archive(upload, upload.name)
        except FormatError as error:
            self.add_error(None, str(error))
            return False
        finally:
            upload.seek(0)

    def _about(self, values):
        film, title = values.get("film"), values.get("title")
        return film or (self._find_film(title) if title else None)

    def _text(self, data, name):
        if len(data) > settings.IMPORT_MAX_BYTES:
            raise forms.ValidationError(
                _("The file is too long: more than %(limit)s MB. Ask who runs the site to import it.")
                % {"limit": settings.IMPORT_MAX_BYTES // 1024**2}
            )
        try:
            return read_as_text(data, name)
        except FormatError as error:
            self.add_error(None, str(error))
            return b"", ()

    def _find_film(self, title):
        try:
            return find_film(title)
        except Refused as refused:
            self.add_error("title", str(refused))
            return None

    def uploaded_text(self) -> str:
        """The text of an uploaded file, to show it again: a browser does not send a file twice."""
        data = self.cleaned_data.get("data") or b""
        return "" if b"\0" in data else data.decode("utf-8", "replace")


def _pasted(values) -> bytes:
    return values.get("text", "").encode()


@dataclass(frozen=True)
class PartView:
    title: str
    detail: str  # besides the text: a role, a cameo, an answer
    level: str
    html: tuple
    notes: tuple[str, ...]


@require_http_methods(["GET", "HEAD", "POST"])
def import_document(request):
    """Show the form; for a POST, what was understood of the document. Nothing is written."""
    require_permission(request.user, "begin")
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    if not form.is_valid():
        return _form_page(request, form)
    if archive := form.cleaned_data.get("archive"):
        batch = begin_import(archive, form.cleaned_data["about"], by=request.user)
        return redirect("admin:reviews_draft_import_archive", batch.pk)
    try:
        imported = match(*(form.cleaned_data[name] for name in ("data", "about", "notes")))
    except FormatError as error:
        form.add_error(None, str(error))
        return _form_page(request, form)
    return _check_page(request, form.cleaned_data, imported)


def _form_page(request, form):
    if form.is_bound:
        form.data = form.data.copy()
        form.data["text"] = form.data.get("text") or form.uploaded_text()
    context = {"form": form, "form_media": form.media}
    status = 400 if form.is_bound else 200
    return desk_page(
        request, "reviews/desk/imports/import.html", context, title=_("Import a document"), status=status
    )


def _check_page(request, values, imported: ImportedReview):
    film = imported.film
    about = values["about"]
    payload = [base64.b85encode(values["data"]).decode(), str(about.key) if about else ""]
    payload.append([[note.level, note.message] for note in values["notes"]])
    context = {
        "document": imported.document,
        "film": film,
        "parts": _parts(imported),
        "notes": [note for note in imported.notes if note.part is None],
        "payload": signing.dumps(payload, salt=_salt(request.user), compress=True),
    }
    return desk_page(
        request, "reviews/desk/imports/import_check.html", context, title=_("What was understood")
    )


def _salt(user) -> str:
    """One salt for each user, so that a signed import is valid for nobody else."""
    return f"{SALT}.{user.pk}"


@require_POST
def make_draft(request):
    """Import the signed bytes again, and begin a review with them."""
    require_permission(request.user, "begin")
    try:
        payload = signing.loads(request.POST.get("payload", ""), salt=_salt(request.user), max_age=MAX_AGE)
        data, key, notes = payload
        film = Film.objects.by_key(UUID(key)) if key else None
        imported = match(base64.b85decode(data), film, [Note(*note) for note in notes])
    except (signing.BadSignature, FormatError, ValueError):
        messages.error(request, _("This import expired after an hour, or is not yours. Import it again."))
        return redirect("admin:reviews_draft_import")
    review = workflow.begin(
        author=request.user,
        document=imported.document,
        slug=imported.slug,
        old_addresses=imported.old_addresses,
    )
    messages.success(
        request, _("The draft is made. What the importer was unsure of stands beside each part.")
    )
    return redirect("admin:reviews_draft_change", review.pk)


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
