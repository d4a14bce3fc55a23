from django.contrib import admin
from django.db import models

from franchises.models import Franchise, FranchiseAlias, Instalment, Order, Place, ProjectStatus
from franchises.searchable_text import franchise_entry
from integers.widgets import AutocompleteMixin
from keys.admin import AliasInline, FormerSlugAdmin
from pagecache.admin import PublicModelAdmin
from search.admin import SearchedModelAdmin

# The default of Django 6 for URLs without a scheme.
URL_FIELD_OVERRIDES = {models.URLField: {"assume_scheme": "https"}}


class InstalmentInline(AutocompleteMixin, admin.TabularInline):
    model = Instalment
    autocomplete_fields = ["film"]
    extra = 0

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("film")


class OrderInline(admin.TabularInline):
    """Orders of a franchise; their places are edited on the order's own page."""

    model = Order
    extra = 0
    show_change_link = True


class ProjectStatusInline(AutocompleteMixin, admin.StackedInline):
    model = ProjectStatus
    autocomplete_fields = ["film"]
    formfield_overrides = URL_FIELD_OVERRIDES
    extra = 0

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("film")


class FranchiseAliasInline(AliasInline):
    model = FranchiseAlias


class PlaceInline(admin.TabularInline):
    model = Place
    extra = 0

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("instalment__film")

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        order = request.resolver_match.kwargs.get("object_id")
        return super().formfield_for_foreignkey(
            db_field, request, **kwargs, queryset=Instalment.objects.of_order(order)
        )


@admin.register(Franchise)
class FranchiseAdmin(FormerSlugAdmin, SearchedModelAdmin):
    entry_of = staticmethod(franchise_entry)
    list_display = ["name", "slug"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}
    readonly_fields = ["key"]
    inlines = [InstalmentInline, OrderInline, ProjectStatusInline, FranchiseAliasInline]


@admin.register(Order)
class OrderAdmin(PublicModelAdmin):
    list_display = ["name", "franchise", "kind", "position"]
    list_filter = ["kind", "franchise"]
    list_select_related = ["franchise"]
    search_fields = ["name", "franchise__name"]
    autocomplete_fields = ["franchise"]

    def get_readonly_fields(self, request, obj=None):
        """The franchise of an order is fixed, as its places refer to instalments of it."""
        return ["franchise"] if obj else []

    def get_inlines(self, request, obj):
        """Places can be added once the franchise is saved."""
        return [PlaceInline] if obj else []


@admin.register(ProjectStatus)
class ProjectStatusAdmin(PublicModelAdmin):
    list_display = ["film", "franchise", "status", "certainty", "date", "source"]
    list_filter = ["status", "certainty", "franchise"]
    list_select_related = ["film", "franchise"]
    search_fields = ["film__title", "film__short_title", "franchise__name", "source"]
    autocomplete_fields = ["film", "franchise"]
    date_hierarchy = "date"
    formfield_overrides = URL_FIELD_OVERRIDES
