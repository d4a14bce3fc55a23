"""What is chosen in the rows of a form, asked of the database once for all of them, not row by row."""

from django import forms
from django.contrib.admin.widgets import AutocompleteMixin
from django.core.exceptions import ValidationError


class Chosen:
    """Stands for the table in which a box that searches looks up the names of what is chosen in it."""

    def __init__(self, rows):
        self.rows = rows

    def using(self, alias):
        return self

    def filter(self, **lookup):
        (wanted,) = lookup.values()
        return [row for row in self.rows if str(row.pk) in wanted]


def name_what_is_chosen(formset) -> None:
    """Let the boxes of all rows find the names of their choices at hand."""
    names = formset.forms[0].fields if formset.forms else ()
    for name in names:
        boxes = [form[name] for form in formset.forms]
        if not isinstance(boxes[0].field.widget, AutocompleteMixin):
            continue
        wanted = {key for box in boxes for key in _keys(box)}
        table = boxes[0].field.queryset.select_related()
        chosen = Chosen(list(table.filter(pk__in=wanted)) if wanted else [])
        for box in boxes:
            box.field.widget.choices.queryset = chosen


def _keys(box):
    """The primary keys in a box, as a browser may send them: what is no number is none."""
    value = box.value()
    values = value if isinstance(value, list | tuple) else [value]
    keys = (str(getattr(item, "pk", item)) for item in values)
    return [key for key in keys if key.isascii() and key.isdigit() and len(key) < 19]


class RowField(forms.ModelChoiceField):
    """The hidden number of a row's own row, found among those that the formset has read already."""

    def __init__(self, formset, field):
        super().__init__(field.queryset, required=field.required, widget=field.widget, initial=field.initial)
        self.formset = formset

    def to_python(self, value):
        rows = {str(row.pk): row for row in self.formset.get_queryset()}
        if value in self.empty_values or value in rows:
            return rows.get(value)
        raise ValidationError(self.error_messages["invalid_choice"], "invalid_choice", {"value": value})
