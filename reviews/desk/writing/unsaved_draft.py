"""An unsaved draft in memory, made from its form, which may be incomplete. Nothing is saved.

It is frozen by the function that freezes saved drafts (`reviews.drafts`), so
that a preview, a check or a comparison of it cannot differ from a saved one.
"""

import copy
from uuid import NAMESPACE_URL, UUID, uuid5

from django import forms
from django.contrib import admin
from django.http import QueryDict

from reviews.desk.writing.forms import RowForm
from reviews.models import Draft, DraftAspect

MANY_TO_MANY = ("scope", "credits")  # relations of rows


def bound_forms(request, draft: Draft, data: QueryDict) -> tuple[forms.ModelForm, list]:
    """The form of a draft and its formsets, bound to `data`."""
    model_admin = admin.site.get_model_admin(Draft)
    form = model_admin.get_form(request, draft, change=True)(data, instance=copy.copy(draft))
    formsets = []
    for formset_class, inline in model_admin.get_formsets_with_inlines(request, draft):
        prefix = formset_class.get_default_prefix()
        options = model_admin.get_formset_kwargs(request, form.instance, inline, prefix)
        formsets.append(formset_class(**(options | {"data": data, "prefix": prefix})))
    return form, formsets


def typed_draft(form: forms.ModelForm, formsets) -> Draft:
    """The draft with all its parts prefetched. Invalid texts are kept as they were typed."""
    draft = _with_refused_text(form)
    if not draft.scale_id:
        draft.scale = getattr(form, "scale", None)
    draft._prefetched_objects_cache = {formset.prefix: list(_rows(formset)) for formset in formsets}
    return draft


def _with_refused_text(form: forms.ModelForm):
    """The form's instance, including texts that did not validate, say too long ones."""
    for name in form.errors:
        field = form.fields.get(name)
        if isinstance(field, forms.CharField) and not isinstance(field, forms.ChoiceField):
            setattr(form.instance, name, str(form[name].value() or ""))
    for name in ("film", "score"):  # changed: the printed name of the former one goes
        if name in form.changed_data:
            setattr(form.instance, {"film": "printed_title", "score": "printed_word"}[name], "")
    return form.instance


def _rows(formset):
    """The rows by position, without deleted and empty ones."""
    row_forms = [form for form in formset.forms if not _is_omitted(form)]
    row_forms.sort(key=lambda form: RowForm.order_key(form) if hasattr(form, "cleaned_data") else (0, 0))
    for form in row_forms:
        row = _with_refused_text(form)
        if hasattr(row, "key"):
            row.key = _key(form)
        if row.pk is None:
            row.pk = -1 - row_forms.index(form)  # related managers need one; it is never stored
        values = getattr(form, "cleaned_data", {})
        row._prefetched_objects_cache = {name: list(values.get(name) or ()) for name in MANY_TO_MANY}
        if _is_complete(row):
            yield row


def unfinished(formsets) -> bool:
    """Whether a row with input cannot be frozen yet, say a picture without its image."""
    rows = (form for formset in formsets for form in formset.forms if not _is_omitted(form))
    return any(not _is_complete(form.instance) for form in rows)


def _key(form: RowForm) -> UUID:
    """The key of the part, even if its row is gone; a new part gets one made of its position."""
    try:
        return UUID(form.key)
    except ValueError:
        return uuid5(NAMESPACE_URL, f"{form.instance.draft_id}/{form.prefix}")


def _is_omitted(form) -> bool:
    form.is_valid()
    is_deleted = bool(getattr(form, "cleaned_data", {}).get("DELETE"))
    return is_deleted or (form.instance.pk is None and not form.has_changed())


def _is_complete(row) -> bool:
    """Whether the row can be frozen: a picture needs its image, a score its aspect."""
    required = [name for name in ("image", "aspect") if hasattr(type(row), name)]
    if isinstance(row, DraftAspect) and row.score is None:
        return False
    return all(getattr(row, f"{name}_id") for name in required)
