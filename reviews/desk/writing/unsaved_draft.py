"""The draft as its form says, in memory: nothing is saved, and the form may be half written.

What is typed is frozen by the function that freezes what is saved
(`reviews.drafts.frozen`), so that a preview, a check or a comparison of it
cannot differ from what a save would give.
"""

import copy
from uuid import NAMESPACE_URL, UUID, uuid5

from django import forms
from django.contrib import admin
from django.http import QueryDict

from reviews.desk.writing.forms import RowForm
from reviews.models import Draft, DraftAspect

MANY = ("scope", "credits")  # what a row may name several of


def bound(request, draft: Draft, data: QueryDict) -> tuple[forms.ModelForm, list]:
    """The form of a draft and its formsets, filled with `data` as a browser sends it."""
    model_admin = admin.site.get_model_admin(Draft)
    form = model_admin.get_form(request, draft, change=True)(data, instance=copy.copy(draft))
    formsets = []
    for formset_class, inline in model_admin.get_formsets_with_inlines(request, draft):
        prefix = formset_class.get_default_prefix()
        options = model_admin.get_formset_kwargs(request, form.instance, inline, prefix)
        formsets.append(formset_class(**(options | {"data": data, "prefix": prefix})))
    return form, formsets


def typed_draft(form: forms.ModelForm, formsets) -> Draft:
    """The draft with all its parts at hand. Where a field is refused, what was typed stands all the same."""
    draft = _as_typed(form)
    if not draft.scale_id:
        draft.scale = getattr(form, "scale", None)
    draft._prefetched_objects_cache = {formset.prefix: list(_rows(formset)) for formset in formsets}
    return draft


def _as_typed(form: forms.ModelForm):
    """The form's instance, with the words of lines and texts that were refused, too long ones say."""
    for name in form.errors:
        field = form.fields.get(name)
        if isinstance(field, forms.CharField) and not isinstance(field, forms.ChoiceField):
            setattr(form.instance, name, str(form[name].value() or ""))
    for name in ("film", "score"):  # chosen anew: what was printed for the former choice goes
        if name in form.changed_data:
            setattr(form.instance, {"film": "printed_title", "score": "printed_word"}[name], "")
    return form.instance


def _rows(formset):
    """The rows in the order of their places, without deleted ones and those that say nothing."""
    typed = [form for form in formset.forms if not _is_out(form)]
    typed.sort(key=lambda form: RowForm.place(form) if hasattr(form, "cleaned_data") else (0, 0))
    for form in typed:
        row = _as_typed(form)
        if hasattr(row, "key"):
            row.key = _key(form)
        if row.pk is None:
            row.pk = -1 - typed.index(form)  # the manager of a relation wants one; it is never stored
        values = getattr(form, "cleaned_data", {})
        row._prefetched_objects_cache = {name: list(values.get(name) or ()) for name in MANY}
        if _has_what_it_needs(row):
            yield row


def unfinished(formsets) -> bool:
    """Whether something was typed into a row that no text can hold yet, a picture without its image."""
    typed = (form for formset in formsets for form in formset.forms if not _is_out(form))
    return any(not _has_what_it_needs(form.instance) for form in typed)


def _key(form: RowForm) -> UUID:
    """That of the part, whatever became of its row; of a new one, one that stays while its place stays."""
    try:
        return UUID(form.key)
    except ValueError:
        return uuid5(NAMESPACE_URL, f"{form.instance.draft_id}/{form.prefix}")


def _is_out(form) -> bool:
    form.is_valid()
    is_deleted = bool(getattr(form, "cleaned_data", {}).get("DELETE"))
    return is_deleted or (form.instance.pk is None and not form.has_changed())


def _has_what_it_needs(row) -> bool:
    """Not a picture without an image, or a score without its aspect: these cannot be frozen yet."""
    needed = [name for name in ("image", "aspect") if hasattr(type(row), name)]
    if isinstance(row, DraftAspect) and row.score is None:
        return False
    return all(getattr(row, f"{name}_id") for name in needed)
