"""Hidden fields that carry what a page showed, so that `workflow` can refuse a step if it changed.

A field `shown_NAME` is compared as NAME (`workflow.stale_screens`). None is required: a form that
lacks one says that nothing was shown, which is refused where there is something by now.
"""

from datetime import datetime

from django import forms

PREFIX = "shown_"


class ShownNumber(forms.IntegerField):
    """The number of an edition or a revision; empty for none."""

    widget = forms.HiddenInput

    def __init__(self):
        super().__init__(required=False)


class ShownText(forms.CharField):
    widget = forms.HiddenInput

    def __init__(self):
        super().__init__(required=False, empty_value=None)


class ShownTime(forms.DateTimeField):
    """A time to the microsecond, with its offset from UTC: no time zone of a person changes it."""

    widget = forms.HiddenInput

    def __init__(self):
        super().__init__(required=False)

    def prepare_value(self, value):
        return value.isoformat() if isinstance(value, datetime) else value


def shown_in(data: dict) -> dict:
    """The values of the shown fields of a valid form, by the names that `workflow` compares."""
    return {name.removeprefix(PREFIX): value for name, value in data.items() if name.startswith(PREFIX)}
