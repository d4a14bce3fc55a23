"""Forms that were opened before something changed: refused with both values, and nothing is written."""

import datetime
import html
import re

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from reviews import workflow
from reviews.models import AuditLogEntry, Embargo, Opened, Read, Step, TakeDown
from reviewsite.desk.accounts.models import StaffSession
from tests.factories import FilmFactory
from tests.reviews.builders import approved, begun, correction, later, live, renamed, rewritten, somebody

pytestmark = pytest.mark.django_db
READING = (Opened, Read, StaffSession)  # who read which page, and what was typed
TABLES = [model for model in apps.get_models(include_auto_created=True) if model not in READING]
FIRST = datetime.datetime(2099, 6, 1, 12, tzinfo=datetime.UTC)
SECOND = datetime.datetime(2099, 6, 8, 12, tzinfo=datetime.UTC)
FIRST_TEXT, SECOND_TEXT = "Mon 1 Jun 2099, 12:00 UTC", "Mon 8 Jun 2099, 12:00 UTC"


@pytest.fixture(autouse=True)
def _in_utc(settings):
    settings.TIME_ZONE = "UTC"


@pytest.fixture
def chief(client):
    user = somebody("Chief")
    client.force_login(user)
    return user


def written():
    """Every row of every table that a step may write to."""
    return {table.__name__: sorted(map(str, table._base_manager.values_list())) for table in TABLES}


def form_of(client, review, step, address):
    """The values in the form of a step as the page carries them, hidden ones and those to be typed over."""
    page = client.get(address).content.decode()
    action = reverse("admin:reviews_draft_do", args=[review.pk, step])
    form = page.split(f'action="{action}"', 1)[1].split("</form>")[0]
    inputs = re.findall(r"<input[^>]*>", form)
    values = {_attribute(tag, "name"): _attribute(tag, "value") for tag in inputs if "checkbox" not in tag}
    return {name: value for name, value in values.items() if name != "csrfmiddlewaretoken"}


def _attribute(tag, name):
    match = re.search(rf'\b{name}="([^"]*)"', tag)
    return html.unescape(match[1]) if match else ""


def press(client, review, step, values):
    address = reverse("admin:reviews_draft_do", args=[review.pk, step])
    answer = client.post(address, values, follow=True)
    return " ".join(map(str, answer.context["messages"])), answer.content.decode()


def at(name, review, *args):
    return reverse(f"admin:reviews_draft_{name}", args=[review.pk, *args])


# What stands before the form is opened, and what somebody does meanwhile. Each returns the review.


def published(by):
    return live().review


def corrected(review, by):
    correction(review, "Second")


def scheduled_correction(review, by):
    correction(review, "Second", at=FIRST)


def scheduled(by):
    review = begun()
    approved(workflow.submit(review, by=review.author), at=FIRST)
    return review


def moved(review, by):
    workflow.reschedule(review.editions.get(), at=SECOND, by=by)


def unheld(by):
    return begun()


def held(by):
    review = begun()
    workflow.set_embargo(review=review, until=FIRST, by=by)
    return review


def held_and_approved(by):
    review = held(by)
    approved(workflow.submit(review, by=review.author), at=FIRST - datetime.timedelta(days=2))
    return review


def extended(review, by):
    workflow.set_embargo(review=review, until=SECOND, by=by)


def set_meanwhile(review, by):
    workflow.set_embargo(review=review, until=FIRST, by=by)


def film_chosen_anew(review, by):
    film = FilmFactory(title="The Lantern")
    review.draft.film = film
    review.draft.save()


def moved_elsewhere(review, by):
    renamed(review, "elsewhere", by)


def taken_down(review, by):
    workflow.take_down(review, by=by, reason="Rights.")


def corrected_and_waiting(by):
    review = published(by)
    rewritten(review, review.author, headline="Second")
    workflow.submit(review, by=review.author)
    return review


def held_and_waiting(by):
    review = held(by)
    workflow.submit(review, by=review.author)
    return review


def waiting(by):
    review = begun()
    workflow.submit(review, by=review.author)
    return review


def moved_before_it_is_public(review, by):
    renamed(review, "quiet-week", by)


def written_again(by):
    review = begun()
    rewritten(review, review.author, headline="Second")
    return review


def saved(review, by):
    rewritten(review, by, headline="Third")


def lifted(review, by):
    workflow.lift_embargo(Embargo.objects.get(), by=by)


