"""An embargo: nothing approved under it is seen anywhere, setting and lifting one is an act of somebody."""

import datetime
from datetime import UTC
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse

from reviews import workflow
from reviews.models import AuditLogEntry, Edition, Embargo, Step
from tests.factories import FilmFactory
from tests.reviews.builders import approved, begun, correction, document, live, rewritten, somebody, submitted
from tests.reviewsite.desk_forms import on_screen

pytestmark = [pytest.mark.django_db, pytest.mark.engines]
NOW = datetime.datetime(2026, 6, 1, 12, tzinfo=UTC)
UNTIL = NOW + datetime.timedelta(days=2)
WORD = "zanzibar"
FAR = datetime.datetime(2099, 6, 1, tzinfo=UTC)


@pytest.fixture
def moderator(client):
    user = somebody("Moderator")
    client.force_login(user)
    return user


def press(client, review, step, **values):
    url = reverse("admin:reviews_draft_do", args=[review.pk, step])
    return client.post(url, on_screen(review) | values, follow=True)


def surfaces(review, film):
    """Every public address that could name a review."""
    kinds = ("atom", "rss", "json")
    return [
        "/",
        "/reviews/",
        "/sitemap.xml",
        "/sitemap-reviews-1.xml",
        "/feeds/reviews.atom",
        "/feeds/reviews.rss",
        "/feeds/reviews.json",
        f"/search/?q={WORD}",
        film.get_absolute_url(),
        *(f"{film.get_absolute_url()}reviews.{kind}" for kind in kinds),
        review.get_absolute_url(),
        review.address_of("spoilers"),
        review.address_of("history"),
    ]


def found(client, review, film):
    """The addresses that lead a stranger to the review, or are its own."""
    client.logout()
    pages = {path: client.get(path) for path in surfaces(review, film)}
    return {
        path
        for path, page in pages.items()
        if page.status_code == 200
        and (review.get_absolute_url() in page.content.decode() or path.startswith(review.get_absolute_url()))
    }


@pytest.mark.parametrize("of", ["film", "review"])
@pytest.mark.parametrize("at", [None, NOW + datetime.timedelta(days=1)])
@pytest.mark.parametrize("by_command", [False, True])
def test_what_is_approved_under_an_embargo_is_on_no_surface_before_it_ends(
    client, moderator, of, at, by_command
):
    film = FilmFactory()
    with time_machine.travel(NOW, tick=False):
        submission = submitted(document(film, headline=f"On {WORD}"))
        review = submission.review
        target = {"film": film} if of == "film" else {"review": review}
        workflow.set_embargo(until=UNTIL, by=moderator, **target)
        if by_command:
            call_command(
                "approve_review",
                review.slug,
                user=moderator.username,
                digest=submission.revision.digest,
                at=at and at.isoformat(),
                stdout=StringIO(),
            )
        else:
            approved(submission, moderator, at=at)
        assert found(client, review, film) == set()
    with time_machine.travel(UNTIL - datetime.timedelta(seconds=1), tick=False):
        assert found(client, review, film) == set()
    with time_machine.travel(UNTIL, tick=False):
        shown = found(client, review, film)
    assert {review.get_absolute_url(), "/reviews/", "/feeds/reviews.atom", f"/search/?q={WORD}"} <= shown


def test_rescheduling_to_before_the_embargo_publishes_nothing_before_it(moderator):
    with time_machine.travel(NOW, tick=False):
        review = begun()
        workflow.set_embargo(review=review, until=UNTIL, by=moderator)
        edition = approved(workflow.submit(review, by=review.author), at=UNTIL + datetime.timedelta(days=1))
        workflow.reschedule(edition, at=NOW + datetime.timedelta(hours=1), by=moderator)

    edition.refresh_from_db()
    assert edition.public_from == UNTIL


def places(review):
    """{(first published, place in lists)} of all its editions."""
    return set(review.editions.values_list("first_public_at", "listed_at"))


def test_all_editions_of_a_review_have_the_place_of_the_first_that_becomes_public(moderator):
    hour = datetime.timedelta(hours=1)
    with time_machine.travel(NOW, tick=False):
        review = begun()
        workflow.set_embargo(review=review, until=UNTIL, by=moderator)
        approved(workflow.submit(review, by=review.author))
        correction(review, "To follow", at=UNTIL + hour)
        assert places(review) == {(UNTIL, UNTIL)}
        workflow.set_embargo(review=review, until=NOW + hour, by=moderator, lifts=True)
        assert places(review) == {(NOW + hour, NOW + hour)}
        workflow.set_embargo(review=review, until=UNTIL, by=moderator)
        assert places(review) == {(UNTIL, UNTIL)}


