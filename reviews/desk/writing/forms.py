"""The forms of a draft: one for the front of the review, and a formset for each kind of part."""

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from films.models import Film
from reviews.desk.base.widgets import MarkdownWidget
from reviews.desk.writing.choice_cache import LoadedRowField, prefetch_choices
from reviews.desk.writing.score_field import scale_of, score_field, steps_of
from reviews.drafts import titles_for
from reviews.models import Draft, DraftAspect, DraftOpinion, Revision

MAX_POSITION = 32_767  # the largest smallint: a new row without a position goes last

# Characters that search results and cards show in full.
ADVISED_LENGTHS = {"headline": 70, "dek": 160}

STALE = _(
    "Somebody saved this review after you opened it. Nothing was overwritten: what you typed stands below, "
    "and is kept. Settle it: keep yours, take theirs, or choose field by field."
)
STALE_HERE = _(
    "Somebody saved this review after you opened it. Nothing was overwritten: what you typed stands below, "
    "but on this page alone. Say first which text of your two windows is kept."
)


class DraftForm(forms.ModelForm):
    """The front. `version` and `base` (the newest revision) are those that the form was opened with.

    `autosaved` is the data of a working copy, which fills the form when it is opened.
    `other_window` is unsaved text of the same person in another window, when the form is sent.
    """

    autosaved = other_window = None
    version = forms.IntegerField(widget=forms.HiddenInput)
    base = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Draft
        fields = ["headline", "dek", "film", "language", "score", "seen_how", "seen_guest_of", "seen_format"]
        fields += ["first_published_date", "first_published_outlet", "first_published_address"]
        fields += ["verdict_label", "verdict_text"]
        # As browsers send a day, in every language of the desk.
        widgets = {"first_published_date": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})}

    def __init__(self, data=None, *args, **kwargs):
        super().__init__(self.autosaved if data is None else data, *args, label_suffix="", **kwargs)
        prefetch_choices([self])
        show_titles([self])
        self.is_stale = False
        self.fields["version"].initial = self.instance.version
        self.fields["base"].initial = newest_number(self.instance)
        for name, length in ADVISED_LENGTHS.items():
            if name in self.fields:
                self.fields[name].widget.attrs["data-advised"] = length
        if "score" in self.fields:
            self.scale = scale_of(self.instance)
            self.fields["score"] = score_field(steps_of(self.scale), required=False)
            if self.scale:
                self.fields["score"].help_text = str(self.scale)

    def clean(self):
        """Refuse a stale form. The caller has locked the review, so its version cannot change meanwhile."""
        super().clean()
        self.is_stale = self.cleaned_data.get("version") != self.instance.version
        if self.is_stale:
            raise ValidationError(STALE_HERE if self.other_window else STALE, code="stale")

    def save(self, commit=True):
        """Clear the printed title or word when the film or score it belongs to changes."""
        if "film" in self.changed_data:
            self.instance.printed_title = ""
        if "score" in self.changed_data:
            self.instance.printed_word = ""
        if not self.instance.scale_id:
            self.instance.scale = getattr(self, "scale", None)
        return super().save(commit)


def newest_number(draft: Draft) -> int:
    """The number of the newest revision; 0 if there is none."""
    numbers = Revision.objects.filter(review=draft.pk).values_list("number", flat=True)
    return numbers.order_by("-number").first() or 0


class RowForm(forms.ModelForm):
    """A row with a position. A new row with nothing but a position counts as unchanged."""

    position = forms.IntegerField(
        label=_("Place"),
        required=False,
        min_value=0,
        max_value=MAX_POSITION,
        widget=forms.NumberInput(attrs={"class": "place"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)

    @property
    def key(self) -> str:
        """The key of the part, as sent if its row was replaced meanwhile; "" for a new row."""
        sent = self.data.get(f"{self.prefix}-key", "") if self.is_bound else ""
        return sent or (str(self.instance.key) if self.instance.pk and hasattr(self.instance, "key") else "")

    @property
    def kind_label(self) -> str:
        """The kind, side or answer of a part: “Opening”, “The good”, “No”."""
        row = self.instance
        for name in ("kind", "side", "answer"):
            if row.pk and hasattr(row, name):
                return str(getattr(row, f"get_{name}_display")())
        return ""

    @property
    def title(self) -> str:
        """The heading, name or label of a part, for the page that shows its text as well."""
        return next(
            filter(None, (getattr(self.instance, name, "") for name in ("heading", "name", "label"))), ""
        )

    def has_changed(self):
        if self.instance.pk:
            return super().has_changed()
        return bool(set(self.changed_data) - {"position"})

    def clean_position(self):
        position = self.cleaned_data["position"]
        return MAX_POSITION if position is None else position

    def order_key(self) -> tuple[int, int]:
        """Sort by position: a row moved up goes before the row at its new position, one moved down after."""
        new, old = self.cleaned_data.get("position", MAX_POSITION), self.initial.get("position")
        direction = 0 if old is None or new < old else 1 if new == old else 2
        return new, direction


class RowFormSet(BaseInlineFormSet):
    """Ordered rows, numbered from 1 on the screen whatever positions are stored."""

    def get_queryset(self):
        """The rows: those of the draft itself, if it was loaded with its parts."""
        loaded = getattr(self.instance, "_prefetched_objects_cache", {}).get(self.prefix)
        if loaded is not None and not hasattr(self, "_queryset"):
            self._queryset = list(loaded)
        return super().get_queryset()

    @cached_property
    def forms(self):
        forms = super().forms
        prefetch_choices(forms)
        show_titles(forms)
        return forms

    def add_fields(self, form, index):
        super().add_fields(form, index)
        pk_name = self._pk_field.name
        form.fields[pk_name] = LoadedRowField(self, form.fields[pk_name])
        form.initial["position"] = index + 1 if index is not None and form.instance.pk else None

    def save(self, commit=True):
        saved = super().save(commit)
        if commit:
            self._renumber()
        return saved

    def _renumber(self):
        """Store the positions of all rows: unchanged ones still have their old numbers."""
        remaining = [form for form in self.forms if form.instance.pk and form not in self.deleted_forms]
        for position, form in enumerate(sorted(remaining, key=RowForm.order_key)):
            form.instance.position = position
        self.model.objects.bulk_update([form.instance for form in remaining], ["position"])

    def keep_sent_rows(self):
        """Show every row that was sent, including those deleted from the database meanwhile."""
        if self.is_bound:
            self._queryset = [form.instance for form in self.initial_forms]


def show_titles(forms) -> None:
    """Show titles, where marks in the Markdown of these forms have keys of films. At most two queries."""
    texts = [
        (form, name)
        for form in forms
        for name, field in form.fields.items()
        if isinstance(field.widget, MarkdownWidget) and form.initial.get(name)
    ]
    titles = titles_for(form.initial[name] for form, name in texts)
    for form, name in texts:
        form.initial[name] = titles(form.initial[name])


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
    """The first fields of a new review. Both can wait."""

    headline = forms.CharField(
        label=_("Headline"), max_length=200, required=False, help_text=_("Never a spoiler. It can wait.")
    )
    film = forms.ModelChoiceField(label=_("Film"), queryset=Film.objects.all(), required=False)
