"""The form of each step. Its errors become messages, since a step always ends in a redirect."""

from datetime import datetime, timedelta

from django import forms
from django.template import loader
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reviews import local_time
from reviews.desk.steps.shown_fields import ShownNumber, ShownText, ShownTime
from reviews.models import EditionKind

PAST_TOLERANCE = timedelta(minutes=15)  # from choosing a time to sending the form


class LocalDateTimeInput(forms.DateTimeInput):
    """A date and time input. For a time that clocks show twice, a select beside it asks which one is meant.

    The selected UTC offset becomes part of the value, so that a refused form
    shows time and selection again.
    """

    template_name = "reviews/desk/writing/local_time_widget.html"

    def __init__(self):
        super().__init__(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")

    def value_from_datadict(self, data, files, name):
        text = data.get(name) or ""
        offsets = [offset for offset, _label in _offset_choices(text)]
        offset = data.get(f"{name}_offset")
        return f"{text}{offset}" if offset in offsets else text

    def get_context(self, name, value, attrs):
        text = self.format_value(value) or ""
        local, offset = (
            (text[:-6], text[-6:]) if text[-6:-5] in ("+", "-") and "T" in text[:-6] else (text, "")
        )
        context = super().get_context(name, local, attrs)
        return context | {"offsets": _offset_choices(local), "selected_offset": offset}

    def _render(self, template_name, context, renderer=None):
        """Use the project's templates: the form renderer finds only those of installed apps."""
        return loader.render_to_string(template_name, context)


def _offset_choices(text: str) -> list[tuple[str, str]]:
    """(offset, label) of both readings of a time that clocks show twice; else empty."""
    labels = (_("the first, %(zone)s"), _("the second, %(zone)s"))
    return [
        (_offset(at), label % {"zone": at.tzname()})
        for label, at in zip(labels, local_time.ambiguous_readings(text), strict=False)
    ]


def _offset(at: datetime) -> str:
    """The UTC offset as "+01:00"."""
    digits = f"{at:%z}"
    return f"{digits[:3]}:{digits[3:5]}"


class LocalDateTimeField(forms.DateTimeField):
    """A date and time in the current time zone, or with a UTC offset."""

    widget = LocalDateTimeInput

    def prepare_value(self, value):
        """A stored time in local time, with its offset if clocks show it twice; else the input as typed."""
        if not isinstance(value, datetime):
            return value
        local = timezone.localtime(value)
        text = f"{local:%Y-%m-%dT%H:%M}"
        return f"{text}{_offset(local)}" if local_time.ambiguous_readings(text) else text

    def to_python(self, value):
        if value in self.empty_values:
            return None
        try:
            return local_time.parse_local(str(value))
        except local_time.InvalidLocalTime as error:
            raise forms.ValidationError(str(error), code="unclear") from error
        except ValueError as error:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from error


class FutureDateTimeField(LocalDateTimeField):
    """A time that is not past: a mistyped month must not publish at once."""

    def clean(self, value):
        at = super().clean(value)
        if at and at < timezone.now() - PAST_TOLERANCE:
            raise forms.ValidationError(_("That moment has passed. Choose one to come."))
        return at


def textarea(label, *, required=True, rows=3):
    return forms.CharField(label=label, required=required, widget=forms.Textarea(attrs={"rows": rows}))


class VersionForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)


class DigestForm(forms.Form):
    digest = forms.CharField(widget=forms.HiddenInput)


class WaiveFindingsForm(forms.Form):
    """The reason for waiving the ticked findings, whose checkboxes `leak_rows.ticked` reads."""

    premise = textarea(_("Why they may stay"), required=False, rows=2)


class SubmissionForm(forms.Form):
    submission = forms.IntegerField(widget=forms.HiddenInput)


class RequestChangesForm(SubmissionForm):
    reason = textarea(_("What should change"))


class ApproveForm(SubmissionForm, DigestForm):
    shown_slug = ShownText()
    shown_live = ShownNumber()
    shown_until = ShownTime()
    at = FutureDateTimeField(label=_("Public from"), required=False)
    kind = forms.ChoiceField(
        label=_("Why it replaces the live one"),
        choices=[choice for choice in EditionKind.choices if choice[0] != EditionKind.FIRST],
        required=False,
    )
    note = textarea(_("Note to readers"), required=False, rows=2)
    waiver = textarea(_("Why four eyes are waived"), required=False, rows=2)
    premise = textarea(_("Why they may stay"), required=False, rows=2)
    despite = textarea(_("Why the passage may stay, for the audit log"), required=False, rows=2)


