"""“Add a review”: a small form that creates a review and opens its draft."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from integers import whole_number
from integers.widgets import SearchSelect
from reviews import document as d
from reviews import workflow
from reviews.desk.base import refused_input
from reviews.desk.base.guards import desk_page
from reviews.desk.writing.forms import BeginForm
from reviews.drafts.standard_review import standard_review
from reviews.models import Draft
from reviews.permissions.access import may


def add_review(model_admin, request):
    if not may(request.user, "begin"):
        raise PermissionDenied
    form = BeginForm(request.POST) if request.method == "POST" else _initial_form(request)
    widget = SearchSelect(Draft._meta.get_field("film"), model_admin.admin_site)
    widget.choices = form.fields["film"].choices
    form.fields["film"].widget = widget
    if request.method == "POST" and form.is_valid():
        document = _document(form.cleaned_data)
        if "_standard" in request.POST:
            document = standard_review(document, film=form.cleaned_data["film"], author=request.user)
        review = workflow.begin(author=request.user, document=document)
        messages.success(request, _("Begun. Nothing is public until it is submitted and approved."))
        return redirect("admin:reviews_draft_change", review.pk)
    return desk_page(request, "reviews/desk/writing/add_review.html", {"form": form}, title=_("New review"))


def _initial_form(request) -> BeginForm:
    """The form, filled with input that was sent while logged out (`login_rescue`), if any."""
    form = BeginForm()
    values = refused_input.recall(request, 0, "begin")[1]
    is_number = whole_number(values.get("film")) is not None
    refused_input.fill_form(form, values if is_number else values | {"film": ""})
    return form


def _document(values) -> d.Document:
    film = values["film"]
    return d.Document(
        headline=values["headline"],
        film=d.Ref(key=film.key, name=film.title) if film else None,
    )
