"""Mail of notices: to whom, when, with what in it; and that no mail server can break a step."""

import datetime
import threading
from datetime import UTC
from io import StringIO

import django
import pytest
import time_machine
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone

from reviews import workflow
from reviews.models import Mail, Notice, StaffSettings, Step, Why
from reviews.notifications.mail import send_due
from reviews.workflow.base import log_step
from tests.factories import FilmFactory
from tests.reviews.builders import approved, begun, document, somebody

pytestmark = pytest.mark.django_db
SECRET = "zanzibar"
NOON = datetime.datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _a_minute(settings):
    settings.UNDO_SECONDS = 60


@pytest.fixture
def author():
    return somebody("Author", email="author@foyer.example")


@pytest.fixture
def moderator():
    return somebody("Moderator")


def returned(author, moderator, **fields):
    """A submission that came back."""
    review = begun(document(**fields), author)
    workflow.request_changes(
        workflow.submit(review, by=author), moderator=moderator, reason=f"The {SECRET} must go."
    )
    return review


def wishes(user, how, **fields):
    StaffSettings.objects.create(user=user, mail=how, **fields)


def command():
    out = StringIO()
    call_command("send_notices", stdout=out)
    return out.getvalue().strip()


def test_mail_at_once_says_step_film_and_link_and_no_word_of_any_text(
    author, moderator, settings, django_capture_on_commit_callbacks
):
    settings.SITE_URL = "https://foyer.example"
    film = FilmFactory(title="Flow & ebb")
    with django_capture_on_commit_callbacks(execute=True):
        review = returned(author, moderator, about=film, headline=f"On {SECRET}", dek=f"In {SECRET}.")

    letter = mail.outbox[0]
    assert len(mail.outbox) == 1
    assert letter.to == ["author@foyer.example"]
    assert letter.subject == "Foyer: Changes requested, Flow & ebb"
    assert f"https://foyer.example{reverse('admin:reviews_draft_change', args=[review.pk])}" in letter.body
    assert SECRET not in letter.subject + letter.body
    assert Notice.objects.get(why=Why.AUTHOR).mailed_at


def test_mail_to_a_checker_says_that_a_text_waits_and_nothing_else(django_capture_on_commit_callbacks):
    somebody("Spoiler checker", email="checker@foyer.example")
    author = somebody("Author", first_name=SECRET)
    with django_capture_on_commit_callbacks(execute=True):
        review = begun(document(FilmFactory(title=f"The road to {SECRET}")), author)
        workflow.submit(review, by=author)

    assert mail.outbox[0].subject == "Foyer: A text waits to be checked"
    assert SECRET not in mail.outbox[0].body


