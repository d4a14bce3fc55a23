"""Fifth door: a review is taken down, and its preview links go on telling it.

What was published leads to its page: `tests/reviews/previews/test_links_that_lead_elsewhere.py`.
"""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from reviews import workflow
from reviews.models import PreviewLink
from tests.reviews.builders import begun, live, rewritten, somebody
from tests.reviews.doors.newsroom import approve, status, step, submit

pytestmark = pytest.mark.django_db


def shared(client, user, review, number=None):
    """A link for the full text of a revision, made at the desk."""
    until = f"{timezone.localtime() + timedelta(days=7):%Y-%m-%dT%H:%M}"
    number = number or review.revisions.first().number
    values = {"recipient": "Joan", "until": until, "is_full": "on", "revision": number}
    assert step(client, user, review, "share", **values).startswith("The link for Joan is made")
    return PreviewLink.objects.latest("pk")


def answers(client, *links):
    """What strangers get at each: of the safe text and of the full one, which are always alike."""
    statuses = []
    for link in links:
        safe, full = (
            status(client, reverse(f"previews:{view}", args=[link.token])) for view in ("safe", "full")
        )
        assert safe == full
        statuses.append(safe)
    return statuses


def taken_down(client, review):
    return step(client, somebody("Moderator"), review, "take-down", reason="Rights.")


def test_a_take_down_suspends_links_made_before_and_after_it_was_live_and_says_how_many(client):
    review = begun()
    before = shared(client, review.author, review)
    submission = workflow.submit(review, by=review.author)
    approve(client, somebody("Moderator"), submission)
    published = shared(client, review.author, review)
    rewritten(review, review.author, headline="Corrected")
    after = shared(client, review.author, review)
    assert answers(client, before, published, after) == [302, 302, 200]

    assert taken_down(client, review).endswith("3 preview links are suspended.")

    assert status(client, review.get_absolute_url()) == 410
    assert answers(client, before, published, after) == [404, 404, 404]


def test_a_suspended_link_stays_so_when_the_review_comes_back(client):
    review = live().review
    published, moderator = shared(client, review.author, review), somebody("Moderator")
    taken_down(client, review)
    submit(client, review, headline="Corrected")
    assert approve(client, moderator, review.submissions.open().get(), kind="fix").startswith("Approved")

    assert status(client, review.get_absolute_url()) == 200
    assert answers(client, published, shared(client, review.author, review, 1)) == [404, 302]


def test_a_closed_account_closes_its_links_of_every_review_and_opens_them_with_it(client):
    editor, one, other = somebody("Editor"), begun(), live().review
    rewritten(other, other.author, headline="Corrected")
    links = [shared(client, editor, one), shared(client, editor, other), shared(client, other.author, other)]

    type(editor).objects.filter(pk=editor.pk).update(is_active=False)
    assert answers(client, *links) == [404, 404, 200]
    type(editor).objects.filter(pk=editor.pk).update(is_active=True)
    assert answers(client, *links) == [200, 200, 200]


def test_what_is_made_of_a_text_that_was_taken_down_is_suspended_by_the_next_take_down(client):
    """Its maker knows that it is down; nobody else takes it for public."""
    review = live().review
    taken_down(client, review)
    anew = shared(client, review.author, review)
    assert answers(client, anew) == [200]
    rewritten(review, review.author, headline="Corrected")
    workflow.submit(review, by=review.author)
    approve(client, somebody("Moderator"), review.submissions.open().get(), kind="fix")
    assert answers(client, anew) == [302]

    assert taken_down(client, review).endswith("1 preview link is suspended.")
    assert answers(client, anew) == [404]
