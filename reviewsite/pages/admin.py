from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import resolve
from django.utils.translation import gettext_lazy as _

from keys.admin import FixedSlugAdmin
from pagecache.admin import PublicModelAdmin
from pagecache.models import changed
from reviewsite.pages.models import FOOTER, SHOWN_IN_FOOTER, Page


class PageForm(forms.ModelForm):
    """Refuses a slug whose URL belongs to another view."""

    def clean_slug(self):
        slug = self.cleaned_data["slug"]
        if resolve(f"/{slug}/").view_name != "pages:page":
            raise ValidationError(_("Another part of the site stands at this address. Choose another one."))
        return slug


@admin.register(Page)
class PageAdmin(FixedSlugAdmin, PublicModelAdmin):
    form = PageForm
    list_display = ["title", "slug", "in_footer", "position", "changed_at"]
    list_filter = ["in_footer"]
    search_fields = ["title", "dek", "text"]
    prepopulated_fields = {"slug": ["title"]}
    readonly_fields = ["changed_at"]

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if set(SHOWN_IN_FOOTER) & set(form.changed_data):
            changed(FOOTER)

    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        changed(FOOTER)

    @transaction.atomic
    def delete_queryset(self, request, queryset):
        super().delete_queryset(request, queryset)
        changed(FOOTER)