class CommentForm(forms.Form):
    revision = forms.IntegerField(widget=forms.HiddenInput)
    place = forms.CharField(max_length=36, widget=forms.HiddenInput)
    quote = forms.CharField(required=False, widget=forms.HiddenInput)
    text = textarea(_("Comment"), rows=2)


class ThreadForm(forms.Form):
    thread = forms.IntegerField(widget=forms.HiddenInput)


class ThreadTextForm(ThreadForm):
    text = textarea(_("Answer"), rows=2)


class EditionForm(forms.Form):
    edition = forms.IntegerField(widget=forms.HiddenInput)


class UpcomingEditionForm(EditionForm):
    shown_live_from = ShownTime()
    shown_public_from = ShownTime()


class RescheduleForm(UpcomingEditionForm):
    at = FutureDateTimeField(label=_("Public from"))


class UnscheduleForm(UpcomingEditionForm):
    reason = textarea(_("Reason, for the author"), rows=2)


class TightenForm(EditionForm):
    shown_live = ShownNumber()
    reason = textarea(_("Why, without what spoils"), rows=2)


class TakeDownForm(forms.Form):
    shown_live = ShownNumber()
    shown_coming = ShownNumber()
    reason = textarea(_("Reason, for readers"))


class RestoreForm(forms.Form):
    revision = forms.IntegerField(widget=forms.HiddenInput)
    shown_revision = ShownNumber()


class ShareForm(forms.Form):
    recipient = forms.CharField(
        label=_("For whom"), max_length=100, help_text=_("It is shown on the page and in the audit log.")
    )
    revision = forms.IntegerField(label=_("Revision"), widget=forms.Select)
    until = FutureDateTimeField(label=_("Until"), help_text=_("At most 30 days. You can end it before."))
    is_full = forms.BooleanField(
        label=_("With what spoils: who has the link can open the full text"), required=False
    )
    shown_live = ShownNumber()

    def __init__(self, data=None, *, numbers=(), **options):
        super().__init__(data, **options)
        self.fields["revision"].widget.choices = [(number, number) for number in numbers]


class LinkForm(forms.Form):
    link = forms.IntegerField(widget=forms.HiddenInput)


class RenameForm(forms.Form):
    slug = forms.CharField(label=_("Address"), max_length=100)
    shown_slug = ShownText()


class RetireAddressForm(forms.Form):
    address = forms.IntegerField(widget=forms.HiddenInput)
    sure = forms.BooleanField(
        label=_("Retire it for ever: it leads nowhere, and no review gets it again"),
        error_messages={"required": _("Tick that it is retired for ever: nobody can take that back.")},
    )


class CommonKnowledgeForm(forms.Form):
    sentence = forms.CharField(max_length=64, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Since when everybody knows it"),
        max_length=300,
        help_text=_("“Since *Chapter 2*.” It is kept in the audit log with your name: quote no spoiler."),
    )


class EndCommonKnowledgeForm(forms.Form):
    answer = forms.IntegerField(widget=forms.HiddenInput)
    sure = forms.BooleanField(
        label=_("Every text is compared with the sentence again"),
        error_messages={"required": _("Tick that every text is compared with the sentence again.")},
    )


class RenameRequestForm(forms.Form):
    request = forms.IntegerField(widget=forms.HiddenInput)


class EmbargoForm(forms.Form):
    of = forms.ChoiceField(
        label=_("It holds back"),
        choices=[("review", _("this review")), ("film", _("every review of this film"))],
    )
    until = LocalDateTimeField(label=_("Until"))
    reason = forms.CharField(label=_("Reason"), max_length=300, required=False)
    sure = forms.BooleanField(
        label=_("If it ends sooner than the present one: I lift that in my name"), required=False
    )
    film = ShownText()
    film_until = ShownTime()
    review_until = ShownTime()

    def clean(self):
        """Add what the page showed of the target that was chosen."""
        data = self.cleaned_data
        of_film = data.get("of") == "film"
        data["shown_film"] = data.get("film") if of_film else None
        data["shown_until"] = data.get("film_until" if of_film else "review_until")
        return data


class LiftEmbargoForm(forms.Form):
    embargo = forms.IntegerField(widget=forms.HiddenInput)
    shown_until = ShownTime()
    reason = forms.CharField(label=_("Why it is lifted"), max_length=300, required=False)
    sure = forms.BooleanField(
        label=_("I lift it in my name: what is approved becomes public"),
        error_messages={"required": _("Tick that you lift it in your name: it is not lifted by accident.")},
    )
