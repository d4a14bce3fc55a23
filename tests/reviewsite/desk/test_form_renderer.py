"""Forms look as Django's own templates make them, to the byte."""

import datetime
from functools import partial

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.urls import reverse
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from reviewsite.desk.form_renderer import WRITERS, FormRenderer
from tests.reviews.builders import begun

HOSTILE = "\"'<>&\n</textarea> é\0"
SAFE = SafeString("<b>&amp;</b>")
VALUES = [None, "", "0", HOSTILE, SAFE, 0, 1234567, 1.5, True, False, datetime.date(2026, 2, 1), ["1", 2]]
ATTRS = {"data-a": HOSTILE, "data-b": True, "data-c": False, "data-d": 10_000, "data-e": SAFE, "class": ""}
CHOICES = [("", "None"), (1, HOSTILE), (SAFE, SAFE), ("2", 1234567), (None, gettext_lazy("film"))]
WIDGETS = [
    forms.TextInput,
    forms.NumberInput,
    forms.HiddenInput,
    forms.CheckboxInput,
    forms.DateInput,
    forms.PasswordInput,
    forms.Textarea,
]


class Named(forms.Form):
    first = forms.CharField(label=HOSTILE, help_text="Help.")
    second = forms.IntegerField(label=gettext_lazy("film"), label_suffix="?")
    third = forms.SplitDateTimeField()
    fourth = forms.ChoiceField(choices=CHOICES, widget=forms.RadioSelect)


def both(render):
    return [render(renderer()) for renderer in (FormRenderer, DjangoTemplates)]


@pytest.mark.parametrize("value", VALUES, ids=repr)
@pytest.mark.parametrize("widget", WIDGETS)
def test_a_widget_is_written_as_by_django(widget, value):
    ours, theirs = both(lambda renderer: widget(attrs=ATTRS).render(HOSTILE, value, renderer=renderer))
    assert ours == theirs


@pytest.mark.parametrize("choices", [CHOICES, [("Group", CHOICES)], []])
@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_a_choice_is_written_as_by_django(choices, value):
    for widget in (forms.Select, forms.SelectMultiple):
        values = value if widget is forms.Select or isinstance(value, list) else [value]
        render = partial(widget(attrs=ATTRS, choices=choices).render, "x", values, None)
        ours, theirs = both(render)
        assert ours == theirs


@pytest.mark.parametrize("data", [None, {}, {"first": "a", "second": "x", "third_0": HOSTILE}])
def test_a_form_its_labels_and_its_errors_are_written_as_by_django(data):
    ours, theirs = both(lambda renderer: str(Named(data, renderer=renderer)))
    assert ours == theirs
    ours, theirs = both(
        lambda renderer: [
            (conditional_escape(field.errors), field.errors.as_ul(), field.label_tag(attrs={"class": "a"}))
            for field in Named(data, renderer=renderer)
        ]
    )
    assert ours == theirs


@pytest.mark.django_db
def test_the_form_of_a_draft_is_written_as_by_django(client, monkeypatch):
    review = begun()
    client.force_login(review.author)
    address = f"{reverse('admin:reviews_draft_change', args=[review.pk])}?rows=1"
    ours = inputs(client.get(address))
    monkeypatch.setattr("reviewsite.desk.form_renderer.WRITERS", {})
    assert WRITERS
    assert ours == inputs(client.get(address))


def inputs(response):
    """The page without what is another at each opening."""
    body = response.content.decode()
    lines = body.splitlines()
    return [line for line in lines if "csrfmiddlewaretoken" not in line and 'name="page"' not in line]
