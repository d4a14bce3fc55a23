"""Times as people type them, through both changes of the clocks; and each in the zone of whoever looks."""

import datetime
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from reviews import workflow
from reviews.desk.steps.step_forms import RescheduleForm
from reviews.local_time import InvalidLocalTime, parse_local, possible_times
from reviews.models import Edition, Embargo, StaffSettings
from tests.reviews.builders import begun, live, somebody, submitted
from tests.reviewsite.desk_forms import on_screen

pytestmark = pytest.mark.django_db
LONDON, NEW_YORK = "Europe/London", "America/New_York"
# Zone, what is typed, and the moments that clocks show so.
TIMES = [
    (LONDON, "2026-03-29T00:59", ["2026-03-29T00:59Z"]),
    (LONDON, "2026-03-29T01:00", []),
    (LONDON, "2026-03-29T01:30", []),
    (LONDON, "2026-03-29T02:00", ["2026-03-29T01:00Z"]),
    (LONDON, "2026-10-25T00:59", ["2026-10-24T23:59Z"]),
    (LONDON, "2026-10-25T01:00", ["2026-10-25T00:00Z", "2026-10-25T01:00Z"]),
    (LONDON, "2026-10-25T01:59", ["2026-10-25T00:59Z", "2026-10-25T01:59Z"]),
    (LONDON, "2026-10-25T02:00", ["2026-10-25T02:00Z"]),
    (NEW_YORK, "2026-03-08T02:30", []),
    (NEW_YORK, "2026-03-08T03:00", ["2026-03-08T07:00Z"]),
    (NEW_YORK, "2026-11-01T01:30", ["2026-11-01T05:30Z", "2026-11-01T06:30Z"]),
    (NEW_YORK, "2026-07-01T12:00", ["2026-07-01T16:00Z"]),
    ("Australia/Lord_Howe", "2026-04-05T01:45", ["2026-04-04T14:45Z", "2026-04-04T15:15Z"]),  # half an hour
]


def utc(text):
    return datetime.datetime.fromisoformat(text)


@pytest.mark.parametrize(("zone", "typed", "meant"), TIMES)
def test_a_local_time_is_one_moment_two_or_none(zone, typed, meant):
    assert list(possible_times(utc(typed), ZoneInfo(zone))) == [utc(text) for text in meant]


@pytest.mark.parametrize(
    ("zone", "typed", "said"),
    [
        (LONDON, "2026-03-29T01:30", "There is no 01:30 on 29 March 2026"),
        (LONDON, "2026-03-29T01:30", "00:59 GMT and 02:00 BST"),
        (NEW_YORK, "2026-03-08T02:15", "01:59 EST and 03:00 EDT"),
        (LONDON, "2026-10-25T01:30", "first as 01:30 BST, then as 01:30 GMT"),
        (NEW_YORK, "2026-11-01T01:30", "first as 01:30 EDT, then as 01:30 EST"),
    ],
)
def test_what_the_clocks_never_show_or_twice_is_refused_with_what_to_do(zone, typed, said):
    with timezone.override(zone), pytest.raises(InvalidLocalTime, match=said):
        parse_local(typed)


@pytest.mark.parametrize("zone", [LONDON, NEW_YORK])
def test_every_minute_of_both_days_is_understood_as_a_moment_that_shows_it_or_refused(zone):
    with timezone.override(zone):
        for day in ("2026-03-29", "2026-03-08", "2026-10-25", "2026-11-01"):
            for minute in range(24 * 60):
                text = f"{day}T{minute // 60:02}:{minute % 60:02}"
                try:
                    found = parse_local(text)
                except InvalidLocalTime:
                    continue
                assert f"{timezone.localtime(found):%Y-%m-%dT%H:%M}" == text


@pytest.mark.parametrize(
    "text", ["", "soon", "2026-10-25", "0001-01-01T00:00", "9999-12-31T23:59", "2026-13-01T00:00", "25:00"]
)
def test_what_is_no_date_with_a_time_is_no_moment(text):
    with timezone.override("Pacific/Kiritimati"), pytest.raises(ValueError):
        parse_local(text)


# At the desk


@pytest.fixture
def moderator(client):
    user = somebody("Moderator")
    StaffSettings.objects.create(user=user, time_zone=LONDON)
    client.force_login(user)
    return user


def press(client, review, step, **values):
    url = reverse("admin:reviews_draft_do", args=[review.pk, step])
    return client.post(url, on_screen(review) | values, follow=True)


def said(page):
    return " ".join(map(str, page.context["messages"]))


def is_public(client, review):
    return client.get(review.get_absolute_url()).status_code == 200


def approve(client, submission, **values):
    back = reverse("admin:reviews_draft_submission", args=[submission.review_id, submission.pk])
    known = {"submission": submission.pk, "digest": submission.revision.digest, "back": back}
    return press(client, submission.review, "approve", **known, **values)


