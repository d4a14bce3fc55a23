"""`SearchedModelAdmin`: a ModelAdmin that keeps the search index up to date with its model."""

from django.db import transaction

from pagecache.admin import PublicModelAdmin
from search.index import drop, put


class SearchedModelAdmin(PublicModelAdmin):
    entry_of = None  # staticmethod: instance -> search.index.Entry

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        put(self.entry_of(form.instance))

    def delete_model(self, request, obj):
        entry = self.entry_of(obj)
        super().delete_model(request, obj)
        drop(entry.kind, [entry.thing])

    @transaction.atomic
    def delete_queryset(self, request, queryset):
        entries = [self.entry_of(instance) for instance in queryset]
        super().delete_queryset(request, queryset)
        for entry in entries:
            drop(entry.kind, [entry.thing])
