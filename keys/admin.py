"""Admin classes for models with keys, slugs and aliases."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from keys.models import keep_former_slug


class AliasInline(admin.TabularInline):
    """Read-only list of the former keys and slugs of an object."""

    fields = readonly_fields = ["key", "slug"]
    extra = 0
    can_delete = False
    verbose_name = _("former ID or address")
    verbose_name_plural = _("former IDs and addresses")
    classes = ["collapse"]

    def has_add_permission(self, request, obj):
        return False

    def has_change_permission(self, request, obj=None):
        return False


class SlugForm(forms.ModelForm):
    """Refuses a slug that another object had before: it redirects there permanently."""

    def clean_slug(self):
        slug = self.cleaned_data["slug"]
        holders = self._meta.model._meta.get_field("aliases").related_model.objects
        holder = holders.filter(slug=slug).exclude(thing=self.instance.pk).select_related("thing").first()
        if holder:
            raise ValidationError(
                _("This address leads to “%(thing)s”, which had it before. Choose another one."),
                params={"thing": holder.thing},
            )
        return slug


class FormerSlugAdmin(admin.ModelAdmin):
    """Keeps the former slug as an alias when the slug is changed, so that old URLs redirect."""

    form = SlugForm

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if change and "slug" in form.changed_data:
            keep_former_slug(obj, form.initial["slug"])


class FixedSlugAdmin(admin.ModelAdmin):
    """Makes the slug read-only after creation, for models without aliases."""

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), *(["slug"] if obj else [])]

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else super().get_prepopulated_fields(request, obj)
