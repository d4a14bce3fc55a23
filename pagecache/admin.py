"""`PublicModelAdmin`: a ModelAdmin that says which public pages change, for models that these show."""

from django.contrib import admin
from django.contrib.admin.utils import NestedObjects
from django.db import router, transaction

from integers.widgets import AutocompleteMixin
from pagecache.models import changed
from pagecache.scopes import subjects_of


class PublicModelAdmin(AutocompleteMixin, admin.ModelAdmin):
    """What a row was part of before, its pages show too: both are named."""

    def save_model(self, request, obj, form, change):
        if change:
            changed(*subjects_of(type(obj)._default_manager.get(pk=obj.pk)))
        super().save_model(request, obj, form, change)

    def save_formset(self, request, form, formset, change):
        pks = [row.instance.pk for row in formset.initial_forms if row.has_changed()]
        before = formset.model._default_manager.filter(pk__in=pks) if pks else ()
        changed(*subjects_of(*before))
        super().save_formset(request, form, formset, change)
        after = [*formset.new_objects, *(row for row, _fields in formset.changed_objects)]
        changed(*subjects_of(*after))

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        changed(*subjects_of(form.instance))

    def delete_model(self, request, obj):
        _tell_of_deletion([obj])
        super().delete_model(request, obj)

    @transaction.atomic
    def delete_queryset(self, request, queryset):
        _tell_of_deletion(queryset)
        super().delete_queryset(request, queryset)


def _tell_of_deletion(rows) -> None:
    """Name what these rows, and those that are deleted with them, are shown with."""
    rows = list(rows)
    if rows:
        collector = NestedObjects(using=router.db_for_write(type(rows[0])))
        collector.collect(rows)
        changed(*subjects_of(*(row for deleted in collector.data.values() for row in deleted)))