@pytest.mark.parametrize(
    ("zone", "typed", "offset", "begins"),
    [
        (LONDON, "2026-10-25T01:30", "+01:00", "2026-10-25T00:30Z"),
        (LONDON, "2026-10-25T01:30", "+00:00", "2026-10-25T01:30Z"),
        (LONDON, "2026-03-29T02:00", "", "2026-03-29T01:00Z"),
        (NEW_YORK, "2026-11-01T01:30", "-04:00", "2026-11-01T05:30Z"),
        (NEW_YORK, "2026-11-01T01:30", "-05:00", "2026-11-01T06:30Z"),
        (NEW_YORK, "2026-03-08T03:00", "", "2026-03-08T07:00Z"),
    ],
)
def test_a_review_is_public_just_from_the_moment_that_was_approved(
    client, moderator, zone, typed, offset, begins
):
    StaffSettings.objects.update(time_zone=zone)
    second = datetime.timedelta(seconds=1)
    with time_machine.travel(utc("2026-02-01T12:00Z"), tick=False):
        submission = submitted()
        client.force_login(moderator)
        approve(client, submission, at=typed, at_offset=offset)
        assert Edition.objects.get().public_from == utc(begins)
    with time_machine.travel(utc(begins) - second, tick=False):
        assert not is_public(client, submission.review)
    with time_machine.travel(utc(begins), tick=False):
        assert is_public(client, submission.review)


def test_a_time_that_does_not_exist_is_refused_and_stays_in_the_field(client, moderator):
    with time_machine.travel(utc("2026-02-01T12:00Z"), tick=False):
        client.force_login(moderator)
        page = approve(client, submitted(), at="2026-03-29T01:30")

    assert "00:59 GMT and 02:00 BST" in said(page)
    assert 'value="2026-03-29T01:30"' in page.content.decode()
    assert not Edition.objects.exists()


def test_of_a_time_that_comes_twice_the_page_asks_which_is_meant(client, moderator):
    with time_machine.travel(utc("2026-10-01T12:00Z"), tick=False):
        client.force_login(moderator)
        submission = submitted()
        page = approve(client, submission, at="2026-10-25T01:30")
        html = page.content.decode()

        assert "comes twice" in said(page)
        assert '<option value="+01:00" >the first, BST</option>' in html
        assert '<option value="+00:00" >the second, GMT</option>' in html
        assert not Edition.objects.exists()

        approve(client, submission, at="2026-10-25T01:30", at_offset="+00:00")
    assert Edition.objects.get().public_from == utc("2026-10-25T01:30Z")


def test_a_choice_that_belongs_to_another_time_counts_for_nothing(client, moderator):
    with time_machine.travel(utc("2026-10-01T12:00Z"), tick=False):
        client.force_login(moderator)
        approve(client, submitted(), at="2026-10-26T12:00", at_offset="+09:00")

    assert Edition.objects.get().public_from == utc("2026-10-26T12:00Z")


def test_rescheduling_follows_the_same_rules_and_shows_which_of_two_times_holds(client, moderator):
    with time_machine.travel(utc("2026-10-01T12:00Z"), tick=False):
        client.force_login(moderator)
        edition = live(at=utc("2026-10-20T12:00Z"))
        values = {"edition": edition.pk, "at": "2026-10-25T01:30"}
        page = press(client, edition.review, "reschedule", **values)
        assert "comes twice" in said(page)
        assert "the second, GMT" in page.content.decode()
        page = press(client, edition.review, "reschedule", **values, at_offset="+00:00")

        assert '<option value="+00:00" selected>the second, GMT</option>' in page.content.decode()
    edition.refresh_from_db()
    assert edition.public_from == utc("2026-10-25T01:30Z")


def test_an_embargo_follows_the_same_rules(client, moderator):
    with time_machine.travel(utc("2026-02-01T12:00Z"), tick=False):
        client.force_login(moderator)
        review = begun()
        page = press(client, review, "embargo", of="review", until="2026-03-29T01:30", reason="Agreed.")
        assert "There is no 01:30" in said(page)
        assert 'value="Agreed."' in page.content.decode()
        press(client, review, "embargo", of="review", until="2026-03-29T02:00", reason="Agreed.")

    assert Embargo.objects.get().until == utc("2026-03-29T01:00Z")


def test_a_stored_second_hour_goes_through_a_form_unchanged():
    moment = utc("2026-10-25T01:30Z")
    with timezone.override(LONDON):
        field = RescheduleForm(initial={"at": moment})["at"]
        assert field.value() == "2026-10-25T01:30+00:00"
        form = RescheduleForm({"edition": 1, "at": "2026-10-25T01:30", "at_offset": "+00:00"})
        with time_machine.travel(utc("2026-10-01T12:00Z")):
            assert form.is_valid() and form.cleaned_data["at"] == moment


# By command


