"""Old documents in a changed world."""

import re

import pytest
from django.db.models import ProtectedError

from cast.flagging import flag
from cast.models import CreditCharacter
from keys.models import rekey
from ratings.models import Scale, ScaleStep
from reviews import document as d
from reviews import workflow
from reviews.drafts import freeze
from reviews.models import Revision
from tests.factories import (
    CharacterFactory,
    CreditFactory,
    FilmFactory,
    FranchiseFactory,
    InstalmentFactory,
    PersonFactory,
)
from tests.reviews.builders import correction, document, live, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    film = FilmFactory(title="The Lighthouse", slug="lighthouse")
    credit = CreditFactory(film=film, person=PersonFactory(name="Ida Holm", slug="ida-holm"))
    CreditCharacter.objects.create(credit=credit, character=CharacterFactory(name="Mina"))
    scale = Scale.objects.create(name="Five lamps", version=1, maximum=5, divisions=2)
    ScaleStep.objects.create(scale=scale, value=7, word="good")
    score = d.Score(scale=scale.key, version=1, value=7, maximum=5, divisions=2, word="good")
    note = d.CastNote(
        credits=(credit.key,), name="Ida Holm", role="Mina", text="She whispers the whole part."
    )
    return live(document(film, cast_notes=(note,), score=score))


def page_of(client, edition) -> str:
    response = client.get(edition.review.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


def test_a_document_outlives_every_change_of_the_world(client, edition, monkeypatch):
    film, revision = edition.film, edition.revision
    credit = film.credits.get()
    content, words = bytes(revision.content), revision.document()

    rekey(film)
    rekey(credit)
    credit.characters.update(name="Old Mina")
    with pytest.raises(ProtectedError):
        credit.person.delete()
    with pytest.raises(ProtectedError):
        credit.delete()
    Scale.objects.update(in_use=False)
    Scale.objects.create(name="Ten lamps", version=2, maximum=10, divisions=1)
    ScaleStep.objects.update(word="rather good")
    assert "She whispers the whole part." in page_of(client, edition)
    assert "good" in page_of(client, edition)

    later = d.FORMAT + 1
    upgrades = {later - 1: lambda values: values | {"format": later}}
    monkeypatch.setattr("reviews.document.document.FORMAT", later)
    monkeypatch.setattr("reviews.document.document.UPGRADES", upgrades)
    assert Revision.objects.get(pk=revision.pk).document() == d.replace(words, format=later)
    monkeypatch.undo()

    kept = Revision.objects.get(pk=revision.pk)
    assert bytes(kept.content) == content
    assert kept.digest == d.digest(content)

    workflow.restore(kept, by=edition.review.author)
    thawed = freeze(edition.review.draft)
    assert thawed.cast_notes[0].role == "Mina"
    assert thawed.score == words.score
    credit.refresh_from_db()
    film.refresh_from_db()
    renewed = d.dumps(words).replace(str(words.film.key).encode(), str(film.key).encode())
    renewed = renewed.replace(str(words.cast_notes[0].credits[0]).encode(), str(credit.key).encode())
    assert d.dumps(thawed) == renewed


def test_flagging_a_credit_withholds_every_note_on_it_at_once(client, edition):
    credit = edition.film.credits.get()
    assert "She whispers" in page_of(client, edition)
    flag(credit, level="major")
    page = page_of(client, edition)
    assert "She whispers" not in page
    assert "Ida Holm" not in page
    assert "She whispers" in client.get(f"{edition.review.get_absolute_url()}spoilers/").content.decode()


def test_a_withheld_note_names_the_films_that_its_credit_gives_away(client, edition):
    other, franchise = FilmFactory(title="The Other Film"), FranchiseFactory()
    flag(edition.film.credits.get(), level="ending", scope=[other])
    assert re.search(r"Ending, for <cite[^>]*>another film</cite>", page_of(client, edition))
    for film in (edition.film, other):
        InstalmentFactory(franchise=franchise, film=film)
    assert re.search(r"Ending, for <cite[^>]*>The Other Film</cite>", page_of(client, edition))


def test_unflagging_shows_nothing_until_the_review_is_approved_again(client, edition):
    credit = edition.film.credits.get()
    flag(credit, level="major")
    flag(credit, level="")
    assert "She whispers" not in page_of(client, edition)
    correction(edition.review, "Approved again")
    assert "She whispers" in page_of(client, edition)


def test_a_note_tied_by_a_former_key_is_withheld_too(client, edition):
    credit = edition.film.credits.get()
    rekey(credit)
    flag(credit, level="ending")
    page = page_of(client, edition)
    assert "She whispers" not in page
    assert re.search(r"Ending", page)


def test_a_moderators_tightening_does_not_launder_a_rewrite_of_theirs():
    edition = live()
    review, moderator = edition.review, somebody("Moderator")
    from tests.reviews.builders import approved, rewritten

    rewritten(review, moderator, headline="All mine")
    text = edition.revision.document()
    marked = d.replace(text, verdict=d.replace(text.verdict, text=">!See it on a Sunday.!<"))
    workflow.tighten(review, document=marked, by=somebody("Moderator"), reason="It gives the day away.")
    submission = workflow.submit(review, by=review.author)
    with pytest.raises(workflow.Refused, match="words of their own"):
        approved(submission, moderator)
