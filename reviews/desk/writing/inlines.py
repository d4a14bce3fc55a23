"""The inlines of a draft's form: one for each kind of part."""

import json

from django.contrib import admin
from django.contrib.admin.widgets import AdminTextInputWidget, RelatedFieldWidgetWrapper
from django.utils.translation import gettext_lazy as _

from reviews import document as d
from reviews.desk.base.widgets import MarkdownWidget
from reviews.desk.writing.forms import AspectForm, OpinionForm, RowForm, RowFormSet, ScoredFormSet
from reviews.document.grades import USUAL_LEVELS
from reviews.drafts.freezing import COLUMNS
from reviews.models import (
    DraftAdvice,
    DraftAdvisory,
    DraftAspect,
    DraftByline,
    DraftCastNote,
    DraftOpinion,
    DraftPicture,
    DraftPoint,
    DraftSection,
)
from reviews.models.draft.draft import LineField
from reviews.permissions.access import may
from shield.levels import Level

# LineField is a TextField, for which the admin would render a textarea.
WIDGETS = {LineField: {"widget": AdminTextInputWidget}}


def without_related_links(field):
    """A relation field without the buttons to add, change or view the related object."""
    if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
        field.widget = field.widget.widget
    return field


def with_markdown_widgets(field, db_field, rows):
    """Give Markdown fields (`rows`: lines by name) the editor's widget, and levels their labels."""
    if db_field.name == "level":
        field.choices, field.help_text = [("", _("Safe")), *Level.choices], ""
    if field and db_field.name in rows:
        field.widget = MarkdownWidget(attrs={"rows": rows[db_field.name]})
    return field


class DraftInline:
    """Base of every inline. Whoever may change the draft may change its rows."""

    form = RowForm
    formset = RowFormSet
    formfield_overrides = WIDGETS
    markdown = {}  # lines of the textarea, by Markdown field

    def get_extra(self, request, obj=None, **kwargs):
        """None: the page's script adds rows. Without script, `?rows=1` adds an empty one to each part."""
        return 1 if request.GET.get("rows") else 0

    def get_autocomplete_fields(self, request):
        """Autocomplete needs the script; without it, plain selects serve, except for credits."""
        fields = super().get_autocomplete_fields(request)
        return [name for name in fields if name == "credits"] if request.GET.get("rows") else fields

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        return with_markdown_widgets(without_related_links(field), db_field, self.markdown)

    def has_view_permission(self, request, obj=None):
        return may(request.user, "see", obj and obj.review)

    def has_change_permission(self, request, obj=None):
        return may(request.user, "edit", obj and obj.review)

    has_add_permission = has_delete_permission = has_change_permission


class PartInline(DraftInline, admin.StackedInline):
    """A part of the text, with the fields of its entry in `PART_TYPES`."""

    template = "admin/reviews/draft/part.html"
    autocomplete_fields = ["scope"]
    part = None  # the class in `reviews.document`
    above, first, beside, between = (), (), (), ()  # further fields, by where they go

    @property
    def fields(self):
        kind = d.PART_TYPES[self.part]
        lines = [text.name for text in kind.texts if not text.markdown]
        values = [name for name in kind.values if name not in COLUMNS]
        row = (*self.first, *values, *lines, *self.beside, "level", "position")
        return [*self.above, row, *self.between, "scope", *d.MARKDOWN_FIELDS[self.part]]

    @property
    def markdown(self):
        return {text.name: text.rows for text in d.PART_TYPES[self.part].texts if text.markdown}

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("scope")


class LineInline(DraftInline, admin.TabularInline):
    template = "admin/reviews/draft/lines.html"


class BylineInline(LineInline):
    model = DraftByline
    fields = ["critic", "name", "position"]
    autocomplete_fields = ["critic"]


class PictureInline(PartInline):
    model, part = DraftPicture, d.Picture
    first = ("image",)
    autocomplete_fields = ["image", "scope"]


class SectionInline(PartInline):
    """Its kinds carry their usual levels, which `desk-kinds.js` sets."""

    model, part = DraftSection, d.Section
    above = ("flag",)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "kind":
            field.widget.attrs["data-usual-levels"] = json.dumps(dict(USUAL_LEVELS))
        return field


class CastNoteInline(PartInline):
    model, part = DraftCastNote, d.CastNote
    beside, between = ("is_cameo",), ("credits",)
    autocomplete_fields = ["credits", "scope"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("credits")


class AdviceInline(PartInline):
    model, part = DraftAdvice, d.Advice


class PointInline(PartInline):
    model, part = DraftPoint, d.Point


class AspectInline(LineInline):
    model = DraftAspect
    form = AspectForm
    formset = ScoredFormSet
    fields = ["aspect", "score", "position"]
    autocomplete_fields = ["aspect"]


class AdvisoryInline(PartInline):
    model, part = DraftAdvisory, d.Advisory


class OpinionInline(PartInline):
    model, part = DraftOpinion, d.Opinion
    form = OpinionForm
    formset = ScoredFormSet
    first, beside = ("critic",), ("score",)
    autocomplete_fields = ["critic", "scope"]


INLINES = [
    BylineInline,
    PictureInline,
    SectionInline,
    CastNoteInline,
    AdviceInline,
    AdvisoryInline,
    PointInline,
    AspectInline,
    OpinionInline,
]
