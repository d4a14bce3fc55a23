"""The page on which a moderator adopts imported drafts."""

from datetime import date

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cast.models import credits_scope
from films.models import Film
from pagecache.models import changed
from reviews import document as d
from reviews import workflow
from reviews.models import Adoption, Edition, ImportedPost, LeakWaiver
from reviews.workflow.adoptions import tasks
from reviews.workflow.adoptions.candidates import adoptable
from tests.factories import ScaleFactory
from tests.reviews.builders import choice, imported, live, somebody, unread

pytestmark = pytest.mark.django_db
PAGE = "admin:reviews_draft_adopt"


@pytest.fixture
def moderator(client):
    user = somebody("Moderator")
    client.force_login(user)
    return user


def ticked(review):
    shown = choice(review)
    return f"{shown.review}:{shown.digest}:{review.slug}"


@pytest.fixture
def page(client, moderator):
    """The page, after its drafts were checked."""

    def opened():
        return client.post(reverse("admin:reviews_draft_adopt_check"), follow=True).content.decode()

    return opened


def test_the_page_shows_what_readers_would_get_and_no_more(page):
    score = d.Score(scale=ScaleFactory().key, version=1, value=7, maximum=5, divisions=2, word="fine")
    sections = (
        d.Section(kind="opening", heading="Before the rain", text="It begins with rain."),
        d.Section(kind="ending", text="The lake dries up.", spoiler=d.Spoiler(level="ending")),
    )
    review = imported(score=score, sections=sections, seen=d.Seen(guest_of="Lantern Films", format="IMAX"))
    page = page()
    assert all(words in page for words in ("Ada Quill", "Before the rain", "Lantern Films", "IMAX"))
    assert review.get_absolute_url() in page and "3½/5" in page
    assert "first published 4 March 2012" in page and "The Kino Blog" in page
    assert "It begins with rain." in page and "The lake dries up." not in page
    assert "See it on a Sunday." not in page


def test_ticked_drafts_go_live_and_are_taken_back(client, moderator):
    read, unread, left = imported(), imported(), imported()
    answer = client.post(
        reverse(PAGE), {"adopt": [ticked(read), ticked(unread)], "read": [str(read.pk)]}, follow=True
    )
    assert "2 reviews are public." in answer.content.decode()
    adoption = Adoption.objects.get()
    assert answer.redirect_chain[-1][0] == reverse("admin:reviews_draft_adoption", args=[adoption.pk])
    live = dict(Edition.objects.live().values_list("review", "is_unread"))
    assert live == {read.pk: False, unread.pk: True}
    assert [post.review for post in adoptable(moderator)] == [left]
    back = reverse("admin:reviews_draft_take_adoption_back", args=[Adoption.objects.get().pk])
    assert "Nothing was taken back" in client.post(back, follow=True).content.decode()
    assert "Taken back: 2." in client.post(back, {"sure": "on"}, follow=True).content.decode()
    assert not Edition.objects.live().exists()


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"headline": ""}, "Give the review a headline."),
        ({"first": d.FirstPublished(date=date(2009, 5, 1))}, "in 2009, before the year of its film (2011)."),
    ],
)
def test_a_draft_that_stays_one_says_why_and_cannot_be_ticked(client, page, fields, why):
    review = imported(**fields)
    shown = page()
    assert "stays a draft" in shown and why in shown and ticked(review) not in shown
    answer = client.post(reverse(PAGE), {"adopt": [ticked(review)]}, follow=True).content.decode()
    assert "Not adopted: 1." in answer and why in answer and f"/draft/{review.pk}/change/" in answer
    assert not Edition.objects.exists()


def test_what_keeps_a_text_that_was_read_stands_on_the_page(page):
    plot = d.Section(kind="plot", text="She sails away.")
    review = imported(sections=(d.Section(kind="opening", text="It begins with rain."), plot))
    shown = page()
    assert "marked as read, it would stay a draft" in shown and ticked(review) in shown


def test_the_page_costs_as_much_for_many_drafts_as_for_one(client, page):
    def queries(count):
        for _draft in range(count):
            imported()
        page()
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse(PAGE))
        return len(asked)

    assert queries(1) == queries(3)


def _film_changes(review):
    with transaction.atomic():
        changed(Film.objects.get(key=review.revisions.get().document().film.key))


def _credits_change(review):
    with transaction.atomic():
        changed(credits_scope(review.draft.film_id))


def _finding_is_waived(review):
    values = {"pair": "x" * 64, "kind": "finding", "by": review.author, "at": timezone.now()}
    LeakWaiver.objects.create(review=review, reason="Known.", **values)


