"""A ModelAdmin for tables whose rows readers see: every change of theirs moves the content version."""

from django.contrib import admin

from integers.widgets import SearchBoxes
from pagecache.models import changed


class PublicModelAdmin(SearchBoxes, admin.ModelAdmin):
    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        changed()

    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        changed()

    def delete_queryset(self, request, queryset):
        super().delete_queryset(request, queryset)
        changed()