def test_a_title_of_several_lines_makes_no_header_of_its_own(
    author, moderator, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        returned(author, moderator, about=FilmFactory(title="Flow\nBcc: all@foyer.example"))

    assert mail.outbox[0].subject == "Foyer: Changes requested, Flow Bcc: all@foyer.example"


def test_who_wants_mail_never_or_has_no_address_gets_none(moderator, django_capture_on_commit_callbacks):
    never, nowhere = somebody("Author", email="never@foyer.example"), somebody("Author")
    wishes(never, Mail.NEVER)
    with django_capture_on_commit_callbacks(execute=True):
        returned(never, moderator)
        returned(nowhere, moderator)

    assert command() == "Mails sent: 0, with notices: 0, failed: 0"
    assert mail.outbox == []
    assert Notice.objects.filter(why=Why.AUTHOR).count() == 2


def test_a_daily_mail_comes_in_the_morning_of_whoever_gets_it_with_all_of_the_day(
    author, moderator, django_capture_on_commit_callbacks
):
    wishes(author, Mail.DAILY, time_zone="America/New_York")
    with time_machine.travel(NOON, tick=False), django_capture_on_commit_callbacks(execute=True):
        returned(author, moderator)
        returned(author, moderator)
        assert command().startswith("Mails sent: 0,")
    with time_machine.travel(datetime.datetime(2026, 6, 2, 10, 59, tzinfo=UTC), tick=False):
        assert command().startswith("Mails sent: 0,")
    with time_machine.travel(datetime.datetime(2026, 6, 2, 11, 0, tzinfo=UTC), tick=False):  # 7:00 EDT
        assert command() == "Mails sent: 1, with notices: 2, failed: 0"
        assert command() == "Mails sent: 0, with notices: 0, failed: 0"

    assert mail.outbox[0].subject == "Foyer: 2 notices"
    assert "08:00 EDT" in mail.outbox[0].body


def test_what_was_read_in_the_inbox_is_not_mailed_after(author, moderator):
    wishes(author, Mail.DAILY)
    with time_machine.travel(NOON, tick=False):
        returned(author, moderator)
    Notice.objects.update(read_at=timezone.now())

    with time_machine.travel(NOON + datetime.timedelta(days=2), tick=False):
        assert command().startswith("Mails sent: 0,")


def test_who_left_or_wants_no_mail_any_more_gets_what_was_due_neither_now_nor_later(author, moderator):
    left = somebody("Author", email="left@foyer.example")
    returned(author, moderator)
    returned(left, moderator)
    wishes(author, Mail.NEVER)
    left.is_active = False
    left.save()

    assert command().startswith("Mails sent: 0,")
    StaffSettings.objects.update(mail=Mail.AT_ONCE)
    assert command().startswith("Mails sent: 0,")


def test_a_mail_server_that_is_away_breaks_no_step_and_the_notice_waits_for_the_next_run(
    author, moderator, django_capture_on_commit_callbacks, caplog
):
    with override_settings(**mail_by(f"{__name__}.Away")), django_capture_on_commit_callbacks(execute=True):
        review = returned(author, moderator)

    assert review.submissions.get().reason
    assert Notice.objects.get(why=Why.AUTHOR).mailed_at is None
    assert SECRET not in caplog.text
    with (
        override_settings(**mail_by(f"{__name__}.Away")),
        pytest.raises(CommandError, match="Mails sent: 0, with notices: 0, failed: 1"),
    ):
        command()
    assert command() == "Mails sent: 1, with notices: 1, failed: 0"


def mail_by(backend):
    """The setting by which mail is sent by a backend: its name changed with Django 6.1."""
    if django.VERSION >= (6, 1):
        return {"MAILERS": {"default": {"BACKEND": backend}}}
    return {"EMAIL_BACKEND": backend}


class Away:
    """A mail server that is not there."""

    def __init__(self, *args, **options):
        raise OSError(f"no route to {SECRET}")


def test_mail_of_an_approval_waits_until_it_can_be_undone_no_more(
    author, moderator, settings, django_capture_on_commit_callbacks
):
    settings.UNDO_SECONDS = 60
    with time_machine.travel(NOON, tick=False), django_capture_on_commit_callbacks(execute=True):
        approved(workflow.submit(begun(author=author), by=author), moderator)
    with time_machine.travel(NOON + datetime.timedelta(seconds=59), tick=False):
        assert command().startswith("Mails sent: 0,")
    with time_machine.travel(NOON + datetime.timedelta(seconds=60), tick=False):
        assert command().startswith("Mails sent: 1,")

    assert mail.outbox[0].subject.startswith("Foyer: Approved, ")


def test_an_approval_that_was_undone_is_not_mailed_and_stands_in_the_inbox(
    author, moderator, django_capture_on_commit_callbacks
):
    with time_machine.travel(NOON, tick=False), django_capture_on_commit_callbacks(execute=True):
        edition = approved(workflow.submit(begun(author=author), by=author), moderator)
        log_step(edition.review, Step.UNDO, moderator, submission=edition.submission)

    with time_machine.travel(NOON + datetime.timedelta(days=1), tick=False):
        assert command().startswith("Mails sent: 0,")
    assert {notice.entry.step for notice in Notice.objects.filter(to=author)} == {Step.APPROVE, Step.UNDO}


def test_the_next_mail_to_somebody_brings_what_was_due_meanwhile(
    author, moderator, django_capture_on_commit_callbacks
):
    with time_machine.travel(NOON, tick=False), django_capture_on_commit_callbacks(execute=True):
        edition = approved(workflow.submit(begun(author=author), by=author), moderator)
    later = NOON + datetime.timedelta(hours=1)
    with time_machine.travel(later, tick=False), django_capture_on_commit_callbacks(execute=True):
        workflow.take_down(edition.review, by=moderator, reason="A mistake.")

    assert mail.outbox[-1].subject == "Foyer: 2 notices"
    assert "Approved" in mail.outbox[-1].body


def test_a_backend_that_can_wait_gets_the_task_for_when_the_mail_is_due(
    author, moderator, settings, django_capture_on_commit_callbacks
):
    from django_tasks_db.models import DBTaskResult

    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    with time_machine.travel(NOON, tick=False), django_capture_on_commit_callbacks(execute=True):
        approved(workflow.submit(begun(author=author), by=author), moderator)

    waiting = DBTaskResult.objects.get(task_path="reviews.notifications.tasks.send_to")
    assert waiting.run_after == NOON + datetime.timedelta(seconds=60)
    assert waiting.args_kwargs["args"] == [[author.pk]]


@pytest.mark.engines
@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_send_each_mail_once(author, moderator):
    with transaction.atomic():
        for _ in range(3):
            returned(author, moderator)
    mail.outbox.clear()
    Notice.objects.update(mailed_at=None)
    begin, tallies = threading.Barrier(3), []

    def run():
        begin.wait()
        tallies.append(send_due())
        connection.close()

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sum(tally.notices for tally in tallies) == 3
    assert sum(tally.sent for tally in tallies) == len(mail.outbox) == 1


@pytest.mark.parametrize("count", [1, 3])
def test_a_digest_costs_the_same_whatever_its_length(author, moderator, django_assert_num_queries, count):
    for _ in range(count):
        returned(author, moderator)

    with django_assert_num_queries(8):
        assert command() == f"Mails sent: 1, with notices: {count}, failed: 0"