@pytest.mark.parametrize("change", [_film_changes, _credits_change, _finding_is_waived])
def test_findings_are_kept_until_the_draft_or_its_film_changes(client, page, change):
    review = imported()
    page()
    before = ImportedPost.objects.get()
    assert ticked(review) in client.get(reverse(PAGE)).content.decode()
    change(review)
    shown = client.get(reverse(PAGE)).content.decode()
    assert "1 draft of this page is not checked yet." in shown and ticked(review) not in shown
    assert ticked(review) in page()
    assert ImportedPost.objects.get().findings_stamp != before.findings_stamp


def test_findings_are_kept_until_the_settings_change(client, page, settings):
    imported(verdict=d.Verdict())
    assert "stays a draft" not in page()
    settings.VERDICT_REQUIRED = True
    assert "not checked yet" in client.get(reverse(PAGE)).content.decode()
    assert "stays a draft" in page()


def test_what_was_shown_as_sound_is_checked_again_when_it_is_adopted(client, page, settings):
    review = imported(verdict=d.Verdict())
    page()
    settings.VERDICT_REQUIRED = True
    answer = client.post(reverse(PAGE), {"adopt": [ticked(review)]}, follow=True).content.decode()
    assert "Write a verdict" in answer and not Edition.objects.exists()


def test_an_address_that_changed_meanwhile_is_not_adopted(client, page):
    review = imported()
    shown = ticked(review)
    type(review).objects.filter(pk=review.pk).update(slug="the-butler-did-it")
    answer = client.post(reverse(PAGE), {"adopt": [shown]}, follow=True).content.decode()
    assert "another address than on the page" in answer and not Edition.objects.exists()


def test_without_a_worker_an_adoption_goes_on_from_its_page(client, page, monkeypatch):
    monkeypatch.setattr(tasks, "SECONDS_IN_A_REQUEST", 0)
    drafts = [ticked(imported()) for _draft in range(2)]
    answer = client.post(reverse(PAGE), {"adopt": drafts}, follow=True).content.decode()
    assert "1 of 2" in answer and "data-go-on" in answer
    adoption = Adoption.objects.get()
    assert f"/adopt/{adoption.pk}/take-back/" in client.get(reverse(PAGE)).content.decode()
    go_on = reverse("admin:reviews_draft_adoption_go_on", args=[adoption.pk])
    for _press in range(2):
        answer = client.post(go_on, follow=True).content.decode()
    assert "2 reviews are public." in answer and "data-go-on" not in answer


def test_taking_back_calls_off_what_is_left(client, page, moderator, monkeypatch):
    monkeypatch.setattr(tasks, "SECONDS_IN_A_REQUEST", 0)
    client.post(reverse(PAGE), {"adopt": [ticked(imported()) for _draft in range(2)]})
    adoption = Adoption.objects.get()
    assert workflow.take_back(adoption, by=moderator) == {"taken back": 1}
    client.post(reverse("admin:reviews_draft_adoption_go_on", args=[adoption.pk]))
    assert not Edition.objects.live().exists()


@pytest.mark.parametrize("values", [{}, {"adopt": ["x:y", "", "99999999999999999999:a", "1:", "1:\0:a"]}])
def test_nothing_chosen_is_refused_with_a_sentence(client, moderator, values):
    page = client.post(reverse(PAGE), values, follow=True).content.decode()
    assert "Choose between one and 100 reviews." in page


def test_authors_adopt_nothing(client):
    review = imported()
    client.force_login(somebody("Author"))
    assert client.post(reverse(PAGE), {"adopt": [ticked(review)]}).status_code == 403
    assert client.post(reverse("admin:reviews_draft_adopt_check")).status_code == 403
    assert not Edition.objects.exists()


def test_authors_see_no_adoption_and_go_on_with_none(client):
    review = unread().review
    client.force_login(review.author)
    at = [Adoption.objects.get().pk]
    assert client.get(reverse("admin:reviews_draft_adoption", args=at)).status_code == 403
    assert client.post(reverse("admin:reviews_draft_adoption_go_on", args=at)).status_code == 403


def test_the_desk_says_what_nobody_has_read_and_how_to_end_it(client, moderator):
    review, read = unread().review, live().review
    drafts = reverse("admin:reviews_draft_changelist")
    assert client.get(drafts).content.decode().count("live; not read here") == 1
    page = client.get(drafts, {"state": "unread"}).content.decode()
    assert f"/draft/{review.pk}/change/" in page and f"/draft/{read.pk}/change/" not in page
    client.force_login(review.author)
    form = client.get(reverse("admin:reviews_draft_change", args=[review.pk])).content.decode()
    assert "Submit it: once it is read and approved" in " ".join(form.split())
    assert "These are the very words that readers get already." not in form
    assert 'name="_submit"' in form
