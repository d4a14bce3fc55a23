"""Posting a form of the desk as a browser does: everything that stands in it, but for what is changed."""

from django.contrib.messages import get_messages
from django.urls import reverse

from reviews.models import Embargo


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


def on_screen(review) -> dict[str, str]:
    """The hidden fields of every step, as the pages of a review would carry them now."""
    live, coming = review.editions.live().first(), review.editions.upcoming().first()
    film = review.draft.film
    rows = list(Embargo.objects.of(film=film, review=review))
    in_force = Embargo.objects.of(film=film, review=review).in_force()
    shown = {"film_until" if row.film_id else "review_until": row.until.isoformat() for row in rows}
    shown |= {
        "film": str(film or ""),
        "shown_slug": review.slug,
        "shown_revision": review.revisions.values_list("number", flat=True).first(),
        "shown_live": live and live.number,
        "shown_coming": coming and coming.number,
        "shown_live_from": coming and coming.live_from.isoformat(),
        "shown_public_from": coming and coming.public_from.isoformat(),
        "shown_until": max((row.until.isoformat() for row in in_force), default=""),
    }
    return {name: "" if value is None else value for name, value in shown.items()}
