from django.contrib import admin
from django.utils.translation import gettext as _

from films.models import Film, FilmAlias, Genre, OtherTitle, ReleaseDate
from films.searchable_text import film_entry
from keys.admin import AliasInline, FixedSlugAdmin, FormerSlugAdmin
from pagecache.admin import PublicModelAdmin
from search.admin import SearchedModelAdmin


class OtherTitleInline(admin.TabularInline):
    model = OtherTitle
    extra = 0


class ReleaseDateInline(admin.TabularInline):
    model = ReleaseDate
    extra = 0


class FilmAliasInline(AliasInline):
    model = FilmAlias


@admin.register(Genre)
class GenreAdmin(FixedSlugAdmin, PublicModelAdmin):
    list_display = ["name", "slug"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}


class LanguageFilter(admin.AllValuesFieldListFilter):
    """List filter with a label for films without a language: Django's link would have no text."""

    def choices(self, changelist):
        for choice in super().choices(changelist):
            yield choice | {"display": choice["display"] or _("not known")}


@admin.register(Film)
class FilmAdmin(FormerSlugAdmin, SearchedModelAdmin):
    entry_of = staticmethod(film_entry)
    list_display = ["title", "year", "original_title", "runtime_minutes", "imdb_id"]
    list_filter = ["genres", ("original_language", LanguageFilter), "year"]
    search_fields = ["title", "short_title", "original_title", "other_titles__title", "year", "imdb_id"]
    autocomplete_fields = ["genres", "poster"]
    prepopulated_fields = {"slug": ["title"]}
    readonly_fields = ["key"]
    inlines = [OtherTitleInline, ReleaseDateInline, FilmAliasInline]

    def get_exclude(self, request, obj=None):
        """Hide the synopsis, which may hold marked spoilers, from spoiler checkers."""
        return [] if request.user.has_perm("cast.view_credit") else ["synopsis"]
