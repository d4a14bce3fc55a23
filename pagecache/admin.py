"""`PublicModelAdmin`: a ModelAdmin that bumps the content version, for models shown on public pages."""

from django.contrib import admin

from integers.widgets import AutocompleteMixin
from pagecache.models import bump_content_version


class PublicModelAdmin(AutocompleteMixin, admin.ModelAdmin):
    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        bump_content_version()

    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        bump_content_version()

    def delete_queryset(self, request, queryset):
        super().delete_queryset(request, queryset)
        bump_content_version()
