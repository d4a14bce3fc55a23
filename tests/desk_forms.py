"""Posting a form of the desk as a browser does: everything that stands in it, but for what is changed."""

from django.contrib.messages import get_messages
from django.urls import reverse


def form_pressed(client, user, review, button, **values):
    """Press a button of a draft's form as this person, with these values in it: the sentences it said."""
    client.force_login(user)
    address = reverse("admin:reviews_draft_change", args=[review.pk])
    response = client.post(address, filled(client.get(address), **values, **{button: "1"}))
    assert response.status_code == 302
    return [str(message) for message in get_messages(response.wsgi_request)]


def filled(response, **changes):
    """The values of a change form as it was served, with `changes` in place of some."""
    context = response.context
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    values = {form[name].html_name: _posted(form[name]) for form in forms for name in form.fields}
    values |= {f"{form.prefix}-key": form.key for form in forms if getattr(form, "key", "")}
    return {name: value for name, value in (values | changes).items() if value is not None}


def _posted(field):
    value = field.value()
    if isinstance(value, list | tuple):
        return [getattr(item, "pk", item) for item in value]
    return None if value is False or value == "" else field.field.prepare_value(value)
