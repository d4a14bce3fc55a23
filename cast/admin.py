from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from cast.flagging import set_level
from cast.models import Character, CharacterAlias, Credit, CreditAlias, CreditCharacter, Person, PersonAlias
from cast.searchable_text import character_entry, person_entry
from integers.widgets import AutocompleteMixin, SearchSelectMultiple
from keys.admin import AliasInline, FormerSlugAdmin
from pagecache.admin import PublicModelAdmin
from search.admin import SearchedModelAdmin


class CreditForm(forms.ModelForm):
    """Form of a credit, with its characters in one field. Used alone and as a row of an inline."""

    played = forms.ModelMultipleChoiceField(
        label=_("characters"),
        queryset=Character.objects.all(),
        required=False,
        widget=SearchSelectMultiple(Credit._meta.get_field("characters"), admin.site),
    )

    # The level that this form showed: a form opened before somebody flagged the credit must not unflag it.
    shown_level = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["shown_level"] = self.instance.spoiler_level
        if self.instance.pk:
            self.initial["played"] = list(self.instance.characters.all())

    def clean(self):
        values = super().clean()
        if values.get("spoiler_level") == values.get("shown_level"):
            values["spoiler_level"] = self.initial[
                "shown_level"
            ]  # unchanged in this form: keep the stored one
        return values

    def save(self, commit=True):
        if self.cleaned_data["spoiler_level"] != self.initial["shown_level"]:
            set_level(self.instance, self.cleaned_data["spoiler_level"])
        return super().save(commit)

    def _save_m2m(self):
        super()._save_m2m()
        self.instance.characters.set(self.cleaned_data["played"])


class CreditInline(AutocompleteMixin, admin.TabularInline):
    """The credits of the parent object, a film, person or character."""

    model = Credit
    form = CreditForm
    fields = ["film", "person", "job", "played", "billing", "is_cameo", "is_uncredited", "spoiler_level"]
    fields += ["shown_level"]
    autocomplete_fields = ["film", "person"]
    extra = 0
    show_change_link = True

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("film", "person").prefetch_related("characters")


class PersonCreditInline(CreditInline):
    fk_name = "person"


class CharacterCreditInline(AutocompleteMixin, admin.TabularInline):
    model = CreditCharacter
    autocomplete_fields = ["credit"]
    extra = 0
    verbose_name = _("credit")
    verbose_name_plural = _("credits")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("character", "credit__film", "credit__person")


class PersonAliasInline(AliasInline):
    model = PersonAlias


class CharacterAliasInline(AliasInline):
    model = CharacterAlias


class CreditAliasInline(AliasInline):
    model = CreditAlias


@admin.register(Person)
class PersonAdmin(FormerSlugAdmin, SearchedModelAdmin):
    entry_of = staticmethod(person_entry)
    list_display = ["name", "born_date", "died_date", "imdb_id"]
    list_filter = ["credits__job"]
    search_fields = ["name", "imdb_id"]
    autocomplete_fields = ["picture"]
    prepopulated_fields = {"slug": ["name"]}
    readonly_fields = ["key"]
    inlines = [PersonCreditInline, PersonAliasInline]


@admin.register(Character)
class CharacterAdmin(FormerSlugAdmin, SearchedModelAdmin):
    entry_of = staticmethod(character_entry)
    list_display = ["name", "slug"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}
    readonly_fields = ["key"]
    inlines = [CharacterCreditInline, CharacterAliasInline]


@admin.register(Credit)
class CreditAdmin(PublicModelAdmin):
    form = CreditForm
    list_display = ["person", "job", "film", "billing", "is_cameo", "is_uncredited", "spoiler_level"]
    list_filter = ["job", "spoiler_level", "is_cameo", "is_uncredited"]
    list_select_related = ["film", "person"]
    search_fields = ["person__name", "film__title", "film__short_title", "characters__name"]
    autocomplete_fields = ["film", "person", "spoiler_scope"]
    fields = [
        "film",
        "person",
        "job",
        "played",
        "billing",
        ("is_cameo", "is_uncredited"),
        "spoiler_level",
        "shown_level",
        "spoiler_scope",
        "flagged_at",
        "key",
    ]
    readonly_fields = ["flagged_at", "key"]
    inlines = [CreditAliasInline]
