from django.contrib import admin
from django.db import models

from franchises.models import Franchise, FranchiseAlias, Instalment, Order, Place, ProjectStatus
from franchises.search_entry import franchise_entry
from integers.widgets import SearchBoxes
from keys.admin import AliasInline, SlugKeeping
from pagecache.admin import PublicModelAdmin
from search.admin import SearchedModelAdmin

# What Django 6 assumes of an address without a scheme.
SECURE_ADDRESSES = {models.URLField: {"assume_scheme": "https"}}


class InstalmentInline(SearchBoxes, admin.TabularInline):
    model = Instalment
    autocomplete_fields = ["film"]
    extra = 0

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("film")


class OrderInline(admin.TabularInline):
    """The orders; their places have a form of their own."""

    model = Order
    extra = 0
    show_change_link = True


class ProjectStatusInline(SearchBoxes, admin.StackedInline):
    model = ProjectStatus
    autocomplete_fields = ["film"]
    formfield_overrides = SECURE_ADDRESSES
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
class FranchiseAdmin(SlugKeeping, SearchedModelAdmin):
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
        """The places of an order belong to its franchise, so it stays there."""
        return ["franchise"] if obj else []

    def get_inlines(self, request, obj):
        """Places can be given once the franchise is known."""
        return [PlaceInline] if obj else []


@admin.register(ProjectStatus)
class ProjectStatusAdmin(PublicModelAdmin):
    list_display = ["film", "franchise", "status", "certainty", "date", "source"]
    list_filter = ["status", "certainty", "franchise"]
    list_select_related = ["film", "franchise"]
    search_fields = ["film__title", "film__short_title", "franchise__name", "source"]
    autocomplete_fields = ["film", "franchise"]
    date_hierarchy = "date"
    formfield_overrides = SECURE_ADDRESSES
