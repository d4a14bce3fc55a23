"""Django's form renderer, with its most used templates as functions, which take a tenth of their time.

The form of a draft has hundreds of inputs, labels and options. What these
functions write is what Django's templates write, byte for byte
(`tests/reviewsite/desk/test_form_renderer.py`).
"""

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.template.base import render_value_in_context
from django.template.context import Context
from django.utils.html import conditional_escape

Values = Mapping[str, Any]
WIDGETS, ERRORS = "django/forms/widgets", "django/forms/errors/list"
OPTION = f"{WIDGETS}/select_option.html"
INPUTS = ("checkbox", "date", "email", "hidden", "input", "number", "password", "text", "time", "url")


class FormRenderer(DjangoTemplates):
    """Renders by a function of this module where there is one for a template."""

    def render(self, template_name, context, request=None):
        write = WRITERS.get(template_name)
        written = write(context) if write else None
        return super().render(template_name, context, request) if written is None else written


def attributes(values: Values) -> str:
    """`attrs.html`"""
    return "".join(
        f" {_escaped(name)}" if value is True else f' {_escaped(name)}="{_escaped(value)}"'
        for name, value in values.items()
        if value is not False
    )


def input_tag(context: Values) -> str:
    """`input.html`"""
    widget = context["widget"]
    value = "" if widget["value"] is None else f' value="{_escaped(widget["value"])}"'
    kind, name = _escaped(widget["type"]), _escaped(widget["name"])
    return f'<input type="{kind}" name="{name}"{value}{attributes(widget["attrs"])}>'


def textarea(context: Values) -> str:
    """`textarea.html`"""
    widget = context["widget"]
    tag = f'<textarea name="{_escaped(widget["name"])}"{attributes(widget["attrs"])}>'
    return f"{tag}\n{_shown(widget['value']) if widget['value'] else ''}</textarea>"


def select(context: Values) -> str | None:
    """`select.html`, unless its options are in named groups or look otherwise"""
    widget = context["widget"]
    options = [option for _name, group, _index in widget["optgroups"] for option in group]
    if any(name for name, *_group in widget["optgroups"]) or any(
        option["template_name"] != OPTION for option in options
    ):
        return None
    tag = f'<select name="{_escaped(widget["name"])}"{attributes(widget["attrs"])}>'
    return f"{tag}{''.join(map(_option, options))}\n</select>"


def _option(option: Values) -> str:
    attrs = attributes(option["attrs"])
    return f'\n  <option value="{_escaped(option["value"])}"{attrs}>{_shown(option["label"])}</option>\n'


def label(context: Values) -> str:
    """`label.html`"""
    if not context["use_tag"]:
        return _shown(context["label"])
    tag = _escaped(context["tag"])
    return f"<{tag}{attributes(context['attrs'] or {})}>{_shown(context['label'])}</{tag}>"


def no_errors(context: Values) -> str | None:
    """`ul.html`, where there is nothing to list"""
    return None if context["errors"] else ""


def _escaped(value: object) -> str:
    """As the filter `stringformat:"s"` leaves it to a template."""
    return value.__html__() if hasattr(value, "__html__") else escape(str(value))


def _shown(value: object) -> str:
    """As a template shows it: also a number or a time."""
    return conditional_escape(value) if isinstance(value, str) else render_value_in_context(value, CONTEXT)


CONTEXT = Context()
WRITERS: dict[str, Callable[[Values], str | None]] = {
    **dict.fromkeys((f"{WIDGETS}/{name}.html" for name in INPUTS), input_tag),
    **dict.fromkeys((f"{ERRORS}/{name}.html" for name in ("default", "ul")), no_errors),
    f"{WIDGETS}/select.html": select,
    f"{WIDGETS}/textarea.html": textarea,
    "django/forms/label.html": label,
}
