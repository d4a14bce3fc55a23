"""Prefetch ModelChoiceField objects for a whole formset, instead of querying for each row."""

from django import forms
from django.contrib.admin.widgets import AutocompleteMixin
from django.core.exceptions import ValidationError

from integers import whole_number


class PrefetchedChoices:
    """Stands in for the queryset of a ModelChoiceField and its widget: the objects selected in any row."""

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
        return PrefetchedChoices(self.model, [])

    def filter(self, **lookup):
        ((name, value),) = lookup.items()
        keys = {str(key) for key in (value if name.endswith("__in") else [value])}
        return PrefetchedChoices(self.model, [row for row in self.rows if str(row.pk) in keys])

    def get(self, **lookup):
        for row in self.filter(**lookup):
            return row
        raise self.model.DoesNotExist


def prefetch_choices(forms) -> None:
    """Give autocomplete fields the objects selected in any form of a formset: one query for each field."""
    for name in forms[0].fields if forms else ():
        bound_fields = [form[name] for form in forms]
        if not isinstance(bound_fields[0].field.widget, AutocompleteMixin):
            continue
        keys = {key for bound_field in bound_fields for key in _keys(bound_field)}
        queryset = bound_fields[0].field.queryset
        related = [
            field.name for field in queryset.model._meta.fields if field.is_relation and not field.null
        ]
        queryset = queryset.select_related(*related) if related else queryset
        rows = list(queryset.filter(pk__in=keys)) if keys else []
        choices = PrefetchedChoices(queryset.model, rows)
        for bound_field in bound_fields:
            bound_field.field.queryset = choices


def _keys(bound_field):
    """The primary keys in the value of a bound field; skips what is no number."""
    value = bound_field.value()
    values = value if isinstance(value, list | tuple) else [value]
    keys = (str(getattr(item, "pk", item)) for item in values)
    return [key for key in keys if whole_number(key) is not None]


class LoadedRowField(forms.ModelChoiceField):
    """The hidden primary key of a form in a formset, looked up among the rows already loaded."""

    def __init__(self, formset, field):
        super().__init__(field.queryset, required=field.required, widget=field.widget, initial=field.initial)
        self.formset = formset

    def to_python(self, value):
        rows = {str(row.pk): row for row in self.formset.get_queryset()}
        if value in self.empty_values or value in rows:
            return rows.get(value)
        raise ValidationError(self.error_messages["invalid_choice"], "invalid_choice", {"value": value})
