"""Changes to make at the desk: of each field and row in the forms of what public pages show."""

from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.urls import reverse

from pagecache.admin import PublicModelAdmin


def public_rows():
    """The addresses of the forms of three rows of each model that public pages show."""
    for model, model_admin in admin.site._registry.items():
        if isinstance(model_admin, PublicModelAdmin) or model is User:
            name = f"admin:{model._meta.app_label}_{model._meta.model_name}_change"
            for row in model._default_manager.order_by("pk")[:3]:
                yield reverse(name, args=[row.pk])


def other_value(field, value):
    """Another value that the field takes, or None."""
    widget = field.field
    match widget:
        case forms.BooleanField():
            return None if value else "on"
        case forms.ModelMultipleChoiceField():
            others = [row.pk for row in widget.queryset[:3] if row.pk not in (value or [])]
            return [str(others[0])] if others else []
        case forms.ModelChoiceField():
            return next((str(row.pk) for row in widget.queryset[:4] if str(row.pk) != str(value)), None)
        case forms.ChoiceField():
            return next((str(key) for key, _ in widget.choices if key and str(key) != str(value)), None)
        case forms.DateField():
            return "2001-02-03"
        case forms.IntegerField():
            return str(int(value or 1) + 1)
        case forms.SlugField():
            return f"{value}-x"
        case forms.CharField() if not isinstance(widget, forms.URLField):
            return f"{value or ''} X"
    return None


def changes_of(client, address):
    """(what, values to post) for each field and each row of a form."""
    context = client.get(address).context
    if not context or "adminform" not in context:
        return
    rows = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        rows += inline.formset.initial_forms
    for form in rows:
        for name in form.fields:
            if name in ("id", "password", "DELETE") or form.fields[name].disabled:
                if name == "DELETE":
                    yield f"delete {form.prefix}", {form["DELETE"].html_name: "on"}
                continue
            value = other_value(form[name], form[name].value())
            if value is not None:
                yield f"{form.prefix or ''} {name}", {form[name].html_name: value}