REASON = {"reason": "Typed with care."}
LATER = {"at": "2099-07-01T10:00"}
STALE = [
    ("take-down", "take_down", published, corrected, REASON, "the live edition was 1, is now 2"),
    (
        "take-down",
        "take_down",
        published,
        scheduled_correction,
        REASON,
        "the edition to come was none, is now 2",
    ),
    (
        "lift-embargo",
        "change",
        held,
        extended,
        REASON | {"sure": "on"},
        f"the end of the embargo was {FIRST_TEXT}, is now {SECOND_TEXT}",
    ),
    (
        "embargo",
        "change",
        held,
        extended,
        REASON | {"of": "review", "until": "2099-06-03T10:00", "sure": "on"},
        f"the end of the embargo was {FIRST_TEXT}, is now {SECOND_TEXT}",
    ),
    (
        "embargo",
        "change",
        unheld,
        set_meanwhile,
        REASON | {"of": "review", "until": "2099-06-03T10:00"},
        f"the end of the embargo was none, is now {FIRST_TEXT}",
    ),
    (
        "embargo",
        "change",
        unheld,
        film_chosen_anew,
        REASON | {"of": "film", "until": "2099-06-03T10:00"},
        "is now The Lantern",
    ),
    (
        "reschedule",
        "change",
        scheduled,
        moved,
        LATER,
        f"the time it is public from was {FIRST_TEXT}, is now {SECOND_TEXT}",
    ),
    (
        "reschedule",
        "change",
        held_and_approved,
        extended,
        LATER,
        f"the time it is public from was {FIRST_TEXT}, is now {SECOND_TEXT}",
    ),
    (
        "unschedule",
        "change",
        scheduled,
        moved,
        REASON,
        f"the beginning of the edition was {FIRST_TEXT}, is now {SECOND_TEXT}",
    ),
    (
        "rename",
        "change",
        published,
        moved_elsewhere,
        {"slug": "typed-with-care"},
        "the address was a-quiet-week, is now elsewhere",
    ),
    (
        "share",
        "previews",
        published,
        taken_down,
        {"recipient": "Typed with care", "revision": "1"},
        "the live edition was 1, is now none",
    ),
    ("tighten", "tighten", published, corrected, REASON, "the live edition was 1, is now 2"),
    (
        "approve",
        "submission",
        corrected_and_waiting,
        taken_down,
        {"note": "Typed with care."},
        "the live edition was 1, is now none",
    ),
    (
        "approve",
        "submission",
        held_and_waiting,
        lifted,
        {},
        f"the end of the embargo was {FIRST_TEXT}, is now none",
    ),
    (
        "approve",
        "submission",
        waiting,
        moved_before_it_is_public,
        {},
        "the address was a-quiet-week, is now quiet-week",
    ),
    ("restore", "revisions", written_again, saved, {}, "the newest revision was 2, is now 3"),
]


@pytest.mark.parametrize(
    ("step", "page", "arranged", "meanwhile", "typed", "message"),
    STALE,
    ids=[f"{row[0]}, {row[3].__name__}" for row in STALE],
)
def test_a_stale_form_is_refused_with_both_values_and_writes_nothing(
    client, chief, step, page, arranged, meanwhile, typed, message
):
    review = arranged(chief)
    arguments = [review.submissions.open().get().pk] if page == "submission" else []
    address = at(page, review, *arguments)
    form = form_of(client, review, step, address)
    meanwhile(review, somebody("Moderator"))
    before = written()

    sentence, _page = press(client, review, step, form | typed | {"back": address})

    assert message in sentence
    assert "Nothing was done. Look again." in sentence
    assert written() == before


@pytest.mark.parametrize("row", [row for row in STALE if row[0] not in ("tighten",) and row[4]])
def test_what_was_typed_into_a_stale_form_is_kept(client, chief, row):
    step, page, arranged, meanwhile, typed, _message = row
    review = arranged(chief)
    arguments = [review.submissions.open().get().pk] if page == "submission" else []
    address = at(page, review, *arguments)
    form = form_of(client, review, step, address)
    meanwhile(review, somebody("Moderator"))
    kept = next(typed[name] for name in ("reason", "slug", "recipient", "note", "at") if name in typed)

    _sentence, shown = press(client, review, step, form | typed | {"back": address})

    assert kept in shown