def by_command(submission, moderator, at):
    call_command(
        "approve_review",
        submission.review.slug,
        user=moderator.username,
        digest=submission.revision.digest,
        at=at,
        stdout=StringIO(),
    )


def test_the_command_takes_an_offset_and_else_the_zone_of_the_house(moderator, settings):
    with timezone.override(LONDON):
        for at, begins in (
            ("2099-10-25T01:30+02:00", "2099-10-24T23:30Z"),
            ("2099-07-01T12:00", "2099-07-01T11:00Z"),
        ):
            submission = submitted()
            by_command(submission, moderator, at)
            assert submission.review.editions.get().public_from == utc(begins)


@pytest.mark.parametrize("at", ["2026-03-29T01:30", "2026-10-25T01:30", "soon"])
def test_the_command_refuses_what_means_no_moment_or_two(moderator, at):
    submission = submitted()
    with timezone.override(LONDON), pytest.raises(CommandError, match="Write it"):
        by_command(submission, moderator, at)
    assert not Edition.objects.exists()


# The zone of a person


def test_each_person_sees_times_in_a_zone_of_their_own(client, settings):
    with time_machine.travel(utc("2026-07-01T12:00Z"), tick=False):
        edition = live(at=utc("2026-07-02T12:00Z"))
        seen = {}
        for zone in ("", "Asia/Tokyo", NEW_YORK):
            user = somebody("Moderator")
            StaffSettings.objects.create(user=user, time_zone=zone)
            client.force_login(user)
            page = client.get(reverse("admin:reviews_draft_change", args=[edition.review_id]))
            seen[zone] = page.content.decode()

    assert "Thu 2 Jul 2026, 12:00 UTC" in seen[""]
    assert "Thu 2 Jul 2026, 21:00 JST" in seen["Asia/Tokyo"]
    assert "Thu 2 Jul 2026, 08:00 EDT" in seen[NEW_YORK]
    assert "times are America/New_York, EDT" in seen[NEW_YORK]


def test_public_pages_and_the_next_visitor_know_nothing_of_a_zone(client, moderator):
    edition = live()
    StaffSettings.objects.update(time_zone="Pacific/Kiritimati")
    client.get(reverse("admin:index"))
    assert timezone.get_current_timezone_name() == "UTC"

    logged_in = client.get(edition.review.get_absolute_url()).content
    client.logout()
    assert client.get(edition.review.get_absolute_url()).content == logged_in


def test_a_zone_that_this_machine_does_not_know_falls_back_to_that_of_the_house(client, moderator):
    StaffSettings.objects.update(time_zone="Mars/Olympus")

    assert "times are UTC" in client.get(reverse("admin:index")).content.decode()


def test_settings_are_kept_for_whoever_saves_them_and_a_wrong_zone_is_refused(client):
    user, other = somebody("Author", email="a@foyer.example"), somebody("Author")
    client.force_login(user)
    url = reverse("admin:own_settings")
    assert client.get(url).status_code == 200
    assert not StaffSettings.objects.exists()

    client.post(url, {"time_zone": LONDON, "mail": "daily", "user": other.pk})
    refused = client.post(url, {"time_zone": "Mars/Olympus", "mail": "never"})

    assert refused.status_code == 400
    assert "Mars/Olympus" in refused.content.decode()
    row = StaffSettings.objects.get()
    assert (row.user, row.time_zone, row.mail, row.has_single_keys) == (user, LONDON, "daily", False)


def test_every_page_says_whether_single_keys_may_act(client, moderator):
    pages = (reverse("admin:index"), reverse("admin:reviews_draft_change", args=[begun().pk]))

    assert all("single-keys" in client.get(page).content.decode() for page in pages)
    StaffSettings.objects.update(has_single_keys=False)
    assert not any("single-keys" in client.get(page).content.decode() for page in pages)


def test_workflow_itself_takes_moments_alone():
    edition = live(at=utc("2099-01-01T00:00Z"))
    workflow.reschedule(edition, at=utc("2099-02-01T00:00Z"), by=somebody("Moderator"))
    edition.refresh_from_db()
    assert edition.public_from == utc("2099-02-01T00:00Z")


def test_the_two_hours_of_the_same_name_are_told_apart_on_every_page(client, moderator):
    with time_machine.travel(utc("2026-10-25T00:30Z"), tick=False):
        review = begun()
    with time_machine.travel(utc("2026-10-25T01:30Z"), tick=False):
        workflow.submit(review, by=review.author)
        client.force_login(moderator)
        page = client.get(reverse("admin:reviews_draft_history", args=[review.pk])).content.decode()

    assert "01:30 BST" in page and "01:30 GMT" in page


def test_the_tables_that_are_kept_show_times_with_their_zone(client, moderator):
    with time_machine.travel(utc("2026-07-01T12:00Z"), tick=False):
        live()
        client.force_login(moderator)
        page = client.get(reverse("admin:reviews_edition_changelist")).content.decode()

    assert "1 Jul 2026, 13:00 BST" in page
