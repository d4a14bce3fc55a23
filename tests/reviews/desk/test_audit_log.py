"""The record as people read it: of one review, of all, narrowed, exported; and that nobody can change it."""

import csv
import datetime
import io
from datetime import UTC

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from reviews import workflow
from reviews.desk.audit_log import timeline
from reviews.desk.audit_log.pages import escape_formula
from reviews.models import AuditLogEntry, Opened, StaffSettings, Step
from tests.factories import FilmFactory
from tests.reviews.builders import begun, document, live, rewritten, somebody, submitted

pytestmark = [pytest.mark.django_db, pytest.mark.engines]


@pytest.fixture
def chief(client):
    user = somebody("Chief")
    client.force_login(user)
    return user


def shown(page):
    return [line for _day, lines in page.context["days"] for line in lines]


def words(page):
    return [line.word for line in shown(page)]


def of_review(client, review, **query):
    return client.get(reverse("admin:reviews_draft_history", args=[review.pk]), query)


def whole(client, **query):
    return client.get(reverse("admin:full_audit_log"), query)


def exported(client, **query):
    response = client.get(reverse("admin:full_audit_log_export"), query)
    content = b"".join(response.streaming_content).decode("utf-8")
    return list(csv.DictReader(io.StringIO(content, newline="")))


# One review


def test_a_review_tells_revisions_decisions_waivers_sign_offs_and_who_opened_it(client, chief):
    submission = submitted()
    review = submission.review
    workflow.sign_spoiler_check(
        submission, by=somebody("Spoiler checker"), digest=submission.revision.digest, result="clean"
    )
    workflow.request_changes(submission, moderator=chief, reason="Shorter.")

    page = of_review(client, review)

    assert words(page) == [
        "viewed the full text for the first time",
        "changes requested",
        "checked for spoilers",
        "submitted",
        "saved",
        "begun",
    ]
    assert shown(page)[0].kind == ""
    assert shown(page)[1].reason == "Shorter."


def test_the_lines_of_a_review_are_narrowed_to_a_step_and_a_person(client, chief):
    review, editor = begun(), somebody("Editor")
    rewritten(review, editor, headline="By another")
    Opened.objects.create(review=review, user=editor, at=timezone.now())

    assert len(shown(of_review(client, review, step=Step.SAVE))) == 2
    assert words(of_review(client, review, step="opened")) == ["viewed the full text for the first time"] * 2
    assert words(of_review(client, review, by=editor.pk)) == [
        "viewed the full text for the first time",
        "saved",
    ]
    assert words(of_review(client, review, by=editor.pk, step=Step.SUBMIT)) == []


@pytest.mark.parametrize("query", [{"step": "forged"}, {"by": "0"}, {"by": "x"}])
def test_a_filter_that_makes_no_sense_shows_nothing_and_says_so(client, chief, query):
    page = of_review(client, begun(), **query)

    assert page.status_code == 200
    assert shown(page) == []
    assert page.context["form"].errors


def test_long_records_have_pages_that_keep_the_filter_and_lose_no_line(client, chief, monkeypatch):
    monkeypatch.setattr(timeline, "PAGE_SIZE", 3)
    review = begun()
    for number in range(6):
        rewritten(review, review.author, headline=f"Version {number}")

    found, page = [], of_review(client, review, step=Step.SAVE)
    while True:
        found += [line.revision for line in shown(page)]
        if not page.context["older"]:
            break
        page = of_review(client, review, step=Step.SAVE, p=page.context["older"])
        assert "step=save&amp;p=" in page.content.decode()

    assert found == [7, 6, 5, 4, 3, 2, 1]
    assert shown(of_review(client, review, p="99999")) == []
    assert len(shown(of_review(client, review, p="-1"))) == 3


@pytest.mark.parametrize("count", [1, 3])
def test_a_record_costs_the_same_whatever_its_length(client, chief, django_assert_num_queries, count):
    review = begun()
    for number in range(count):
        rewritten(review, review.author, headline=f"Version {number}")
        Opened.objects.create(review=review, user=somebody("Editor"), at=timezone.now())
    of_review(client, review)

    with django_assert_num_queries(9):
        of_review(client, review)


# All reviews


@pytest.mark.parametrize("count", [1, 3])
def test_the_whole_record_costs_the_same_whatever_its_length(client, chief, django_assert_num_queries, count):
    for _ in range(count):
        edition = live()
        Opened.objects.create(review=edition.review, user=somebody("Editor"), at=timezone.now())

    with django_assert_num_queries(8):
        page = whole(client)
    assert len(shown(page)) == count * 5


