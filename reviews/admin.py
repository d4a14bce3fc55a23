"""The admin of reviews. What staff call a review is its draft, the only thing that is edited."""

from django.contrib import admin
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from integers import whole_number
from integers.widgets import AutocompleteMixin
from keys.admin import AliasInline, FormerSlugAdmin
from pagecache.admin import PublicModelAdmin
from reviews.desk.audit_log import pages
from reviews.desk.audit_log.readonly_admin import READ_ONLY_ADMINS
from reviews.desk.base.draft_permissions import DraftPermissions
from reviews.desk.base.review_state import (
    STATE_WORDS,
    in_state,
    person_name,
    state_text,
    time_text,
    with_state,
)
from reviews.desk.home.draft_list import DraftChangeList, list_frame
from reviews.desk.urls import desk_urls
from reviews.desk.writing.draft_form_admin import DraftFormAdmin
from reviews.desk.writing.forms import DraftForm
from reviews.desk.writing.inlines import INLINES, WIDGETS
from reviews.models import Critic, CriticAlias, Draft


class StateFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return list(STATE_WORDS.items())

    def queryset(self, request, queryset):
        return in_state(queryset, self.value()) if self.value() in STATE_WORDS else queryset


class AuthorFilter(admin.RelatedOnlyFieldListFilter):
    def field_choices(self, field, request, model_admin):
        return [(pk, name) for pk, name in list_frame(request).authors]


@admin.register(Draft)
class DraftAdmin(DraftPermissions, DraftFormAdmin, AutocompleteMixin, admin.ModelAdmin):
    """The list of reviews, and the form of a draft."""

    form = DraftForm
    inlines = INLINES
    formfield_overrides = WIDGETS
    actions = None
    list_display = ["title", "film", "author", "state", "saved"]
    list_filter = [StateFilter, "updated_at", ("review__author", AuthorFilter)]
    list_select_related = ["film", "review__author"]
    list_per_page = 50
    ordering = ["-updated_at", "-pk"]
    search_fields = [
        "headline",
        "film__title",
        "film__original_title",
        "review__slug",
        "review__author__username",
        "review__author__first_name",
        "review__author__last_name",
    ]
    autocomplete_fields = ["film"]
    fieldsets = [
        (_("Front of the review"), {"fields": ["headline", "dek", ("film", "language", "score")]}),
        (_("How the film was seen"), {"fields": [("seen_how", "seen_guest_of", "seen_format")]}),
        (
            _("First published elsewhere"),
            {
                "fields": [("first_published_date", "first_published_outlet"), "first_published_address"],
                "description": _(
                    "For a text that readers had before it came here. It orders lists and feeds."
                ),
            },
        ),
        (_("Verdict"), {"fields": ["verdict_label", "verdict_text"]}),
    ]
    view_on_site = False

    # Lists

    def get_queryset(self, request):
        return with_state(super().get_queryset(request).visible_to(request.user))

    @admin.display(description=_("headline"), ordering="headline")
    def title(self, draft):
        return str(draft)

    @admin.display(description=_("author"), ordering="review__author__username")
    def author(self, draft):
        return person_name(draft.review.author)

    @admin.display(description=_("state"))
    def state(self, draft):
        return state_text(draft)

    @admin.display(description=_("last saved"), ordering="updated_at")
    def saved(self, draft):
        return time_text(draft.updated_at)

    def get_changelist(self, request, **kwargs):
        return DraftChangeList

    def changelist_view(self, request, extra_context=None):
        mine = {"title": _("Reviews"), "is_nav_sidebar_enabled": False}
        return super().changelist_view(request, mine | (extra_context or {}))

    def history_view(self, request, object_id, extra_context=None):
        number = whole_number(object_id)
        if number is None:
            raise Http404
        return pages.audit_log(request, number)

    def get_urls(self):
        return desk_urls() + super().get_urls()


class CriticAliasInline(AliasInline):
    model = CriticAlias


@admin.register(Critic)
class CriticAdmin(FormerSlugAdmin, PublicModelAdmin):
    list_display = ["name", "slug", "account"]
    list_select_related = ["account"]
    search_fields = ["name"]
    autocomplete_fields = ["picture"]
    prepopulated_fields = {"slug": ["name"]}
    readonly_fields = ["key"]
    inlines = [CriticAliasInline]


for model, kept in READ_ONLY_ADMINS.items():
    admin.site.register(model, kept)
