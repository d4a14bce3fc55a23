"""Renaming a review: its address tells nothing that spoils."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from reviews import document as d
from reviews import workflow
from reviews.models import AuditLogEntry, FormerSlug
from reviews.workflow import Refused
from tests.factories import FilmFactory
from tests.reviews.builders import begun, document, live, rewritten, somebody

pytestmark = pytest.mark.django_db

ENDING = "The keeper burns the lighthouse and drowns his brother."


@pytest.fixture
def moderator():
    return somebody("Moderator")


def hiding(film=None, text=ENDING, **fields):
    ending = d.Section(kind="ending", text=text, spoiler=d.Spoiler(level="ending"))
    return document(film, sections=(d.Section(kind="opening", text="It begins with rain."), ending), **fields)


def pressed(client, user, review, name, **values):
    """Press a step as this person: the sentences it said."""
    client.force_login(user)
    response = client.post(reverse("admin:reviews_draft_do", args=[review.pk, name]), values)
    assert response.status_code == 302
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def refused(review, slug, by):
    """The sentence of a refused rename, after which nothing is written."""
    before = review.slug, AuditLogEntry.objects.count(), FormerSlug.objects.count()
    with pytest.raises(Refused) as refusal:
        workflow.rename(review, slug=slug, by=by)
    review.refresh_from_db()
    assert (review.slug, AuditLogEntry.objects.count(), FormerSlug.objects.count()) == before
    return str(refusal.value)


# The leak check


@pytest.mark.parametrize("slug", ["keeper-burns-lighthouse", "drowns-his-brother", "the-burning-lighthouse"])
def test_an_address_that_tells_the_ending_is_refused_and_the_sentence_does_not_tell_it(moderator, slug):
    sentence = refused(live(hiding()).review, slug, moderator)
    assert "may give away" in sentence
    assert not {"keeper", "lighthouse", "brother"} & set(sentence.lower().split())


def test_so_is_one_that_tells_what_only_the_draft_or_only_the_live_edition_hides(moderator):
    review = live(hiding()).review
    rewritten(review, review.author, sections=hiding(text="The nurse forged every letter.").sections)

    assert "may give away" in refused(review, "nurse-forged-letter", moderator)
    assert "may give away" in refused(review, "keeper-burns-lighthouse", moderator)


def test_so_is_one_that_tells_what_another_review_of_the_film_hides(moderator):
    film = FilmFactory(title="The Long Lamp")
    live(hiding(film))
    assert "may give away" in refused(begun(document(film)), "keeper-burns-lighthouse", moderator)


def test_a_refused_address_is_said_at_the_desk_and_nothing_moves(client, moderator):
    review = live(hiding()).review
    said = pressed(client, moderator, review, "rename", slug="keeper-burns", shown_slug=review.slug)
    assert "may give away" in said
    assert client.get("/reviews/a-quiet-week/").status_code == 200
    assert client.get("/reviews/keeper-burns/").status_code == 404
