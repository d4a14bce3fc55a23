"""“Add a review”: one small form, posted, begins a review; its draft opens at once."""

from django.contrib import messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from reviews import document as d
from reviews import workflow
from reviews.access import may
from reviews.desk import typed
from reviews.desk.forms import BeginForm
from reviews.desk.seeing import page
from reviews.desk.skeleton import standard
from reviews.models import Draft


def begin(model_admin, request):
    if not may(request.user, "begin"):
        raise PermissionDenied
    form = BeginForm(request.POST) if request.method == "POST" else _restored(request)
    widget = AutocompleteSelect(Draft._meta.get_field("film"), model_admin.admin_site)
    widget.choices = form.fields["film"].choices
    form.fields["film"].widget = widget
    if request.method == "POST" and form.is_valid():
        document = _document(form.cleaned_data)
        if "_standard" in request.POST:
            document = standard(document, film=form.cleaned_data["film"], author=request.user)
        review = workflow.begin(author=request.user, document=document)
        messages.success(request, _("Begun. Nothing is public until it is submitted and approved."))
        return redirect("admin:reviews_draft_change", review.pk)
    return page(request, "reviews/desk/begin.html", {"form": form}, title=_("New review"))


def _restored(request) -> BeginForm:
    """The form, with what was typed into it before somebody was logged out."""
    form = BeginForm()
    values = typed.last(request, 0, "begin")[1]
    film = values.get("film", "")
    is_number = film.isascii() and film.isdigit() and len(film) < 19
    typed.fill(form, values if is_number else values | {"film": ""})
    return form


def _document(values) -> d.Document:
    film = values["film"]
    return d.Document(
        headline=values["headline"],
        film=d.Ref(key=film.key, name=film.title) if film else None,
    )
