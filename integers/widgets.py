"""The admin's boxes that search, for whatever a form may be sent with."""

from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple

from integers import whole_number


class _PrimaryKeysAlone:
    """To show a form again, Django's look up what was chosen by any word that was sent for a primary key."""

    def optgroups(self, name, value, attr=None):
        return super().optgroups(name, [key for key in value if whole_number(str(key)) is not None], attr)


class SearchSelect(_PrimaryKeysAlone, AutocompleteSelect):
    pass


class SearchSelectMultiple(_PrimaryKeysAlone, AutocompleteSelectMultiple):
    pass


class SearchBoxes:
    """For a ModelAdmin or an inline: its `autocomplete_fields` get the boxes above."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        self._search(SearchSelect, db_field, request, kwargs)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        self._search(SearchSelectMultiple, db_field, request, kwargs)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def _search(self, box, db_field, request, kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", box(db_field, self.admin_site, using=kwargs.get("using")))
