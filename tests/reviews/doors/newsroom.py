"""What a newsroom does, by HTTP: send the form of a draft, press a step, read a page."""

from django.contrib.auth import SESSION_KEY
from django.contrib.messages import get_messages
from django.urls import reverse

from tests.reviewsite.desk_forms import form_pressed, on_screen


def submit(client, review, **values):
    """Send the form of the draft with its author's button *Submit*; returns what it said."""
    return form_pressed(client, review.author, review, "_submit", **values)[-1]


def step(client, user, review, name, **values):
    """Press a step as this person, with what its page shows now; returns what it said."""
    if client.session.get(SESSION_KEY) != str(user.pk):  # a login is written down
        client.force_login(user)
    address = reverse("admin:reviews_draft_do", args=[review.pk, name])
    answer = client.post(address, on_screen(review) | values)
    *_before, last = get_messages(answer.wsgi_request)
    return str(last)


def approve(client, moderator, submission, **values):
    values |= {"submission": submission.pk, "digest": submission.revision.digest}
    return step(client, moderator, submission.review, "approve", **values)


def page(client, address):
    """A page as a stranger gets it."""
    client.logout()
    return client.get(address).content.decode()


def status(client, address):
    client.logout()
    return client.get(address).status_code
