"""The desk's forms that show several apps' things."""

from django.contrib import admin

from films.admin import FilmAdmin, FilmAliasInline
from films.models import Film
from reviewsite.desk_inlines import FilmCreditInline

admin.site.unregister(Film)


@admin.register(Film)
class FilmWithCreditsAdmin(FilmAdmin):
    inlines = [*FilmAdmin.inlines[:-1], FilmCreditInline, FilmAliasInline]
