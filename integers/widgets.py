"""The admin's autocomplete widgets, made safe for invalid values in submitted forms."""

from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple

from integers import whole_number


class _IgnoreInvalidKeys:
    """When a form is shown again, Django's widgets query for any submitted value as a primary key."""

    def optgroups(self, name, value, attr=None):
        return super().optgroups(name, [key for key in value if whole_number(str(key)) is not None], attr)


class SearchSelect(_IgnoreInvalidKeys, AutocompleteSelect):
    pass


class SearchSelectMultiple(_IgnoreInvalidKeys, AutocompleteSelectMultiple):
    pass


class AutocompleteMixin:
    """Mixin for a ModelAdmin or an inline: its `autocomplete_fields` use the widgets above."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        self._set_widget(SearchSelect, db_field, request, kwargs)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        self._set_widget(SearchSelectMultiple, db_field, request, kwargs)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def _set_widget(self, widget, db_field, request, kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", widget(db_field, self.admin_site, using=kwargs.get("using")))
