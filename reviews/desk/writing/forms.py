"""The form of a draft: the front of the review, and a row for each part of it."""

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from films.models import Film
from reviews.desk.writing.choice_cache import RowField, prefetch_choices
from reviews.desk.writing.score_field import scale_of, score_field, steps_of
from reviews.models import Draft, DraftAspect, DraftOpinion, Revision

LAST = 32_767  # the highest position a row can have: a new row without one goes last

ADVISED = {"headline": 70, "dek": 160}  # characters: what search results and cards show whole

STALE = _(
    "Somebody saved this review after you opened it. Nothing was overwritten: what you typed stands below, "
    "and is kept. Settle it: keep yours, take theirs, or choose field by field."
)
STALE_HERE = _(
    "Somebody saved this review after you opened it. Nothing was overwritten: what you typed stands below, "
    "but on this page alone. Say first which text of your two windows is kept."
)


class DraftForm(forms.ModelForm):
    """The front. `version` and `base`, its newest revision, are those that the form was opened with.

    Where no browser sends it, it is filled with what was typed and not saved, `typed`, if anything.
    Where one does, `other` is what the same person typed in another window, and is kept.
    """

    typed = other = None
    version = forms.IntegerField(widget=forms.HiddenInput)
    base = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Draft
        fields = ["headline", "dek", "film", "language", "score", "seen_how", "seen_guest_of", "seen_format"]
        fields += ["verdict_label", "verdict_text"]

    def __init__(self, data=None, *args, **kwargs):
        super().__init__(self.typed if data is None else data, *args, label_suffix="", **kwargs)
        self.is_stale = False
        self.fields["version"].initial = self.instance.version
        self.fields["base"].initial = newest_number(self.instance)
        for name, length in ADVISED.items():
            if name in self.fields:
                self.fields[name].widget.attrs["data-advised"] = length
        if "score" in self.fields:
            self.scale = scale_of(self.instance)
            self.fields["score"] = score_field(steps_of(self.scale), required=False)
            if self.scale:
                self.fields["score"].help_text = str(self.scale)

    def clean(self):
        """The caller holds the lock of the review, so that the version read here is the one saved over."""
        super().clean()
        self.is_stale = self.cleaned_data.get("version") != self.instance.version
        if self.is_stale:
            raise ValidationError(STALE_HERE if self.other else STALE, code="stale")

    def save(self, commit=True):
        """A printed name of another day goes when what it names is chosen anew."""
        if "film" in self.changed_data:
            self.instance.printed_title = ""
        if "score" in self.changed_data:
            self.instance.printed_word = ""
        if not self.instance.scale_id:
            self.instance.scale = getattr(self, "scale", None)
        return super().save(commit)


def newest_number(draft: Draft) -> int:
    """The number of the revision last saved; 0 if there is none."""
    numbers = Revision.objects.filter(review=draft.pk).values_list("number", flat=True)
    return numbers.order_by("-number").first() or 0


class RowForm(forms.ModelForm):
    """A row that has a place among its like. A new one with nothing but a place is no row."""

    position = forms.IntegerField(
        label=_("Place"),
        required=False,
        min_value=0,
        max_value=LAST,
        widget=forms.NumberInput(attrs={"class": "place"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)

    @property
    def key(self) -> str:
        """The key of the part, also where its row was made anew meanwhile; "" of a new row."""
        typed = self.data.get(f"{self.prefix}-key", "") if self.is_bound else ""
        return typed or (str(self.instance.key) if self.instance.pk and hasattr(self.instance, "key") else "")

    @property
    def kind_said(self) -> str:
        """What a part is, where there are several kinds: “Opening”, “The good”, “No”."""
        row = self.instance
        for name in ("kind", "side", "answer"):
            if row.pk and hasattr(row, name):
                return str(getattr(row, f"get_{name}_display")())
        return ""

    @property
    def title(self) -> str:
        """What a part is headed by, for the page that shows its text as well."""
        return next(
            filter(None, (getattr(self.instance, name, "") for name in ("heading", "name", "label"))), ""
        )

    def has_changed(self):
        if self.instance.pk:
            return super().has_changed()
        return bool(set(self.changed_data) - {"position"})

    def clean_position(self):
        position = self.cleaned_data["position"]
        return LAST if position is None else position

    def place(self) -> tuple[int, int]:
        """Where the row goes: at the number given, before whoever had it if it came from below."""
        wanted, had = self.cleaned_data.get("position", LAST), self.initial.get("position")
        came_from = 0 if had is None or wanted < had else 1 if wanted == had else 2
        return wanted, came_from


class RowFormSet(BaseInlineFormSet):
    """Rows in their order, numbered from 1 on the screen whatever the table says."""

    @cached_property
    def forms(self):
        found = super().forms
        prefetch_choices(found)
        return found

    def add_fields(self, form, index):
        super().add_fields(form, index)
        own = self._pk_field.name
        form.fields[own] = RowField(self, form.fields[own])
        form.initial["position"] = index + 1 if index is not None and form.instance.pk else None

    def save(self, commit=True):
        saved = super().save(commit)
        if commit:
            self._renumber()
        return saved

    def _renumber(self):
        """Store the order of all rows: those that were not changed hold another numbering still."""
        kept = [form for form in self.forms if form.instance.pk and form not in self.deleted_forms]
        for position, form in enumerate(sorted(kept, key=RowForm.place)):
            form.instance.position = position
        self.model.objects.bulk_update([form.instance for form in kept], ["position"])

    def as_typed(self):
        """Let the page show every row that was sent, also those whose rows are gone meanwhile."""
        if self.is_bound:
            self._queryset = [form.instance for form in self.initial_forms]


class AspectForm(RowForm):
    class Meta:
        model = DraftAspect
        fields = ["position", "aspect", "score"]

    def __init__(self, *args, steps=(), **kwargs):
        super().__init__(*args, **kwargs)
        if "score" in self.fields:
            self.fields["score"] = score_field(steps, required=True)

    def save(self, commit=True):
        if "aspect" in self.changed_data:
            self.instance.printed_name = ""
        if "score" in self.changed_data:
            self.instance.printed_word = ""
        return super().save(commit)


class OpinionForm(RowForm):
    class Meta:
        model = DraftOpinion
        fields = ["position", "critic", "name", "level", "scope", "text", "score"]

    def __init__(self, *args, steps=(), **kwargs):
        super().__init__(*args, **kwargs)
        if "score" in self.fields:
            self.fields["score"] = score_field(steps, required=False)

    def save(self, commit=True):
        if "score" in self.changed_data:
            self.instance.printed_word = ""
        return super().save(commit)


class ScoredFormSet(RowFormSet):
    """Rows with a score on the draft's scale."""

    def get_form_kwargs(self, index):
        if not hasattr(self, "_steps"):
            self._steps = steps_of(scale_of(self.instance))
        return super().get_form_kwargs(index) | {"steps": self._steps}


class BeginForm(forms.Form):
    """What a new review begins with. Both can wait."""

    headline = forms.CharField(
        label=_("Headline"), max_length=200, required=False, help_text=_("Never a spoiler. It can wait.")
    )
    film = forms.ModelChoiceField(label=_("Film"), queryset=Film.objects.all(), required=False)
