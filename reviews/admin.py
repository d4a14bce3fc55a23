"""The admin of reviews. What staff call a review is its draft, the only thing that is edited."""

from django.contrib import admin, messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from integers import whole_number
from integers.widgets import SearchBoxes
from keys.admin import AliasInline, SlugKeeping
from pagecache.admin import PublicModelAdmin
from reviews import workflow
from reviews.checks.waivers import pairs_with_waivers
from reviews.desk.audit_log import pages
from reviews.desk.audit_log.readonly_admin import READ_ONLY_ADMINS
from reviews.desk.base import refused_input
from reviews.desk.base.guards import log_opened
from reviews.desk.base.review_state import (
    STATE_WORDS,
    badges,
    in_state,
    person_name,
    state_text,
    time_text,
    with_state,
)
from reviews.desk.urls import desk_urls
from reviews.desk.writing import edit_context
from reviews.desk.writing.add_view import add_review
from reviews.desk.writing.forms import DraftForm
from reviews.desk.writing.inlines import INLINES, WIDGETS, bare, with_boxes
from reviews.desk.writing.panel import panel
from reviews.models import Critic, CriticAlias, Draft, Review
from reviews.permissions.access import may
from reviews.workflow.base import lock


class StateFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return list(STATE_WORDS.items())

    def queryset(self, request, queryset):
        return in_state(queryset, self.value()) if self.value() in STATE_WORDS else queryset


@admin.register(Draft)
class DraftAdmin(SearchBoxes, admin.ModelAdmin):
    """Saving keeps the rows, then calls `workflow.save` once, in one transaction under the review's lock."""

    form = DraftForm
    inlines = INLINES
    formfield_overrides = WIDGETS
    actions = None
    list_display = ["title", "film", "author", "state", "saved"]
    list_filter = [StateFilter, "updated_at", ("review__author", admin.RelatedOnlyFieldListFilter)]
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

    def changelist_view(self, request, extra_context=None):
        mine = {"title": _("Reviews"), "is_nav_sidebar_enabled": False}
        return super().changelist_view(request, mine | (extra_context or {}))

    # Who may

    def has_module_permission(self, request):
        return may(request.user, "see")

    def has_add_permission(self, request):
        return may(request.user, "begin")

    def has_view_permission(self, request, obj=None):
        return may(request.user, "see", obj and obj.review)

    def has_change_permission(self, request, obj=None):
        return may(request.user, "edit", obj and obj.review)

    def has_delete_permission(self, request, obj=None):
        if obj is None:
            return False  # no deleting in bulk
        return may(request.user, "delete", obj.review) and not obj.review.submissions.exists()

    def get_object(self, request, object_id, from_field=None):
        """What one may not see does not exist, nor does what no number names."""
        number = whole_number(object_id)  # Django checks no range for a primary key that is a relation
        draft = None if number is None else super().get_object(request, number, from_field)
        if not (draft and may(request.user, "see", draft.review)):
            raise Http404
        return draft

    # The form

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        return with_boxes(bare(field), db_field, {"verdict_text": 5})

    def get_autocomplete_fields(self, request):
        return [] if request.GET.get("rows") else self.autocomplete_fields

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if object_id is None:
            return add_review(self, request)
        with transaction.atomic():
            request.working_copy = request.other = None
            if request.method == "POST":
                self._lock(object_id)
                if "_instead" in request.POST:
                    return edit_context.keep_instead(request, object_id)
                request.other = edit_context.elsewhere(request, object_id)
            else:
                request.working_copy = edit_context.restored(request, object_id)
            return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(self, request, obj=None, change=False, **kwargs):
        """The form, filled with a working copy where the one who asks left one."""
        form = super().get_form(request, obj, change, **kwargs)
        return type(
            form.__name__,
            (form,),
            {"typed": edit_context.typed_in(request), "other": edit_context.other(request)},
        )

    def get_formset_kwargs(self, request, obj, inline, prefix):
        typed = edit_context.typed_in(request)
        options = super().get_formset_kwargs(request, obj, inline, prefix)
        return options if typed is None else options | {"data": typed}

    def _lock(self, object_id):
        """Let saves of one review follow each other: the second one then sees that it is stale."""
        review = Review.objects.filter(pk=whole_number(object_id) or 0).first()
        if review:
            lock(review)

    def get_inline_formsets(self, request, formsets, inline_instances, obj=None):
        for formset in formsets:
            formset.as_typed()
        return super().get_inline_formsets(request, formsets, inline_instances, obj)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        log_opened(request.user, obj.pk)
        refused, typed_in = refused_input.recall(
            request, obj.pk, "submit", "waive-leaks", *refused_input.SIDE
        )
        mine = {
            "panel": panel(request.user, obj, typed_in, refused),
            "marks": badges(obj),
            "is_nav_sidebar_enabled": False,
            "opens_rows": bool(request.GET.get("rows")),
            "room": edit_context.context(request, obj, context["adminform"].form),
        }
        return super().render_change_form(request, context | mine, add, change, form_url, obj)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        revision = workflow.save(form.instance, by=request.user)
        edit_context.saved(request, form.instance)
        if "_submit" in request.POST:
            edit_context.submit(request, form.instance, revision)
        elif "_waive" in request.POST:
            edit_context.answer(request, form.instance, revision)
        elif "_save" in request.POST:  # whoever goes on writing sees it beside the form
            self._tell_of_leaks(request, form.instance.review, revision)

    def response_change(self, request, obj):
        if "_waive" in request.POST:
            return redirect(edit_context.address(request, obj))
        if "_submit" in request.POST:
            return edit_context.after_submitting(request, obj)
        response = super().response_change(request, obj)
        goes_on = "_continue" in request.POST and request.left_over
        return redirect(edit_context.address(request, obj)) if goes_on else response

    def _tell_of_leaks(self, request, review, revision):
        count = sum(not item.waiver for item in pairs_with_waivers(review, revision.document()))
        if count:
            told = ngettext(
                "%(count)s safe sentence may give something away. Open “%(review)s” to settle it.",
                "%(count)s safe sentences may give something away. Open “%(review)s” to settle them.",
                count,
            )
            messages.warning(request, told % {"count": count, "review": review.draft})

    def delete_model(self, request, obj):
        workflow.delete(obj.review, by=request.user)

    def delete_view(self, request, object_id, extra_context=None):
        try:
            return super().delete_view(request, object_id, extra_context)
        except workflow.Refused as refused:
            messages.error(request, str(refused))
            return redirect("admin:reviews_draft_change", object_id)

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
class CriticAdmin(SlugKeeping, PublicModelAdmin):
    list_display = ["name", "slug", "account"]
    list_select_related = ["account"]
    search_fields = ["name"]
    autocomplete_fields = ["picture"]
    prepopulated_fields = {"slug": ["name"]}
    readonly_fields = ["key"]
    inlines = [CriticAliasInline]


for model, kept in READ_ONLY_ADMINS.items():
    admin.site.register(model, kept)
