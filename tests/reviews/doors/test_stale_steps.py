"""Sixth door: a form that was opened before something changed does what nobody meant.

The table of every step and change: `tests/reviews/desk/test_stale_forms.py`, by HTTP as well.
"""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from reviews import workflow
from reviews.models import Embargo
from tests.reviews.builders import approved, begun, correction, live, somebody
from tests.reviews.desk.test_stale_forms import written
from tests.reviews.doors.newsroom import status, step
from tests.reviewsite.desk_forms import on_screen

pytestmark = [pytest.mark.django_db, pytest.mark.engines]
NOW = timezone.now().replace(second=0, microsecond=0)
TOMORROW, NEXT_WEEK = NOW + timedelta(days=1), NOW + timedelta(days=7)
REASON = {"reason": "Typed with care."}


@pytest.fixture
def moderator():
    return somebody("Moderator")


def held(moderator):
    """Approved, and under an embargo until tomorrow."""
    review = begun()
    workflow.set_embargo(review=review, until=TOMORROW, by=moderator)
    approved(workflow.submit(review, by=review.author))
    return review


def refused(client, user, review, name, **values):
    """What a step said that wrote nothing."""
    client.force_login(user)
    before = written()
    message = step(client, user, review, name, **values)
    assert written() == before
    return message


def test_an_old_form_lifts_no_embargo_that_somebody_extended(client, moderator):
    review = held(moderator)
    old = on_screen(review) | REASON | {"embargo": Embargo.objects.get().pk, "sure": "on"}
    workflow.set_embargo(review=review, until=NEXT_WEEK, by=somebody("Chief"))

    message = refused(client, moderator, review, "lift-embargo", **old)

    assert "This changed since you opened the page: the end of the embargo was" in message
    assert status(client, review.get_absolute_url()) == 404
    assert refused(client, moderator, review, "lift-embargo", **old | on_screen(review) | {"sure": ""})
    step(client, moderator, review, "lift-embargo", **old | on_screen(review))
    assert status(client, review.get_absolute_url()) == 200


def test_an_earlier_end_needs_the_tick(client, moderator):
    review, earlier = held(moderator), f"{timezone.localtime() + timedelta(hours=1):%Y-%m-%dT%H:%M}"

    message = refused(client, moderator, review, "embargo", of="review", until=earlier, **REASON)

    assert "Tick that you lift it in your name." in message


def test_a_take_down_hits_no_edition_that_its_moderator_never_saw(client, moderator):
    review = live().review
    old = on_screen(review) | REASON
    correction(review, "Corrected")

    message = refused(client, moderator, review, "take-down", **old)

    assert "the live edition was 1, is now 2" in message
    assert status(client, review.get_absolute_url()) == 200


# Variants: the form shows nothing, what is no value, or what another review shows.


FORMS = [
    ("take-down", live, {}),
    ("rename", live, {"slug": "elsewhere"}),
    ("share", live, {"recipient": "Joan", "revision": "1", "until": f"{NEXT_WEEK:%Y-%m-%dT%H:%M}"}),
    ("lift-embargo", held, {"sure": "on"}),
    ("embargo", held, {"of": "review", "until": f"{NEXT_WEEK:%Y-%m-%dT%H:%M}"}),
    ("reschedule", held, {"at": f"{NEXT_WEEK:%Y-%m-%dT%H:%M}"}),
    ("unschedule", held, {}),
]


@pytest.mark.parametrize("shown", ["", "tomorrow", "2", None])
def test_a_form_that_shows_nothing_or_no_value_does_nothing(client, moderator, shown):
    reviews = {live: live().review, held: held(moderator)}
    values = {"embargo": Embargo.objects.get().pk, "edition": reviews[held].editions.get().pk} | REASON
    client.force_login(moderator)
    before = written()

    for name, arranged, typed in FORMS:
        fields = {} if shown is None else dict.fromkeys(on_screen(reviews[arranged]), shown)
        address = reverse("admin:reviews_draft_do", args=[reviews[arranged].pk, name])
        assert client.post(address, fields | values | typed).status_code == 302

    assert written() == before


def test_nor_does_one_that_shows_the_edition_of_another_review(client, moderator):
    one, other = live().review, live().review
    correction(other, "Corrected")

    assert "the live edition was 2, is now 1" in refused(
        client, moderator, one, "take-down", **on_screen(other) | REASON
    )
