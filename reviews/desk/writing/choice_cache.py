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
    """Give autocomplete fields the objects selected in any form of a formset.

    At most one query for each field; none if the rows were loaded with what they chose.
    """
    for name, field in forms[0].fields.items() if forms else ():
        if not isinstance(field.widget, AutocompleteMixin):
            continue
        keys = {key for form in forms for key in _keys(form[name])}
        choices = PrefetchedChoices(field.queryset.model, _selected(field.queryset, keys, forms, name))
        for form in forms:
            form.fields[name].queryset = choices


def _selected(queryset, keys: set[str], forms, name: str) -> list:
    """The objects with these keys, by a query unless the rows hold all of them, ready to be named."""
    related = [field for field in queryset.model._meta.fields if field.is_relation and not field.null]
    loaded = {str(row.pk): row for form in forms for row in _loaded(form.instance, name)}
    if keys <= loaded.keys() and all(field.is_cached(loaded[key]) for key in keys for field in related):
        return [loaded[key] for key in sorted(keys, key=int)]
    queryset = queryset.select_related(*(field.name for field in related)) if related else queryset
    return list(queryset.filter(pk__in=keys))


def _loaded(row, name: str) -> list:
    """What a row has loaded of a relation."""
    field = row._meta.get_field(name)
    if field.many_to_many:
        return list(getattr(row, "_prefetched_objects_cache", {}).get(name, ()))
    found = field.get_cached_value(row, default=None)
    return [found] if found else []


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
