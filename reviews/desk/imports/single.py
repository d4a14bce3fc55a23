"""“Import a document”: upload or paste a text, or an archive of many."""

from dataclasses import dataclass
from io import BytesIO

from django import forms
from django.conf import settings
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from reviews.desk.base.guards import desk_page, require_permission
from reviews.desk.imports.archives import begin_import
from reviews.desk.imports.film_forms import FilmForm
from reviews.importing.archives.reading import is_archive
from reviews.importing.match import FormatError
from reviews.importing.single import begin_single, single_post, understood

PASTED = "Pasted text.txt"
_ACCEPTED = """.txt .md .markdown .mdx .html .htm .docx .zip .xml .json .csv .rss .atom text/plain
    text/markdown text/html"""
ACCEPTED = ",".join(_ACCEPTED.split())


@dataclass(frozen=True)
class Sent:
    """What somebody uploaded or pasted. `text`: of a single one, to show it again."""

    name: str
    data: bytes
    is_archive: bool
    text: str = ""


class ImportForm(FilmForm):
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
    field_order = ["file", "text", "film", "title"]

    def clean(self):
        """Add `sent`, what to import."""
        values = super().clean()
        name, data = _name_and_data(values)
        if not data and not self.errors:
            raise forms.ValidationError(_("Choose a file, or paste the text."))
        try:
            values["sent"] = self._sent(name, data, values["about"])
        except FormatError as error:
            self.add_error(None, str(error))
        return values

    def _sent(self, name, data, film) -> Sent:
        if len(data) > settings.IMPORT_MAX_BYTES:
            raise forms.ValidationError(
                _("The file is too long: more than %(limit)s MB. Ask who runs the site to import it.")
                % {"limit": settings.IMPORT_MAX_BYTES // 1024**2}
            )
        if is_archive(BytesIO(data), name):
            return Sent(name, data, is_archive=True)
        post = single_post(data, name)
        if not self.errors:
            understood(post, film)
        return Sent(name, data, is_archive=False, text=_shown_again(post.data))

    def uploaded_text(self) -> str:
        """The text of an uploaded file, to show it again: a browser does not send a file twice."""
        sent = self.cleaned_data.get("sent")
        return sent.text if sent else ""


def _name_and_data(values) -> tuple[str, bytes]:
    if upload := values.get("file"):
        return upload.name, upload.read(settings.IMPORT_MAX_BYTES + 1)
    return PASTED, values.get("text", "").encode()


def _shown_again(data: bytes) -> str:
    return "" if b"\0" in data else data.decode("utf-8", "replace")


@require_http_methods(["GET", "HEAD", "POST"])
def import_document(request):
    """Show the form; a POST keeps what was sent and leads to its own page. No draft is made of a text yet."""
    require_permission(request.user, "begin")
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    if not form.is_valid():
        return _form_page(request, form)
    sent, film = form.cleaned_data["sent"], form.cleaned_data["about"]
    if sent.is_archive:
        batch = begin_import(sent.name, sent.data, film, by=request.user)
        return redirect("admin:reviews_draft_import_archive", batch.pk)
    batch = begin_single(sent.data, sent.name, by=request.user, film=film)
    return redirect("admin:reviews_draft_import_check", batch.pk)


def _form_page(request, form):
    if form.is_bound:
        form.data = form.data.copy()
        form.data["text"] = form.data.get("text") or form.uploaded_text()
    context = {"form": form, "form_media": form.media}
    status = 400 if form.is_bound else 200
    return desk_page(
        request, "reviews/desk/imports/import.html", context, title=_("Import a document"), status=status
    )
