"""Adopting imported drafts: four eyes, exact bytes, and nothing that a typed date buys."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from reviews import document as d
from reviews import workflow
from reviews.models import (
    Adoption,
    AdoptionChoice,
    AuditLogEntry,
    Edition,
    Submission,
)
from reviews.workflow import Refused
from reviews.workflow.adoptions.candidates import adoptable
from tests.factories import FilmFactory
from tests.reviews.builders import (
    LONG_AGO,
    approved,
    begun,
    choice,
    document,
    imported,
    live,
    refused,
    rewritten,
    somebody,
    submitted,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator():
    return somebody("Moderator")


def adopted(review, moderator, **fields):
    adoption = workflow.adopt([choice(review, **fields)], moderator=moderator)
    assert not refused(adoption)
    return adoption


def refusal(review, moderator, **fields):
    adoption = workflow.adopt([choice(review, **fields)], moderator=moderator)
    assert not review.editions.exists() and not review.submissions.exists()
    return refused(adoption)[review.pk]


@pytest.mark.engines
def test_an_adopted_draft_is_live_at_once_under_its_own_day_and_unread(moderator):
    review = imported()
    adopted(review, moderator)
    edition = Edition.objects.live().get()
    assert edition.is_unread and edition.review == review
    assert edition.listed_at.date() == LONG_AGO.date
    entries = AuditLogEntry.objects.filter(review=review).values_list("step", "by", "detail")
    assert list(entries.order_by("pk"))[2:] == [("adopt", moderator.pk, "not read")]


def test_one_that_was_read_is_live_as_any_other(moderator):
    review = imported()
    adopted(review, moderator, is_read=True)
    assert not Edition.objects.live().get().is_unread


@pytest.mark.engines
def test_nobody_adopts_words_of_their_own(moderator):
    review = imported(author=moderator)
    assert refusal(review, moderator) == "Nobody adopts words of their own."
    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.create(
            review=review,
            revision=review.revisions.get(),
            state="approved",
            submitted_by=somebody("Author"),
            submitted_at=timezone.now(),
            moderator=moderator,
            decided_at=timezone.now(),
            adoption=Adoption.objects.create(by=moderator, at=timezone.now()),
        )


def test_only_the_bytes_on_the_page_are_adopted(moderator):
    review = imported()
    shown = choice(review)
    rewritten(review, review.author, headline="Other words")
    adoption = workflow.adopt([shown], moderator=moderator)
    assert "changed since it was imported" in refused(adoption)[review.pk]
    assert not review.editions.exists()


def test_a_draft_that_no_import_made_is_none(moderator):
    review = begun(document(FilmFactory(year=2011), first_published=LONG_AGO))
    assert "changed since it was imported" in refusal(review, moderator)


@pytest.mark.parametrize("first", [d.FirstPublished(), d.FirstPublished(date=timezone.localdate())])
def test_only_what_is_older_than_the_house_is_an_archive(moderator, first):
    live()
    assert "no day of first publication before" in refusal(imported(first), moderator)


def test_a_day_between_the_first_edition_and_now_buys_nothing(moderator):
    edition = live()
    long_ago = timezone.now() - timedelta(days=900)
    Edition.objects.filter(pk=edition.pk).update(live_from=long_ago, public_from=long_ago)
    recent = d.FirstPublished(date=timezone.localdate() - timedelta(days=30))
    assert "no day of first publication before" in refusal(imported(recent), moderator)


def test_a_day_before_the_year_of_the_film_is_none(moderator):
    assert "in 2010, before the year of its film (2011)" in refusal(
        imported(d.FirstPublished(date=date(2010, 12, 31))), moderator
    )
    adopted(imported(d.FirstPublished(date=date(2011, 1, 1))), moderator)


def test_a_draft_with_what_blocks_stays_one(moderator):
    assert "headline" in refusal(imported(headline=""), moderator)


def test_a_draft_that_was_submitted_is_decided_on_as_any_other(moderator):
    review = imported()
    workflow.submit(review, by=review.author)
    adoption = workflow.adopt([choice(review)], moderator=moderator)
    assert "was submitted" in refused(adoption)[review.pk]


def test_of_two_moderators_one_adopts_a_draft(moderator):
    review = imported()
    adopted(review, moderator)
    second = workflow.adopt([choice(review)], moderator=somebody("Moderator"))
    assert "somebody adopted it" in refused(second)[review.pk]
    assert Submission.objects.get().moderator == moderator


def test_one_refused_stops_no_other_and_a_hundred_are_the_most(moderator):
    good, bad = imported(), imported(headline="")
    adoption = workflow.adopt([choice(bad), choice(good)], moderator=moderator)
    assert list(refused(adoption)) == [bad.pk] and adoption.submissions.get().review == good
    for count in (0, 101):
        with pytest.raises(Refused, match="between one and 100"):
            workflow.adopt([choice(good)] * count, moderator=moderator)


def test_an_unread_text_is_approved_as_any_other_and_then_read(moderator):
    review = imported()
    adopted(review, moderator)
    approved(workflow.submit(review, by=review.author))
    assert not Edition.objects.live().get().is_unread


def test_hiding_more_of_an_unread_text_leaves_it_unread(moderator):
    review = imported()
    adopted(review, moderator)
    text = review.revisions.first().document()
    hidden = d.replace(text.sections[0], spoiler=d.Spoiler(level="major"))
    tightened = d.replace(text, sections=(hidden, *text.sections[1:]))
    workflow.tighten(review, document=tightened, by=moderator, reason="Careful.")
    assert Edition.objects.live().get().is_unread


@pytest.mark.engines
def test_an_adoption_is_taken_back_as_if_it_had_never_been(moderator, client):
    review = imported()
    adoption = adopted(review, moderator)
    address = review.get_absolute_url()
    assert client.get(address).status_code == 200
    assert workflow.take_back(adoption, by=moderator) == {"taken back": 1}
    assert client.get(address).status_code == 404
    with pytest.raises(Refused, match="taken back before"):
        workflow.take_back(Adoption.objects.get(), by=moderator)
    assert list(adoptable(moderator)) == list(review.imported_posts.all())
    again = adopted(review, moderator)
    assert client.get(address).status_code == 200
    assert workflow.take_back(again, by=moderator) == {"taken back": 1}


def test_what_was_decided_on_since_stays(moderator):
    review, other = imported(), imported()
    adoption = workflow.adopt([choice(review), choice(other)], moderator=moderator)
    approved(workflow.submit(review, by=review.author))
    assert workflow.take_back(adoption, by=moderator) == {"taken back": 1, "kept": 1}
    assert Edition.objects.live().get().review == review


def test_after_a_day_it_is_too_late(moderator):
    adoption = adopted(imported(), moderator)
    Adoption.objects.update(at=timezone.now() - timedelta(hours=25))
    with pytest.raises(Refused, match="too late"):
        workflow.take_back(Adoption.objects.get(pk=adoption.pk), by=moderator)


def test_what_may_be_adopted_is_found(moderator):
    good, changed, recent, own, waiting = (
        imported(),
        imported(),
        imported(d.FirstPublished(date=timezone.localdate())),
        imported(author=moderator),
        imported(),
    )
    rewritten(changed, changed.author, headline="Other words")
    workflow.submit(waiting, by=waiting.author)
    submitted()
    assert [post.review for post in adoptable(moderator)] == [good]
    assert recent != own


def test_erasing_a_review_takes_what_was_chosen_of_it_along(moderator):
    review, other = imported(headline=""), imported()
    workflow.adopt([choice(review), choice(other)], moderator=moderator)
    submitted_again = rewritten(review, review.author, headline="Other words")
    approved(workflow.submit(review, by=submitted_again.saved_by))
    workflow.erase_review(review, order="LG Wien, 7 Cg 12/26", by=somebody("Chief"))
    assert [row.review for row in AdoptionChoice.objects.all()] == [other]