def test_a_stale_take_down_shows_what_is_live_now_and_one_press_more_takes_it_down(client, chief):
    review = published(chief)
    form = form_of(client, review, "take-down", at("take_down", review))
    corrected(review, chief)

    _sentence, shown = press(client, review, "take-down", form | REASON)
    assert "edition 2, public since" in shown and ">Second</b>" in shown
    anew = form_of(client, review, "take-down", at("take_down", review))
    sentence, _shown = press(client, review, "take-down", anew | REASON)

    assert sentence.startswith("Taken down.")
    assert TakeDown.objects.get().edition.number == 2


def test_a_form_from_before_this_rule_that_shows_nothing_is_refused(client, chief):
    review = published(chief)
    before = written()

    sentence, _page = press(client, review, "take-down", REASON)

    assert "the live edition was none, is now 1" in sentence
    assert written() == before


def test_a_page_that_is_up_to_date_goes_through_at_the_second_press(client, chief):
    """An embargo that was extended is lifted by whoever read that it was: with the tick given anew."""
    review = held(chief)
    form = form_of(client, review, "lift-embargo", at("change", review))
    extended(review, chief)
    press(client, review, "lift-embargo", form | REASON | {"sure": "on"})

    anew = form_of(client, review, "lift-embargo", at("change", review))
    assert "checked" not in client.get(at("change", review)).content.decode().split('name="embargo"')[1][:900]
    press(client, review, "lift-embargo", anew | REASON | {"sure": "on"})

    assert Embargo.objects.get().lifted_by == chief


# An embargo that is made to end sooner is lifted for the time between.


def test_a_shorter_embargo_needs_the_tick_of_lifting_and_is_logged_as_lifting(client, chief):
    review = held(chief)
    values = REASON | {"of": "review", "until": "2099-05-20T10:00"}
    form = form_of(client, review, "embargo", at("change", review))
    before = written()

    sentence, shown = press(client, review, "embargo", form | values)
    assert f"The embargo was until {FIRST_TEXT}, would be until Wed 20 May 2099, 10:00 UTC" in sentence
    assert "Tick that you lift it in your name." in sentence
    assert 'value="2099-05-20T10:00"' in shown
    assert written() == before

    press(client, review, "embargo", form | values | {"sure": "on"})
    entry = AuditLogEntry.objects.get(step=Step.LIFT_EMBARGO)
    assert (entry.by, entry.detail) == (
        chief,
        "shortened from 2099-06-01 12:00 UTC to 2099-05-20 10:00 UTC",
    )


def test_a_longer_embargo_needs_no_tick_and_is_an_embargo_that_was_set(client, chief):
    review = held(chief)
    form = form_of(client, review, "embargo", at("change", review))

    press(client, review, "embargo", form | {"of": "review", "until": "2099-06-20T10:00"})

    assert AuditLogEntry.objects.filter(step=Step.EMBARGO).count() == 2
    assert not AuditLogEntry.objects.filter(step=Step.LIFT_EMBARGO).exists()


def test_without_an_embargo_there_is_no_tick_to_shorten_one(client, chief):
    page = client.get(at("change", unheld(chief))).content.decode()
    assert 'name="sure"' not in page


def test_the_form_keeps_microseconds_so_that_an_unchanged_time_is_no_change(client, chief):
    moment = timezone.now() + datetime.timedelta(days=3, microseconds=123)
    review = begun()
    approved(workflow.submit(review, by=review.author), at=moment)
    form = form_of(client, review, "reschedule", at("change", review))

    sentence, _page = press(client, review, "reschedule", form | LATER)

    assert sentence.startswith("Rescheduled")


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "America/New_York"])
def test_the_time_zone_of_whoever_presses_makes_no_difference(client, chief, settings, zone):
    settings.TIME_ZONE = zone
    review = scheduled(chief)
    form = form_of(client, review, "unschedule", at("change", review))

    sentence, _page = press(client, review, "unschedule", form | REASON)

    assert sentence.startswith("Called off.")


def test_a_share_form_opened_now_makes_a_link_of_what_a_later_text_will_be(client, chief):
    review = published(chief)
    later(review, {"headline": "Second"})
    form = form_of(client, review, "share", at("previews", review))

    sentence, _page = press(client, review, "share", form | {"recipient": "Joan", "revision": "1"})

    assert sentence.startswith("The link for Joan is made")
