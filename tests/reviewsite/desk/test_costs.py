"""What a page of the desk costs in function calls, which no busy machine moves."""

import cProfile
import pstats

import pytest
from django.urls import reverse

from reviews import workflow
from tests.reviews.builders import live, rewritten, somebody, submitted

pytestmark = pytest.mark.django_db

MARGIN = 1.1
# Calls, as they are now.
COSTS = {"newsroom": 47_300, "list": 39_400, "comparing": 20_000, "deciding": 86_900}


def calls(client, address: str) -> int:
    """Of a page that was asked for before; the least of three times: a collection of garbage counts."""
    for _time in range(2):
        assert client.get(address).status_code == 200
    return min(_calls_once(client, address) for _time in range(3))


def _calls_once(client, address: str) -> int:
    profile = cProfile.Profile()
    profile.runcall(client.get, address)
    return pstats.Stats(profile).total_calls


def test_a_page_takes_as_many_calls_as_before(client):
    client.force_login(somebody("Moderator"))
    review = live().review
    rewritten(review, review.author, headline="Another week")
    submission = workflow.submit(review, by=review.author)
    for _number in range(3):
        live(), submitted()
    lists = reverse("admin:reviews_draft_changelist")
    pages = {
        "newsroom": reverse("admin:index"),
        "list": f"{lists}?state=live",
        "comparing": f"{reverse('admin:reviews_draft_compare', args=[review.pk])}?from=1&to=2",
        "deciding": reverse("admin:reviews_draft_submission", args=[review.pk, submission.pk]),
    }
    found = {name: calls(client, address) for name, address in pages.items()}
    more = {name: (found[name], bound) for name, bound in COSTS.items() if found[name] > bound * MARGIN}
    assert not more, "more calls than before (found, before)"