def test_setting_one_over_what_is_public_is_refused_with_links_to_take_it_down(client, moderator):
    film = FilmFactory()
    first, second = live(document(film, headline="First")), live(document(film, headline="Second"))

    page = press(
        client, first.review, "embargo", of="film", until="2099-06-01T12:00", reason="The studio asks."
    )
    html = page.content.decode()

    assert "Already public: First, Second." in html or "Already public: Second, First." in html
    for edition in (first, second):
        assert reverse("admin:reviews_draft_take_down", args=[edition.review_id]) in html
    assert 'value="The studio asks."' in html and 'value="2099-06-01T12:00"' in html
    assert not Embargo.objects.exists()


def test_lifting_asks_for_a_tick_keeps_what_was_typed_and_names_who_lifted_it(client, moderator):
    review = begun()
    chief = somebody("Chief")
    embargo = workflow.set_embargo(review=review, until=datetime.datetime(2099, 6, 1, tzinfo=UTC), by=chief)
    edition = approved(workflow.submit(review, by=review.author), chief)

    page = press(client, review, "lift-embargo", embargo=embargo.pk, reason="The studio agrees.")
    assert "Tick that you lift it" in " ".join(map(str, page.context["messages"]))
    assert 'value="The studio agrees."' in page.content.decode()
    assert Edition.objects.live().count() == 0

    press(client, review, "lift-embargo", embargo=embargo.pk, reason="The studio agrees.", sure="on")
    line = AuditLogEntry.objects.get(step=Step.LIFT_EMBARGO)
    assert (line.by, line.reason) == (moderator, "The studio agrees.")
    embargo.refresh_from_db()
    assert embargo.lifted_by == moderator
    assert Edition.objects.live().get() == edition


@pytest.mark.parametrize(
    ("step", "values", "kept"),
    [
        ("rename", {"slug": "a-quiet-week"}, 'value="a-quiet-week"'),
        ("embargo", {"of": "film", "until": "2001-01-01T12:00", "reason": "Agreed."}, 'value="Agreed."'),
        ("reschedule", {"at": "2001-01-01T12:00"}, 'value="2001-01-01T12:00"'),
        ("unschedule", {"reason": " "}, 'name="reason"'),
    ],
)
def test_a_refused_step_beside_the_form_stays_open_with_what_was_typed(client, moderator, step, values, kept):
    edition = live(at=datetime.datetime(2099, 6, 1, tzinfo=UTC))
    if step in ("reschedule", "unschedule"):
        values = values | {"edition": edition.pk}

    page = press(client, edition.review, step, **values)

    opened = page.content.decode().split('<details class="choice" open>')
    assert len(opened) == 2
    assert kept in opened[1].split("</details>")[0]


SPOILING = "The lake dries up."


@pytest.mark.parametrize("of", ["film", "review"])
def test_the_reason_of_an_embargo_says_nothing_that_spoils_a_review_it_holds_for(moderator, of):
    review = begun()
    target = {"film": review.draft.film} if of == "film" else {"review": review}

    with pytest.raises(workflow.Refused, match="only a spoiler says"):
        workflow.set_embargo(until=FAR, by=moderator, reason=SPOILING, **target)

    embargo = workflow.set_embargo(until=FAR, by=moderator, reason="The studio asks.", **target)
    with pytest.raises(workflow.Refused, match="only a spoiler says"):
        workflow.lift_embargo(embargo, by=moderator, reason=SPOILING)
    assert Embargo.objects.of(**target).exists()


def test_the_reason_says_nothing_either_of_what_is_approved_and_was_rewritten_since(moderator):
    review = begun()
    workflow.set_embargo(review=review, until=FAR, by=moderator)
    approved(workflow.submit(review, by=review.author), moderator)
    rewritten(review, review.author, sections=review.revisions.first().document().sections[:1])

    with pytest.raises(workflow.Refused, match="only a spoiler says"):
        workflow.set_embargo(review=review, until=FAR, by=moderator, reason=SPOILING)


def test_the_reviews_of_other_films_do_not_speak_against_a_reason(moderator):
    begun()

    embargo = workflow.set_embargo(film=FilmFactory(), until=FAR, by=moderator, reason=SPOILING)

    assert embargo.reason == SPOILING
