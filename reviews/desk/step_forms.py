"""What each step asks for. Errors become messages: a step always ends in a redirect."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reviews.models import EditionKind

A_WHILE = timedelta(minutes=15)  # between choosing a moment and pressing the button


class MomentField(forms.DateTimeField):
    """A local date and time, in the house's zone, which stands beside it."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")

    def __init__(self, **options):
        super().__init__(input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"], **options)


class ComingMomentField(MomentField):
    """One that is still to come: a slip of the month must not publish at once."""

    def clean(self, value):
        at = super().clean(value)
        if at and at < timezone.now() - A_WHILE:
            raise forms.ValidationError(_("That moment has passed. Choose one to come."))
        return at


def text(label, *, required=True, rows=3):
    return forms.CharField(label=label, required=required, widget=forms.Textarea(attrs={"rows": rows}))


class NothingForm(forms.Form):
    """A step that only has to be pressed."""


class VersionForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)


class DigestForm(forms.Form):
    digest = forms.CharField(widget=forms.HiddenInput)


class AnswerForm(DigestForm):
    """The findings that are ticked come beside it, named by their hashes (`reviews.desk.leaks`)."""

    premise = text(_("Why they may stand"), required=False, rows=2)


class SubmissionForm(forms.Form):
    submission = forms.IntegerField(widget=forms.HiddenInput)


class RequestChangesForm(SubmissionForm):
    reason = text(_("What should change"))


class ApproveForm(SubmissionForm, DigestForm):
    at = ComingMomentField(label=_("Public from"), required=False)
    kind = forms.ChoiceField(
        label=_("Why it replaces the live one"),
        choices=[choice for choice in EditionKind.choices if choice[0] != EditionKind.FIRST],
        required=False,
    )
    note = text(_("Note to readers"), required=False, rows=2)
    waiver = text(_("Why four eyes are waived"), required=False, rows=2)
    premise = text(_("Why they may stand"), required=False, rows=2)
    despite = text(_("Why the passage may stand, for the record"), required=False, rows=2)


class CommentForm(forms.Form):
    revision = forms.IntegerField(widget=forms.HiddenInput)
    place = forms.CharField(max_length=36, widget=forms.HiddenInput)
    quote = forms.CharField(required=False, widget=forms.HiddenInput)
    text = text(_("Comment"), rows=2)


class ThreadForm(forms.Form):
    thread = forms.IntegerField(widget=forms.HiddenInput)


class ThreadTextForm(ThreadForm):
    text = text(_("Answer"), rows=2)


class EditionForm(forms.Form):
    edition = forms.IntegerField(widget=forms.HiddenInput)


class RescheduleForm(EditionForm):
    at = ComingMomentField(label=_("Public from"))


class UnscheduleForm(EditionForm):
    reason = text(_("Reason, for the author"), rows=2)


class TightenForm(EditionForm):
    reason = text(_("Why, without what spoils"), rows=2)


class TakeDownForm(forms.Form):
    reason = text(_("Reason, for readers"))


class RestoreForm(forms.Form):
    revision = forms.IntegerField(widget=forms.HiddenInput)


class RenameForm(forms.Form):
    slug = forms.CharField(label=_("Address"), max_length=100)


class EmbargoForm(forms.Form):
    of = forms.ChoiceField(
        label=_("It holds back"),
        choices=[("review", _("this review")), ("film", _("every review of this film"))],
    )
    until = MomentField(label=_("Until"))
    reason = forms.CharField(label=_("Reason"), max_length=300, required=False)


class LiftEmbargoForm(forms.Form):
    embargo = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(label=_("Reason"), max_length=300, required=False)