@pytest.mark.parametrize("count", [1, 3])
def test_the_export_costs_the_same_whatever_its_length(client, chief, django_assert_num_queries, count):
    for _ in range(count):
        live()

    with django_assert_num_queries(6):
        assert len(exported(client)) == count * 4


def test_the_whole_record_is_narrowed_by_words_of_review_or_film_and_by_days(client, chief):
    film = FilmFactory(title="Rain over Lisbon")
    with time_machine.travel(datetime.datetime(2026, 5, 1, 12, tzinfo=UTC), tick=False):
        old = begun(document(film, headline="An umbrella"))
    with time_machine.travel(datetime.datetime(2026, 6, 1, 12, tzinfo=UTC), tick=False):
        new = begun(document(headline="A parasol"))
        workflow.set_embargo(film=film, until=timezone.now() + datetime.timedelta(days=1), by=chief)
        gone = begun(document(headline="Forgotten hat"))
        workflow.delete(gone, by=gone.author)

    def of(**query):
        return {line.review for line in shown(whole(client, **query))}

    assert of(words="lisbon") == {old.pk, None}
    assert of(words="umbrella") == {old.pk}
    assert of(words="rain umbrella") == {old.pk}
    assert words(whole(client, words="forgotten")) == ["deleted, never submitted"]
    assert of(since="2026-06-01") == {new.pk, None}
    assert of(until="2026-05-31") == {old.pk}
    assert of(since="2026-05-01", until="2026-05-01") == {old.pk}
    assert of(since="2026-05-02", until="2026-05-31") == set()


def test_a_day_begins_when_it_does_for_whoever_asks(client, chief):
    StaffSettings.objects.create(user=chief, time_zone="Asia/Tokyo")
    with time_machine.travel(datetime.datetime(2026, 5, 1, 16, tzinfo=UTC), tick=False):  # 1:00 on the 2nd
        begun()

    assert shown(whole(client, until="2026-05-01")) == []
    assert len(shown(whole(client, since="2026-05-02"))) == 2


def test_the_export_holds_what_the_filter_chose_with_times_that_name_their_zone(client, chief):
    StaffSettings.objects.create(user=chief, time_zone="Asia/Tokyo")
    edition = live()
    begun()

    rows = exported(client, words=edition.review.slug)
    approved = exported(client, step=Step.APPROVE)[0]

    assert len(rows) >= 4
    assert approved["review"] == edition.review.slug
    assert approved["digest"] == edition.revision.digest
    assert approved["at"].endswith("+00:00")
    assert exported(client, step="forged") == []


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_no_cell_of_the_export_is_a_formula(client, chief, start):
    attack = f'{start}HYPERLINK("https://elsewhere.example","Click")'
    submission = submitted()
    workflow.request_changes(submission, moderator=chief, reason=f"Shorter. {attack}")
    AuditLogEntry.objects.create(
        review=submission.review, step=Step.SAVE, by=chief, at=timezone.now(), reason=attack, detail=attack
    )

    for row in exported(client):
        for value in row.values():
            assert not value.startswith(start)
    assert escape_formula(attack) == f"'{attack}"
    assert escape_formula("Plain") == "Plain"


@pytest.mark.parametrize("name", ["full_audit_log", "full_audit_log_export"])
def test_the_whole_record_is_for_those_who_may_see_it(client, name):
    answers = {}
    for role in ("Author", "Editor", "Moderator", "Spoiler checker", "Film desk", "Chief"):
        client.force_login(somebody(role))
        answers[role] = client.get(reverse(f"admin:{name}")).status_code

    assert answers.pop("Chief") == 200
    assert set(answers.values()) == {403}
    client.force_login(somebody("Chief"))
    assert client.post(reverse(f"admin:{name}")).status_code == 405
    client.logout()
    assert client.get(reverse(f"admin:{name}")).status_code == 302


# Append-only


def test_the_database_itself_changes_no_line():
    live()

    with pytest.raises(DatabaseError), transaction.atomic():
        AuditLogEntry.objects.update(reason="Changed.")
    with pytest.raises(DatabaseError), transaction.atomic():
        Opened.objects.create(review=begun(), user=somebody(), at=timezone.now())
        Opened.objects.update(at=timezone.now())
