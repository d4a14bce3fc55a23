"""The deciding screen compares with what whoever decides last saw there."""

import pytest
from django.urls import reverse

from reviews import workflow
from reviews.models import Read
from tests.reviews.builders import approved, begun, rewritten, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator():
    return somebody("Moderator")


def handed_in(review, **fields):
    if fields:
        rewritten(review, review.author, **fields)
    return workflow.submit(review, by=review.author)


def shown(client, submission, **asked):
    address = reverse("admin:reviews_draft_submission", args=[submission.review_id, submission.pk])
    return client.get(address, asked).context


def test_the_first_time_there_is_nothing_to_compare_with(client, moderator):
    client.force_login(moderator)

    assert shown(client, handed_in(begun()))["against"] is None


def test_what_came_back_is_compared_with_what_was_seen_without_asking(client, moderator):
    client.force_login(moderator)
    review = begun()
    first = handed_in(review)
    shown(client, first)
    workflow.request_changes(first, moderator=moderator, reason="Shorter.")
    rewritten(review, review.author, dek="Between.")
    second = handed_in(review, headline="Shorter")

    for _time in range(2):  # opened again, it is still compared with what was seen before
        context = shown(client, second)
        assert context["against"] == context["last_seen"] == first.revision
    changed = {part.group for part in context["comparison"].changed}
    assert changed == {"Front"}


def test_it_can_be_compared_with_the_live_edition_and_any_revision_as_well(client, moderator):
    client.force_login(moderator)
    review = begun()
    first = handed_in(review)
    approved(first)
    second = handed_in(review, headline="Second")
    shown(client, second)
    workflow.request_changes(second, moderator=moderator, reason="Again.")
    third = handed_in(review, headline="Third")

    assert shown(client, third)["against"] == second.revision
    assert shown(client, third, against="live")["against"] == first.revision
    assert shown(client, third, against="1")["against"] == first.revision
    assert shown(client, third, against="0")["against"] is None


def test_somebody_else_compares_with_what_they_saw_themselves(client, moderator):
    review = begun()
    first = handed_in(review)
    client.force_login(moderator)
    shown(client, first)
    workflow.withdraw(first, by=review.author)
    second = handed_in(review, headline="Second")
    client.force_login(somebody("Moderator"))

    assert shown(client, second)["against"] is None


def test_an_author_who_looks_at_a_submission_reads_nothing_to_decide(client):
    review = begun()
    client.force_login(review.author)

    shown(client, handed_in(review))

    assert not Read.objects.exists()
