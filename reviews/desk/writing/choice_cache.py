"""What is chosen in the rows of a form, asked of the database once for all of them, not row by row."""

from django import forms
from django.contrib.admin.widgets import AutocompleteMixin
from django.core.exceptions import ValidationError

from integers import whole_number


class ChosenObjects:
    """Stands for the table that a box chooses from, both where a choice is checked and where it is named:
    the rows that were chosen in any row of the form."""

    def __init__(self, model, rows):
        self.model, self.rows = model, rows

    def __iter__(self):
        return iter(self.rows)

    def __len__(self):
        return len(self.rows)

    def all(self):
        return self

    def using(self, alias):
        return self

    def none(self):
        return ChosenObjects(self.model, [])

    def filter(self, **lookup):
        ((name, value),) = lookup.items()
        wanted = {str(key) for key in (value if name.endswith("__in") else [value])}
        return ChosenObjects(self.model, [row for row in self.rows if str(row.pk) in wanted])

    def get(self, **lookup):
        for row in self.filter(**lookup):
            return row
        raise self.model.DoesNotExist


def prefetch_choices(forms) -> None:
    """Let the boxes that search, in all rows of a formset, find their choices at hand: one query for each."""
    for name in forms[0].fields if forms else ():
        boxes = [form[name] for form in forms]
        if not isinstance(boxes[0].field.widget, AutocompleteMixin):
            continue
        wanted = {key for box in boxes for key in _keys(box)}
        table = boxes[0].field.queryset
        chosen = ChosenObjects(
            table.model, list(table.select_related().filter(pk__in=wanted)) if wanted else []
        )
        for box in boxes:
            box.field.queryset = chosen


def _keys(box):
    """The primary keys in a box, as a browser may send them: what is no number is none."""
    value = box.value()
    values = value if isinstance(value, list | tuple) else [value]
    keys = (str(getattr(item, "pk", item)) for item in values)
    return [key for key in keys if whole_number(key) is not None]


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
