from django.contrib import admin

from keys.admin import AliasInline
from pagecache.admin import PublicModelAdmin
from ratings.models import Aspect, AspectAlias, Scale, ScaleAlias, ScaleStep


class ScaleStepInline(admin.TabularInline):
    model = ScaleStep
    extra = 0


class ScaleAliasInline(AliasInline):
    model = ScaleAlias


class AspectAliasInline(AliasInline):
    model = AspectAlias


@admin.register(Scale)
class ScaleAdmin(PublicModelAdmin):
    list_display = ["name", "version", "maximum", "divisions", "in_use"]
    list_filter = ["in_use"]
    search_fields = ["name", "steps__word"]
    readonly_fields = ["key"]
    inlines = [ScaleStepInline, ScaleAliasInline]


@admin.register(Aspect)
class AspectAdmin(PublicModelAdmin):
    list_display = ["name", "position"]
    search_fields = ["name"]
    readonly_fields = ["key"]
    inlines = [AspectAliasInline]
